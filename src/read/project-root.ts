import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder that a file's repository begins at: the nearest one above it with a `.git`, else the topmost with a
 * package.json. Never above `limit`, so that a linter that runs in a folder reads nothing outside it.
 *
 * @param folder absolute, of the file
 * @param limit absolute; the current folder of whoever asks
 * @returns undefined when the folder is not within the limit, or when nothing there looks like a repository
 */
export const projectRoot = (folder: string, limit: string): string | undefined => {
  const inside = path.relative(limit, folder);
  if (path.isAbsolute(inside) || inside.split(path.sep)[0] === '..') return undefined;
  let topmost: string | undefined;
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git'))) return current;
    if (existsSync(path.join(current, 'package.json'))) topmost = current;
    if (path.relative(limit, current) === '') return topmost;
  }
};
