import type { Unanalysed } from '../report/report.js';

/** The files of the audited root: found in one walk, read once, never written. Paths are relative and `/`-separated. */
export interface Tree {
  /** Absolute path of the root. Nothing outside it is read. */
  readonly root: string;
  /** Every file that is not ignored, in sorted order. */
  readonly files: readonly string[];
  has(file: string): boolean;
  /** The text of a file, or undefined when it is missing, too large, not text, or unreadable (then it is in `unanalysed`). */
  text(file: string): string | undefined;
  readonly unanalysed: readonly Unanalysed[];
}
