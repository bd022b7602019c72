import type { Unanalysed } from '../report/report.js';

/** The files of the audited root: found in one walk, read once, never written. Paths are relative and `/`-separated. */
export interface Tree {
  /** Absolute path of the root. Nothing outside it is read. */
  readonly root: string;
  /** Every file that is not ignored, in sorted order. */
  readonly files: readonly string[];
  has(file: string): boolean;
  /**
   * The text of a file without its byte order mark, or undefined when it is missing, too large, not text, or unreadable
   * (then it is in `unanalysed`).
   */
  text(file: string): string | undefined;
  /**
   * Whether the file is one of those asked for. The whole root is visible, so that a file can be understood; findings
   * belong in the selected part only.
   */
  selected(file: string): boolean;
  /** What could not be read so far, sorted by file. Grows while `text` is asked. */
  readonly unanalysed: readonly Unanalysed[];
}
