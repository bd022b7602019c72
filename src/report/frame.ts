import type { Location } from '../rule.js';
import { columnsOf, graphemes } from './columns.js';
import { printable } from './printable.js';

/** A line of source as it is shown, and what marks the span below it. */
export interface FrameLine {
  number: number;
  text: string;
  /** Blanks and carets that stand under the span; undefined on lines of context. */
  underline: string | undefined;
}

export interface FrameOptions {
  /** Lines shown before and after the span. */
  context: number;
  /** Lines of the span that are shown at the most; the first says where, the rest is in the file. */
  spanLines: number;
  /** Terminal columns for the code. */
  width: number;
}

/** One character of source: where it is, how it is shown, and how many columns that takes. */
interface Cell {
  start: number;
  text: string;
  columns: number;
}

const tab = '  ';
const cut = '…';
/**
 * The lines around a location, with the exact span underlined however tabs, wide characters, escapes and long lines
 * shift it. Empty when the location does not lie in the text.
 */
export const codeFrame = (lines: readonly string[], location: Location, options: FrameOptions): FrameLine[] => {
  if (location.startLine > lines.length) return [];
  const lastOfSpan = Math.min(Math.max(location.endLine, location.startLine), location.startLine + options.spanLines - 1, lines.length);
  const first = Math.max(1, location.startLine - options.context);
  const last = Math.min(lines.length, lastOfSpan + options.context);
  const frame: FrameLine[] = [];
  for (let number = first; number <= last; number += 1) {
    const line = lines[number - 1] ?? '';
    const inSpan = number >= location.startLine && number <= lastOfSpan;
    frame.push({ number, ...(inSpan ? marked(line, spanIn(line, number, location), options.width) : unmarked(line, options.width)) });
  }
  return withoutBlankEnds(frame);
};

/** Splits text into lines as the reader of that file counts them: TypeScript has more terminators than YAML. */
export const linesOf = (file: string, text: string): string[] =>
  text.split(/\.[cm]?[jt]sx?$/.test(file) ? /\r\n|[\n\r\u2028\u2029]/ : /\r?\n/);

/** Which offsets of one line the location covers. */
const spanIn = (line: string, number: number, location: Location): { start: number; end: number } => {
  const indentation = /^\s*/.exec(line)?.[0].length ?? 0;
  const start = number === location.startLine ? location.startColumn - 1 : indentation;
  const end = number === location.endLine ? location.endColumn - 1 : line.trimEnd().length;
  return { start: Math.min(start, line.length), end: Math.min(Math.max(end, start + 1), Math.max(line.length, start + 1)) };
};

const marked = (line: string, span: { start: number; end: number }, width: number): Omit<FrameLine, 'number'> => {
  // Only the neighbourhood is measured: a minified line may have a megabyte.
  const from = wholeCharacterAt(line, Math.max(0, span.start - width));
  const to = wholeCharacterAt(line, Math.min(line.length, span.start + 2 * width));
  const cells = cellsOf(line.slice(from, to), from);
  const before = cells.filter((cell) => cell.start < span.start);
  const spanAndAfter = cells.slice(before.length);
  const leadIn = fitEnd(before, Math.max(width - columnsIn(spanAndAfter), Math.floor(width / 3)));
  const shown = [...leadIn, ...fitStart(spanAndAfter, width - columnsIn(leadIn))];
  const cutsBefore = from > 0 || leadIn.length < before.length;
  const cutsAfter = to < line.length || shown.length < leadIn.length + spanAndAfter.length;
  const carets = columnsIn(shown.slice(leadIn.length).filter((cell) => cell.start < span.end));
  return {
    text: (cutsBefore ? cut : '') + shown.map((cell) => cell.text).join('') + (cutsAfter ? cut : ''),
    underline: ' '.repeat(columnsIn(leadIn) + (cutsBefore ? 1 : 0)) + '^'.repeat(Math.max(1, carets)),
  };
};

const unmarked = (line: string, width: number): Omit<FrameLine, 'number'> => {
  const to = wholeCharacterAt(line, Math.min(line.length, 2 * width));
  const cells = cellsOf(line.slice(0, to), 0);
  const shown = fitStart(cells, width);
  const cuts = to < line.length || shown.length < cells.length;
  return { text: shown.map((cell) => cell.text).join('') + (cuts ? cut : ''), underline: undefined };
};

const cellsOf = (text: string, offset: number): Cell[] => {
  let at = 0;
  return graphemes(text).map((grapheme) => {
    const cell = shownAs(grapheme, text.startsWith('##[', at));
    const start = offset + at;
    at += grapheme.length;
    return { start, text: cell, columns: columnsOf(cell) };
  });
};

const shownAs = (grapheme: string, opensLogCommand: boolean): string => {
  if (grapheme === '\t') return tab;
  return opensLogCommand ? printable('##[').slice(0, -'#['.length) : printable(grapheme);
};

const columnsIn = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.columns, 0);

/** As many cells from the start as fit. */
const fitStart = (cells: readonly Cell[], width: number): Cell[] => {
  let columns = 0;
  const end = cells.findIndex((cell) => (columns += cell.columns) > width);
  return end === -1 ? [...cells] : cells.slice(0, end);
};

/** As many cells from the end as fit. */
const fitEnd = (cells: readonly Cell[], width: number): Cell[] => fitStart(cells.toReversed(), width).toReversed();

/** Moves an offset back where it would split a surrogate pair. */
const wholeCharacterAt = (line: string, offset: number): number => {
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
};

const withoutBlankEnds = (frame: readonly FrameLine[]): FrameLine[] => {
  const says = (line: FrameLine): boolean => line.underline !== undefined || line.text.trim() !== '';
  return frame.slice(frame.findIndex(says), frame.findLastIndex(says) + 1);
};
