import type { Repair } from '../fix/repair.js';
import { printable } from '../report/printable.js';
import { count, place } from '../report/style.js';

type Repaired = Pick<Repair, 'changes' | 'done' | 'refused'>;

/** What was repaired, one line a finding, and what could not be. Goes to standard error: standard output may be a report. */
export const repairsText = ({ changes, done, refused }: Repaired, verb: string): string => {
  const lines = [
    ...done.map((finding) => `${verb}: ${place(finding.location)} ${printable(finding.rule)}: ${printable(finding.fix.title)}`),
    ...refused.map((finding) => `left alone: ${place(finding.location)} ${printable(finding.rule)}: ${printable(finding.fix.title)} would not settle it`),
    done.length === 0 ? 'Nothing that can be repaired mechanically.' : `${count(done.length, 'finding')} ${verb} in ${count(changes.size, 'file')}.`,
  ];
  return `${lines.join('\n')}\n`;
};

/** The repairs without those that touch some files, which could not be written. */
export const withoutFiles = ({ changes, done, refused }: Repaired, files: ReadonlySet<string>): Repaired => ({
  changes: new Map(Array.from(changes).filter(([file]) => !files.has(file))),
  done: done.filter(({ fix }) => fix.edits.every(({ file }) => !files.has(file))),
  refused,
});
