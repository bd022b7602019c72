import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Larger files are data or generated: 1.5 MB is three times the largest hand-written source that was met. What is larger is never parsed. */
export const maximumFileSize = 1_500_000;

/** Code is looked through for what takes part in the life cycle of a process: generated types and icons do not, whatever their size. */
const maximumCodeSize = 10_000_000;

/** Manifests are often rendered into one file, most of which is schemas that nobody parses. */
const maximumManifestSize = 20_000_000;

/** `reason` says in one line why a file that promises text cannot be read; undefined for a binary that promises none. */
export type TextOrReason = { readonly text: string } | { readonly reason: string | undefined };

/**
 * A symbolic link is refused rather than followed, and a FIFO is opened without waiting for a writer. Windows knows
 * neither flag.
 */
const openFlags =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** One buffer for every file: allocating one a file costs more than reading it. */
let buffer = Buffer.alloc(65_536);

/** Files whose names promise text, so that a NUL byte in one hides code instead of marking an image. */
const promisesText = /(?:\.(?:[cm]?[jt]sx?|ya?ml|json|toml|sh)|\/Dockerfile|\/Procfile|\/package\.json)$/;

const code = /\.[cm]?[jt]sx?$/;

const limitFor = (absolute: string): number => (/\.ya?ml$/i.test(absolute) ? maximumManifestSize : code.test(absolute) ? maximumCodeSize : maximumFileSize);

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied. Make it readable, or list it in .gitignore.',
  EPERM: 'permission is denied. Make it readable, or list it in .gitignore.',
  ELOOP: 'it is a symbolic link, and links are not followed. Put the file itself there.',
  ENAMETOOLONG: 'its path is too long for the file system. Start nearer to it, or shorten the path.',
  ENOENT: 'it vanished, or its name is not valid Unicode. Rename it, or run again when nothing else writes there.',
  ENOTDIR: 'it vanished while it was being read. Run again when nothing else writes there.',
  EISDIR: 'it became a folder while it was being read. Run again when nothing else writes there.',
  EMFILE: 'too many files are open. Raise the limit (`ulimit -n`).',
  ENFILE: 'too many files are open. Raise the limit (`ulimit -n`).',
};

/** The code of a failed system call: `EACCES`. */
const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';

/**
 * One line that says why a system call on a file or folder failed, and the remedy.
 *
 * @param what `opened`, `listed`: completes "Cannot be …"
 */
export const reasonOf = (error: unknown, what: string): string => {
  const code = errorCode(error);
  return `Cannot be ${what} (${code}): ${remedies[code] ?? 'the file system refused. Check the disk, or list it in .gitignore.'}`;
};

/**
 * Whether there is simply nothing there: a missing file is an answer, not a failure.
 */
export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errorCode(error));

/** Fills the buffer from an open file up to one byte beyond the limit; gives back how many bytes there were. */
const readInto = (descriptor: number, size: number, limit: number): number => {
  // One byte more than the file should have, so that one that grows is noticed, and the end is met without another call.
  const wanted = Math.min(size, limit) + 1;
  if (buffer.length < wanted) buffer = Buffer.alloc(wanted * 2);
  let length = 0;
  while (length < wanted) {
    const read = readSync(descriptor, buffer, length, wanted - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
};

/** Whether NUL bytes are rare enough for code, where they separate the parts of a key in a string: of binaries, many bytes are NUL. */
const isCodeAllTheSame = (length: number): boolean => {
  let count = 0;
  for (let at = buffer.indexOf(0); at !== -1 && at < length; at = buffer.indexOf(0, at + 1)) if (++count * 10 > length) return false;
  return true;
};

const decode = (length: number, isCode: boolean): string | undefined => {
  const [first, second, third] = buffer;
  if (length >= 2 && first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(buffer.subarray(0, length));
  if (length >= 2 && first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(buffer.subarray(0, length));
  const start = length >= 3 && first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
  const nul = buffer.indexOf(0, start);
  if (nul !== -1 && nul < length && !(isCode && isCodeAllTheSame(length))) return undefined;
  // Bytes that are not UTF-8 become U+FFFD, as they do when Node itself loads the file.
  return buffer.toString('utf8', start, length);
};

/**
 * Reads a regular file. Never follows a link in the last part of the path, never waits, never throws for what is on the
 * disk.
 *
 * @param absolute path of the file
 * @param limit bytes; a larger file is refused with a reason
 * @returns its text decoded from UTF-8, or from UTF-16 with a byte order mark, without the mark; or why it has none
 */
export const readText = (absolute: string, limit = limitFor(absolute)): TextOrReason => {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(absolute, openFlags);
    const status = fstatSync(descriptor);
    if (!status.isFile()) return { reason: 'Is not a regular file any more. Run again when nothing else writes there.' };
    const length = status.size > limit ? status.size : readInto(descriptor, status.size, limit);
    if (length > limit) {
      return { reason: `Is larger than ${limit / 1_000_000} MB, so it was not read. Split it, or list it in .gitignore if it is generated.` };
    }
    const text = decode(length, code.test(absolute));
    if (text !== undefined) return { text };
    return {
      reason: promisesText.test(absolute) ? 'Contains a NUL byte, so it is not text. Save it as UTF-8, or list it in .gitignore.' : undefined,
    };
  } catch (error) {
    return { reason: reasonOf(error, 'opened') };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
