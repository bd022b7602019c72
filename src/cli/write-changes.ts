import { closeSync, constants, fstatSync, ftruncateSync, openSync, readSync, realpathSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Change } from '../fix/repair.js';
import { maximumFileSize } from '../read/text.js';
import type { Unanalysed } from '../report/report.js';

/**
 * Writes repaired texts over the files that they were read from. A file keeps its mode, its owner and its byte order
 * mark. One that has become a link, lies behind one, was changed meanwhile, or is not UTF-8 is left as it is.
 *
 * @param root absolute; nothing outside is written
 * @returns the files that were not written, and why
 */
export const writeChanges = (root: string, changes: ReadonlyMap<string, Change>): Unanalysed[] =>
  Array.from(changes).flatMap(([file, change]) => {
    const reason = reasonNotWritten(root, file, change);
    return reason === undefined ? [] : [{ file, reason }];
  });

const reasonNotWritten = (root: string, file: string, { before, after }: Change): string | undefined => {
  let descriptor: number | undefined;
  try {
    const realRoot = realpathSync.native(root);
    const absolute = path.join(realRoot, file);
    if (!absolute.startsWith(realRoot.endsWith(path.sep) ? realRoot : realRoot + path.sep)) return 'Lies outside the audited folder, where nothing is written.';
    // The part of the path that O_NOFOLLOW does not look at.
    if (realpathSync.native(path.dirname(absolute)) !== path.dirname(absolute)) return 'Lies behind a symbolic link. Repair the file where it really is.';
    descriptor = openSync(absolute, constants.O_RDWR | constants.O_NOFOLLOW);
    if (!fstatSync(descriptor).isFile()) return 'Is not a regular file any more. Run again when nothing else writes there.';
    const bytes = contentOf(descriptor);
    const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
    if (!bytes.equals(Buffer.concat([mark, Buffer.from(before)]))) return 'Is not valid UTF-8, or was changed meanwhile. Save it as UTF-8 and run again.';
    const written = Buffer.concat([mark, Buffer.from(after)]);
    for (let at = 0; at < written.length; ) at += writeSync(descriptor, written, at, written.length - at, at);
    ftruncateSync(descriptor, written.length);
    return undefined;
  } catch (error) {
    return `Cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'}). Check that it is a file, not a link, and that you may write it.`;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

const contentOf = (descriptor: number): Buffer => {
  const bytes = Buffer.alloc(Math.min(fstatSync(descriptor).size, maximumFileSize) + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(descriptor, bytes, length, bytes.length - length, length);
  return bytes.subarray(0, length);
};
