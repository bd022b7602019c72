import type { Unanalysed } from '../report/report.js';

/** Collects what could not be read: one entry a file, the first reason stays. */
export class UnanalysedFiles {
  readonly #reasons = new Map<string, string>();

  readonly add = ({ file, reason }: Unanalysed): void => {
    if (!this.#reasons.has(file)) this.#reasons.set(file, reason);
  };

  /** Sorted by file. */
  get entries(): readonly Unanalysed[] {
    return [...this.#reasons].map(([file, reason]) => ({ file, reason })).sort((a, b) => (a.file < b.file ? -1 : 1));
  }
}
