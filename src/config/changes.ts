import { structuredPatch } from 'diff';
import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';

/** A repository at another revision, which a change is compared with. */
export interface Base {
  /** The text that a file had, also under another name; undefined when it did not exist. Paths as findings name them. */
  textOf(file: string): string | undefined;
}

/** Texts that differ more than this are wholly different: finding the least difference would take long. */
const mostEdits = 20_000;
const longestMs = 5_000;

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Which lines of a tree a change has touched. */
export class Changes {
  readonly #base: Base;
  readonly #tree: Pick<Tree, 'text'>;
  readonly #ranges = new Map<string, readonly Range[]>();

  constructor(base: Base, tree: Pick<Tree, 'text'>) {
    this.#base = base;
    this.#tree = tree;
  }

  /** Whether a place has a line that is new or changed, or that stands where lines were taken out. */
  includes({ file, startLine, endLine }: Location): boolean {
    return this.#rangesIn(file).some((range) => startLine <= range.to && range.from <= Math.max(startLine, endLine));
  }

  /** Whether anything in a file has changed. */
  touches(file: string): boolean {
    return this.#rangesIn(file).length > 0;
  }

  /** The first line of a file that has changed. */
  firstIn(file: string): number | undefined {
    return this.#rangesIn(file)[0]?.from;
  }

  #rangesIn(file: string): readonly Range[] {
    const known = this.#ranges.get(file);
    if (known) return known;
    const now = this.#tree.text(file);
    const ranges = now === undefined ? [] : changedRanges(this.#base.textOf(file), now);
    this.#ranges.set(file, ranges);
    return ranges;
  }
}

/** Lines end differently in a working copy on Windows; that is no change. */
const normal = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');

/** The lines of a text that are not as they were, from 1 and both inclusive. All of them when it is new. */
export const changedRanges = (before: string | undefined, now: string): Range[] => {
  const everything = [{ from: 1, to: Infinity }];
  if (before === undefined) return everything;
  const [old, current] = [normal(before), normal(now)];
  if (old === current) return [];
  const patch = structuredPatch('', '', old, current, undefined, undefined, { context: 0, maxEditLength: mostEdits, timeout: longestMs });
  if (patch === undefined) return everything;
  // Where lines are gone, what is left around them has changed its meaning.
  return patch.hunks.map(({ newStart, newLines }) => (newLines === 0 ? { from: Math.max(1, newStart - 1), to: newStart } : { from: newStart, to: newStart + newLines - 1 }));
};
