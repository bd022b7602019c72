import { lstatSync, realpathSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { Unanalysed } from '../report/report.js';
import { enclosingRules, rulesWithIgnoreFile, type Enclosing } from './ignore-files.js';
import type { IgnoreRules } from './ignored.js';
import { readText } from './text.js';
import type { Tree } from './tree.js';
import { UnanalysedFiles } from './unanalysed.js';
import { defaultLimits, isSkipped, walk } from './walk.js';

interface Cached {
  readonly modified: number;
  readonly size: number;
  readonly text: string | undefined;
}

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

const isPlain = (file: string): boolean =>
  file !== '' && !path.isAbsolute(file) && file.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');

class LazyTree implements Tree {
  readonly root: string;
  readonly #overlay: ReadonlyMap<string, string>;
  readonly #realRoot: string;
  readonly #texts = new Map<string, Cached>();
  /** Rules by folder, which ends in `/` unless it is the root. */
  readonly #rules = new Map<string, IgnoreRules>();
  readonly #unanalysed = new UnanalysedFiles();
  #enclosing: Enclosing | undefined;
  #walked: readonly string[] | undefined;

  constructor(root: string, overlay: ReadonlyMap<string, string>) {
    this.root = path.resolve(root);
    this.#overlay = overlay;
    this.#realRoot = realpathSync.native(this.root);
  }

  get files(): readonly string[] {
    this.#walked ??= walk(this.#realRoot, this.#enclosingRules(), defaultLimits, this.#unanalysed.add);
    return [...new Set([...this.#walked, ...this.#overlay.keys()])].sort();
  }

  has(file: string): boolean {
    return this.#overlay.has(file) || this.#status(file) !== undefined;
  }

  text(file: string): string | undefined {
    const overlaid = this.#overlay.get(file);
    if (overlaid !== undefined) return overlaid.replace(/^\uFEFF/, '');
    const status = this.#status(file);
    if (status === undefined) return undefined;
    const cached = this.#texts.get(file);
    if (cached?.modified === status.mtimeMs && cached.size === status.size) return cached.text;
    const read = readText(path.join(this.#realRoot, file));
    const text = 'text' in read ? read.text : undefined;
    if ('reason' in read && read.reason !== undefined) this.#unanalysed.add({ file, reason: read.reason });
    this.#texts.set(file, { modified: status.mtimeMs, size: status.size, text });
    return text;
  }

  selected(): boolean {
    return true;
  }

  get unanalysed(): readonly Unanalysed[] {
    return this.#unanalysed.entries;
  }

  /** What the disk says of a file that the walk would find; undefined for any other. */
  #status(file: string): Stats | undefined {
    if (!isPlain(file) || isSkipped(file)) return undefined;
    const absolute = path.join(this.#realRoot, file);
    try {
      const status = lstatSync(absolute, { throwIfNoEntry: false });
      if (status?.isFile() !== true) return undefined;
      // A link anywhere on the way would lead elsewhere, perhaps out of the root.
      if (realpathSync.native(absolute) !== absolute) return undefined;
      return this.#rulesIn(folderOf(file)).ignores(this.#enclosingRules().prefix + file) ? undefined : status;
    } catch {
      return undefined;
    }
  }

  #enclosingRules(): Enclosing {
    return (this.#enclosing ??= enclosingRules(this.#realRoot));
  }

  #rulesIn(folder: string): IgnoreRules {
    const known = this.#rules.get(folder);
    if (known !== undefined) return known;
    const { rules: outer, prefix } = this.#enclosingRules();
    const parent = folder === '' ? outer : this.#rulesIn(folderOf(folder.slice(0, -1)));
    const hasIgnoreFile = lstatSync(path.join(this.#realRoot, folder, '.gitignore'), { throwIfNoEntry: false })?.isFile() === true;
    const rules = hasIgnoreFile ? rulesWithIgnoreFile(parent, this.#realRoot, prefix, folder, this.#unanalysed.add) : parent;
    this.#rules.set(folder, rules);
    return rules;
  }
}

/**
 * A tree that asks the disk about single files when they are asked for, for an editor or a linter that has one file open
 * and may follow its imports. It sees what `readTree(root)` sees. A text is read again when the file's time or size has
 * changed; ignore files and the list of `files`, which needs the whole walk, are read once.
 *
 * @param root an existing folder
 * @param overlay texts that replace or add to what is on the disk, by relative path. Looked up on every call, so that one
 *   tree serves a session in which the open texts change.
 * @throws Error of the file system when the root does not exist
 */
export const lazyTree = (root: string, overlay: ReadonlyMap<string, string> = new Map()): Tree => new LazyTree(root, overlay);
