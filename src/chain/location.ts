import type { Location } from '../rule.js';

/** Places in one text by offset, found in logarithmic time. */
export class Lines {
  readonly #file: string;
  readonly #starts: number[] = [0];

  constructor(file: string, text: string) {
    this.#file = file;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The span between two offsets; the end is exclusive. */
  between(start: number, end: number): Location {
    const [from, to] = [this.#position(start), this.#position(Math.max(start, end))];
    return { file: this.#file, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  }

  #position(offset: number): { line: number; column: number } {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
