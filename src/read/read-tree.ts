import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Unanalysed } from '../report/report.js';
import { enclosingRules, type Enclosing, type ReportUnanalysed } from './ignore-files.js';
import { readStandardInput, standardInput, treeWith } from './standard-input.js';
import { readText } from './text.js';
import type { Tree } from './tree.js';
import { UnanalysedFiles } from './unanalysed.js';
import { UsageError } from './usage-error.js';
import { virtualTree } from './virtual-tree.js';
import { defaultLimits, walk, type Limits } from './walk.js';

interface Asked {
  /** With every symbolic link in it resolved: what is asked for by name may be a link, what is found may not. */
  readonly absolute: string;
  readonly kind: 'file' | 'folder';
}

const look = (asked: string, cwd: string): Asked => {
  if (asked === '') throw new UsageError('A path is empty. Name a file or a folder, or leave it out to audit the current folder.');
  let absolute: string;
  try {
    absolute = realpathSync.native(path.resolve(cwd, asked));
    const status = statSync(absolute);
    if (status.isDirectory()) return { absolute, kind: 'folder' };
    if (status.isFile()) return { absolute, kind: 'file' };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(
      missing
        ? `There is no file or folder ${JSON.stringify(asked)}. Check the spelling, or the folder you are in.`
        : `${JSON.stringify(asked)} cannot be opened: ${error instanceof Error ? error.message : 'unknown error'}.`,
      { cause: error },
    );
  }
  throw new UsageError(`${JSON.stringify(asked)} is neither a file nor a folder. Name one of those.`);
};

const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);

const commonFolder = (folders: readonly string[]): string => {
  let [common = ''] = folders;
  while (!folders.every((folder) => isWithin(folder, common))) common = path.dirname(common);
  return common;
};

class DiskTree implements Tree {
  readonly root: string;
  readonly files: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #texts = new Map<string, string | undefined>();
  readonly #unanalysed: UnanalysedFiles;
  /** Relative paths of what was asked for; empty for the root. */
  readonly #asked: readonly string[];
  readonly #fileSize: number | undefined;

  constructor(root: string, files: readonly string[], asked: readonly string[], unanalysed: UnanalysedFiles, fileSize: number | undefined) {
    this.root = root;
    this.files = files;
    this.#known = new Set(files);
    this.#asked = asked;
    this.#unanalysed = unanalysed;
    this.#fileSize = fileSize;
  }

  has(file: string): boolean {
    return this.#known.has(file);
  }

  text(file: string): string | undefined {
    if (this.#texts.has(file)) return this.#texts.get(file);
    if (!this.#known.has(file)) return undefined;
    const read = readText(path.join(this.root, file), this.#fileSize);
    const text = 'text' in read ? read.text : undefined;
    if ('reason' in read && read.reason !== undefined) this.#unanalysed.add({ file, reason: read.reason });
    this.#texts.set(file, text);
    return text;
  }

  selected(file: string): boolean {
    return this.#asked.some((asked) => asked === '' || file === asked || file.startsWith(`${asked}/`));
  }

  get unanalysed(): readonly Unanalysed[] {
    return this.#unanalysed.entries;
  }
}

/**
 * The folder that an audit of some paths is confined to: the one that is asked for, the folder of a file, or the common
 * folder of several.
 *
 * @throws UsageError when a path does not exist or cannot be opened
 */
export const rootOf = (paths: readonly string[], cwd: string): string => {
  const onDisk = paths.filter((name) => name !== standardInput);
  return commonRoot((onDisk.length === 0 ? ['.'] : onDisk).map((name) => look(name, cwd)));
};

const commonRoot = (asked: readonly Asked[]): string => commonFolder(asked.map(({ absolute, kind }) => (kind === 'folder' ? absolute : path.dirname(absolute))));

/**
 * Finds the files that an audit of some paths sees, in one walk. Ignored files are left out unless they are asked for by
 * name; links are not followed; what cannot be read becomes an entry in `unanalysed`.
 *
 * The root is the folder that is asked for, the folder of a file, or the common folder of several. Everything below the
 * root is visible, but several paths that lie outside the current folder do not open up what lies between them.
 *
 * @param paths files and folders, relative to `cwd` or absolute; none stands for `cwd`; `-` for standard input
 * @param limits other than the usual, for tests
 * @param ignore more patterns as in an ignore file in the root
 * @throws UsageError when a path does not exist or cannot be opened
 */
export const readTree = (paths: readonly string[], cwd: string, limits: Partial<Limits> = {}, ignore: readonly string[] = []): Tree => {
  if (paths.includes(standardInput)) {
    const onDisk = paths.filter((name) => name !== standardInput);
    const tree = onDisk.length === 0 ? virtualTree({}) : readTree(onDisk, cwd, limits, ignore);
    return treeWith(tree, new Map([[standardInput, readStandardInput()]]));
  }
  const allLimits = { ...defaultLimits, ...limits };
  const asked = (paths.length === 0 ? ['.'] : paths).map((name) => look(name, cwd));
  const root = commonRoot(asked);
  const relative = asked.map(({ absolute, kind }) => ({ file: path.relative(root, absolute).split(path.sep).join('/'), kind }));
  const unanalysed = new UnanalysedFiles();

  const wholeRoot = asked.length === 1 || isWithin(root, look('.', cwd).absolute);
  const files = new Set(wholeRoot ? walk(root, withPatterns(enclosingRules(root), ignore), allLimits, unanalysed.add) : []);
  for (const { file, kind } of relative) {
    if (kind === 'file') files.add(file);
    // Not seen from the root, so either beyond what is visible of it or ignored: whoever asks for a folder wants it.
    else if (file !== '' && ![...files].some((found) => found.startsWith(`${file}/`))) {
      const folder = path.join(root, file);
      const add: ReportUnanalysed = (entry) => {
        unanalysed.add({ file: path.posix.join(file, entry.file), reason: entry.reason });
      };
      for (const found of walk(folder, enclosingRules(folder), allLimits, add)) files.add(`${file}/${found}`);
    }
  }
  return new DiskTree(root, [...files].sort(), relative.map(({ file }) => file), unanalysed, limits.fileSize);
};

const withPatterns = ({ rules, prefix }: Enclosing, patterns: readonly string[]): Enclosing => ({
  rules: patterns.length === 0 ? rules : rules.with(patterns.join('\n'), prefix.slice(0, -1)),
  prefix,
});

/**
 * The text of a file that was named on the command line, such as a configuration. It may lie anywhere and be a link.
 *
 * @throws UsageError when it does not exist, is no file or no text
 */
export const readArgument = (file: string, cwd: string): string => {
  const { absolute, kind } = look(file, cwd);
  if (kind === 'folder') throw new UsageError(`${JSON.stringify(file)} is a folder. Name a file.`);
  const read = readText(absolute);
  if ('text' in read) return read.text;
  throw new UsageError(`${JSON.stringify(file)}: ${read.reason ?? 'Is not text. Name a text file.'}`);
};
