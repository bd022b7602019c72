import type { Located, Location } from '../../rule.js';

/** A file's text, in which offsets have places. Lines are found when the first place is asked for. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lineStarts: number[] | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** The line and column of an offset, both from 1. */
  positionOf(offset: number): { line: number; column: number } {
    const starts = (this.#lineStarts ??= lineStartsOf(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The offset at which the line of an offset begins. */
  lineStartAt(offset: number): number {
    return offset - this.positionOf(offset).column + 1;
  }
}

const lineStartsOf = (text: string): number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** A piece of a text: `start` to `end`, which is exclusive, in UTF-16 units. */
export class Span implements Located {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;

  constructor(source: SourceText, start: number, end: number) {
    this.source = source;
    this.start = start;
    this.end = end;
  }

  get at(): Location {
    const start = this.source.positionOf(this.start);
    const end = this.source.positionOf(Math.max(this.start, this.end));
    return { file: this.source.file, startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  }

  get text(): string {
    return this.source.text.slice(this.start, this.end);
  }
}
