import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { Unanalysed } from '../report/report.js';
import { IgnoreRules, maximumIgnoreFileSize } from './ignored.js';
import { readText } from './text.js';

/** What holds at the root before its own ignore file is read. */
export interface Enclosing {
  readonly rules: IgnoreRules;
  /** The root relative to the enclosing repository, ending in `/` unless empty: what paths below the root begin with. */
  readonly prefix: string;
}

/** Hands on what could not be read. */
export type ReportUnanalysed = (entry: Unanalysed) => void;

const existsAs = (absolute: string): 'file' | 'folder' | undefined => {
  try {
    const status = lstatSync(absolute, { throwIfNoEntry: false });
    return status?.isFile() === true ? 'file' : status?.isDirectory() === true ? 'folder' : undefined;
  } catch {
    return undefined;
  }
};

/** The nearest folder at or above one that has a `.git`, as git itself finds it. */
export const repositoryOf = (folder: string): string | undefined => {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsAs(path.join(current, '.git')) !== undefined) return current;
    if (path.dirname(current) === current) return undefined;
  }
};

/**
 * The ignore rules that come from above the root: `.git/info/exclude` of the enclosing repository and the ignore files
 * between it and the root. None when those rules ignore the root itself: whoever asks for an ignored folder wants it.
 */
export const enclosingRules = (root: string): Enclosing => {
  const repository = repositoryOf(root);
  if (repository === undefined) return { rules: IgnoreRules.none, prefix: '' };
  const segments = path.relative(repository, root).split(path.sep).filter(Boolean);
  let rules = IgnoreRules.none;
  const add = (file: string, folder: string): void => {
    const absolute = path.join(repository, file);
    if (existsAs(absolute) !== 'file') return;
    const read = readText(absolute, maximumIgnoreFileSize);
    if ('text' in read) rules = rules.with(read.text, folder);
  };
  add('.git/info/exclude', '');
  for (const depth of segments.keys()) {
    const folder = segments.slice(0, depth).join('/');
    add(path.posix.join(folder, '.gitignore'), folder);
  }
  const prefix = segments.map((segment) => `${segment}/`).join('');
  return prefix !== '' && rules.ignores(prefix) ? { rules: IgnoreRules.none, prefix } : { rules, prefix };
};

/**
 * The rules in a folder that has an ignore file of its own: those of its parent and its own, which win.
 *
 * @param rules that hold in the parent folder
 * @param root absolute
 * @param prefix of the root in its repository
 * @param folder relative to the root, ending in `/` unless empty
 */
export const rulesWithIgnoreFile = (
  rules: IgnoreRules,
  root: string,
  prefix: string,
  folder: string,
  report: ReportUnanalysed,
): IgnoreRules => {
  const file = `${folder}.gitignore`;
  const read = readText(path.join(root, file), maximumIgnoreFileSize);
  if (!('text' in read)) {
    if (read.reason !== undefined) report({ file, reason: read.reason });
    return rules;
  }
  const own = rules.with(read.text, (prefix + folder).slice(0, -1));
  if (own.dropped > 0) {
    report({ file, reason: `Patterns left out, because they have more than 1,000 characters or three \`**\`: ${own.dropped}. Simplify them.` });
  }
  return own;
};
