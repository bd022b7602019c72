import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Base } from '../config/changes.js';
import { UsageError } from '../read/usage-error.js';

/**
 * The one program that drain-audit runs: git, to read objects that it has stored. Nothing of the working copy passes
 * through it, so no filter, no text conversion and no external diff has a part, and what a repository's own configuration
 * could start is switched off:
 * - `core.fsmonitor` and hooks: never, by settings that are stronger than those of the repository;
 * - a pager, an editor, a question for a password: never;
 * - a download of missing objects, with the programs that this may start: never;
 * - a repository that is stored as plain files in the tree: not taken for one.
 * https://git-scm.com/docs/git#_security
 */
const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.pager=cat', '-c', 'protocol.allow=never', '-c', 'safe.bareRepository=explicit', '-c', 'core.quotePath=false'];

const longestMs = 60_000;
const mostBytes = 256_000_000;

/** Runs git in a folder; undefined when it fails. */
export type Git = (args: readonly string[]) => Buffer | undefined;

/** Folders that may have a program of the audited tree in them, such as `node_modules/.bin`, are left out. */
const trustedPath = (root: string, env: Environment): string =>
  (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && !isWithin(resolved(folder), root) && !folder.split(path.sep).includes('node_modules'))
    .join(path.delimiter);

type Environment = Readonly<Record<string, string | undefined>>;

const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);

const resolved = (folder: string): string => {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
};

/** @throws UsageError when there is no git to run */
const gitIn = (root: string, env: Environment): Git => {
  const safeEnvironment = {
    PATH: trustedPath(root, env),
    // Where the user says which folders of other owners are theirs.
    ...(env['HOME'] === undefined ? {} : { HOME: env['HOME'] }),
    ...(env['SYSTEMROOT'] === undefined ? {} : { SYSTEMROOT: env['SYSTEMROOT'] }),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    NoDefaultCurrentDirectoryInExePath: '1',
  };
  return (args) => {
    const { status, stdout, error } = spawnSync('git', ['--no-pager', ...settings, ...args], { cwd: root, env: safeEnvironment, stdio: ['ignore', 'pipe', 'ignore'], timeout: longestMs, maxBuffer: mostBytes, windowsHide: true });
    if (error && 'code' in error && error.code === 'ENOENT') throw new UsageError('--changed-since needs git, and there is none. Install it, or leave the option out.');
    return status === 0 ? stdout : undefined;
  };
};

/**
 * The repository around a root as it was where the current branch left another: what a change is compared with.
 *
 * @param reference a branch, a tag or a commit, as `--changed-since` names it
 * @throws UsageError when there is no such revision
 */
export const baseOf = (root: string, reference: string, env: Environment): Base => {
  if (reference.startsWith('-') || reference === '' || /[\0-\x20\x7F]/.test(reference)) throw new UsageError(`--changed-since '${reference}' is not a revision: name a branch, a tag or a commit.`);
  const git = gitIn(root, env);
  const line = (...args: string[]): string | undefined => git(args)?.toString('utf8').replace(/\r?\n$/, '');
  const prefix = line('rev-parse', '--show-prefix');
  if (prefix === undefined) throw new UsageError('--changed-since works in git repositories, and this is none that git opens. Run git status there to see why.');
  const commit = line('rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`);
  if (commit === undefined) throw new UsageError(`--changed-since: there is no revision '${reference}' here. Fetch it first; with actions/checkout, set fetch-depth: 0.`);
  // Without a common ancestor, as in a shallow clone, what differs from the revision itself is the change.
  const before = line('merge-base', commit, 'HEAD') ?? commit;
  const blobs = blobsOf(git, before);
  const renamed = renamesSince(git, before);
  return {
    textOf(file) {
      const inRepository = path.posix.join(prefix, file);
      const blob = blobs.get(inRepository) ?? blobs.get(renamed.get(inRepository) ?? '');
      const bytes = blob === undefined ? undefined : git(['cat-file', 'blob', blob]);
      if (blob !== undefined && bytes === undefined) throw new UsageError('--changed-since needs the whole history, and git does not have all of it. Fetch it first; with actions/checkout, set fetch-depth: 0.');
      return bytes?.toString('utf8');
    },
  };
};

/** The objects of a revision's files by their paths in the repository. */
const blobsOf = (git: Git, commit: string): ReadonlyMap<string, string> => {
  const listed = git(['ls-tree', '-r', '-z', '--full-tree', commit])?.toString('utf8') ?? '';
  return new Map(
    listed.split('\0').flatMap((entry) => {
      const tab = entry.indexOf('\t');
      const [, type, id] = entry.slice(0, tab).split(' ');
      return tab !== -1 && type === 'blob' && id !== undefined ? [[entry.slice(tab + 1), id] as const] : [];
    }),
  );
};

/** Old paths by new ones, as far as commits have them. */
const renamesSince = (git: Git, commit: string): ReadonlyMap<string, string> => {
  const listed = git(['diff-tree', '-r', '-z', '-M', '--diff-filter=R', '--name-status', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', commit, 'HEAD', '--'])?.toString('utf8') ?? '';
  const fields = listed.split('\0');
  const renamed = new Map<string, string>();
  for (let index = 0; index + 2 < fields.length; index += 3) renamed.set(fields[index + 2] ?? '', fields[index + 1] ?? '');
  return renamed;
};
