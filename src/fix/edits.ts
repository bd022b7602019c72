import type { Edit, Finding, Fix } from '../rule.js';

/** A finding that offers a repair. */
export type Repairable = Finding & { fix: Fix };

export const isRepairable = (finding: Finding): finding is Repairable => finding.fix !== undefined;

/** Two insertions at one place touch: which of them comes first would be chance. */
const touch = (left: Edit, right: Edit): boolean => left.file === right.file && left.start <= right.end && right.start <= left.end;

/**
 * Whether a repair can be made at all: some edits, each within the text of its file, none of which touch.
 *
 * @param textOf the text that the offsets count in; undefined for a file that must not be changed
 */
export const isApplicable = (fix: Fix, textOf: (file: string) => string | undefined): boolean => {
  const { edits } = fix;
  const inRange = edits.every(({ file, start, end }) => 0 <= start && start <= end && end <= (textOf(file)?.length ?? -1));
  return edits.length > 0 && inRange && edits.every((edit, index) => edits.slice(index + 1).every((other) => !touch(edit, other)));
};

/** The findings whose repairs can be made at once: each in turn, unless it touches one before it. */
export const compatible = (findings: readonly Repairable[]): Repairable[] => {
  const taken = new Map<string, Edit[]>();
  return findings.filter(({ fix }) => {
    if (fix.edits.some((edit) => taken.get(edit.file)?.some((other) => touch(edit, other)) === true)) return false;
    for (const edit of fix.edits) taken.set(edit.file, [...(taken.get(edit.file) ?? []), edit]);
    return true;
  });
};

/** A file keeps the line endings that most of its lines have. */
const usesCarriageReturns = (text: string): boolean => {
  let [all, withReturn] = [0, 0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) {
    all += 1;
    if (text[index - 1] === '\r') withReturn += 1;
  }
  return withReturn * 2 > all;
};

/**
 * The new texts of the files that some repairs change. They must be applicable and compatible.
 *
 * @returns text by path; only of files that take part
 */
export const applied = (fixes: readonly Fix[], textOf: (file: string) => string | undefined): Map<string, string> => {
  const byFile = new Map<string, Edit[]>();
  for (const edit of fixes.flatMap(({ edits }) => edits)) byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), edit]);
  return new Map(Array.from(byFile, ([file, edits]) => [file, edited(textOf(file) ?? '', edits)]));
};

const edited = (text: string, edits: readonly Edit[]): string => {
  const lineEnd = usesCarriageReturns(text) ? '\r\n' : '\n';
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, text: inserted } of edits.toSorted((left, right) => left.start - right.start)) {
    parts.push(text.slice(from, start), inserted.replaceAll(/\r?\n/g, lineEnd));
    from = end;
  }
  return parts.join('') + text.slice(from);
};
