import { lstatSync } from 'node:fs';
import path from 'node:path';
import { repositoryOf } from './ignore-files.js';
import { readText } from './text.js';

/** A file that was found in a root or above it. */
export interface FileAbove {
  /** Relative to the root, `/`-separated: begins with `../` when it lies above. */
  readonly file: string;
  /** Path of the root as seen from the file's folder; empty when that is the root. */
  readonly folderToRoot: string;
}

/** The path of a root as seen from the repository it is in, else from the current folder, `/`-separated; empty when it is that. */
export const repositoryToRoot = (root: string, cwd: string): string => {
  const inside = slashed(path.relative(repositoryOf(root) ?? cwd, root));
  return inside.split('/')[0] === '..' || path.isAbsolute(inside) ? '' : inside;
};

/**
 * A file of some name in the root or the nearest folder above it that has one, but not above the repository. A link is
 * not followed: it has a reason instead of a text.
 *
 * @param root absolute
 */
export const fileAbove = (root: string, name: string): (FileAbove & ({ readonly text: string } | { readonly reason: string })) | undefined => {
  const highest = repositoryOf(root) ?? root;
  for (let folder = root; ; folder = path.dirname(folder)) {
    const absolute = path.join(folder, name);
    if (lstatSync(absolute, { throwIfNoEntry: false }) !== undefined) {
      const found = { file: slashed(path.relative(root, absolute)), folderToRoot: slashed(path.relative(folder, root)) };
      const read = readText(absolute);
      return 'text' in read ? { ...found, text: read.text } : { ...found, reason: read.reason ?? 'Is not text. Save it as UTF-8.' };
    }
    if (folder === highest) return undefined;
  }
};

const slashed = (file: string): string => file.split(path.sep).join('/');
