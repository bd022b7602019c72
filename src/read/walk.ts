import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { rulesWithIgnoreFile, type Enclosing, type ReportUnanalysed } from './ignore-files.js';
import type { IgnoreRules } from './ignored.js';
import { maximumFileSize, reasonOf } from './text.js';

/** Where reading stops, so that no input can keep the audit busy for ever. */
export interface Limits {
  /** Files and folders in all. */
  entries: number;
  /** Folders in folders. */
  depth: number;
  /** Of one file, in bytes. */
  fileSize: number;
  /** For the walk. */
  seconds: number;
}

export const defaultLimits: Limits = { entries: 200_000, depth: 64, fileSize: maximumFileSize, seconds: 60 };

/** Never source, and often larger than all of it. `.yarn` holds Yarn itself and its cache: https://yarnpkg.com/getting-started/qa#which-files-should-be-gitignored */
const skippedFolders = new Set(['.git', 'node_modules', 'bower_components', '.yarn']);

/** Whether a path leads through a folder that is never read. */
export const isSkipped = (file: string): boolean => file.split('/').some((segment) => skippedFolders.has(segment));

/**
 * Every regular file below a folder that is not ignored, in no particular order. Symbolic links are not followed, so
 * nothing outside is seen and no loop is possible; FIFOs, sockets and devices are left out.
 *
 * @param root absolute
 * @param enclosing what holds before the root's own ignore file
 * @param report told about a folder that cannot be listed and a limit that is met
 * @returns paths relative to the root, `/`-separated
 */
export const walk = (
  root: string,
  { rules, prefix }: Enclosing,
  limits: Limits,
  report: ReportUnanalysed,
): string[] => {
  const files: string[] = [];
  const end = Date.now() + limits.seconds * 1000;
  let entries = 0;
  let stopped = false;

  const stop = (folder: string, reason: string): void => {
    if (!stopped) report({ file: folder.slice(0, -1) || '.', reason });
    stopped = true;
  };

  /** @param folder relative to the root, ending in `/` unless empty */
  const visit = (folder: string, parentRules: IgnoreRules, depth: number): void => {
    let listed: Dirent[];
    try {
      listed = readdirSync(path.join(root, folder), { withFileTypes: true });
    } catch (error) {
      report({ file: folder.slice(0, -1) || '.', reason: reasonOf(error, 'listed') });
      return;
    }
    entries += listed.length;
    if (entries > limits.entries) {
      stop(folder, `The audit stopped here after ${limits.entries} files and folders. Audit a smaller folder, or list generated ones in .gitignore.`);
      return;
    }
    if (Date.now() > end) {
      stop(folder, `The audit stopped here after searching for files for ${limits.seconds} s. Audit a smaller folder, or simplify the ignore files.`);
      return;
    }
    const hasIgnoreFile = listed.some((entry) => entry.name === '.gitignore' && entry.isFile());
    const own = hasIgnoreFile ? rulesWithIgnoreFile(parentRules, root, prefix, folder, report) : parentRules;
    for (const entry of listed) {
      if (entry.isFile()) {
        const file = folder + entry.name;
        if (!own.ignores(prefix + file)) files.push(file);
      } else if (entry.isDirectory() && !skippedFolders.has(entry.name)) {
        const below = `${folder}${entry.name}/`;
        if (own.ignores(prefix + below)) continue;
        if (depth >= limits.depth) {
          report({ file: below.slice(0, -1), reason: `Lies ${limits.depth} folders deep, so it was not read. Audit a folder nearer to it.` });
        } else {
          visit(below, own, depth + 1);
        }
      }
      if (stopped) return;
    }
  };

  visit('', rules, 0);
  return files;
};
