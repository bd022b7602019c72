import { createTwoFilesPatch } from 'diff';
import { printable } from '../report/printable.js';
import type { Change } from './repair.js';

/** Text of a diff that `git apply` takes, and that is inert in a terminal or a log: code of strangers is in it. */
const inert = (line: string): string => {
  const end = line.endsWith('\r') ? '\r' : '';
  return line.slice(0, line.length - end.length).split('\t').map(printable).join('\t') + end;
};

/** The changes of some files as one unified diff, sorted by file. */
export const unifiedDiff = (changes: ReadonlyMap<string, Change>): string =>
  Array.from(changes)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, { before, after }]) => {
      const patch = createTwoFilesPatch(`a/${printable(file)}`, `b/${printable(file)}`, before, after, undefined, undefined, { context: 3 });
      // The library begins with a line of equals signs, for tools of the last century.
      return patch.slice(patch.indexOf('---')).split('\n').map(inert).join('\n');
    })
    .join('');
