import { Span } from './source-text.js';
import type { SourceText } from './source-text.js';
import type { Mapping, Pair, Scalar, Sequence, Value } from './value.js';

const longestLine = 1_000;
const deepest = 100;

/** A line with something on it: its column, and where its content starts and ends, without comments. */
interface Line {
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the YAML that most manifests are written in: blocks of keys and dashes, with scalars on single lines or behind `|`,
 * and short lists in brackets. Anything else (anchors, tags, folded texts, tabs) is left to the parser, which reads all of
 * YAML.
 *
 * A second reader has to be worth it. It takes a tenth of the parser's time and reads nine in ten documents, so that
 * 2,000 manifests of several public repositories take 0.17 to 0.22 of the time of `parseAllDocuments`, and about 0.30
 * without it; 2,000 of istio's 0.21 to 0.23, and 0.47 to 0.50 without it (`bench/manifests.mjs`). Over 13,841 documents in 10,161 files it
 * took 12,147, and no value and no place differed from the parser's. A test compares both on every manifest of the fixtures.
 *
 * @returns undefined when the text is not of that form; nothing is said about whether it is valid
 */
export const blockOf = (source: SourceText, offset: number, text: string): Value | undefined => {
  if (/[\t\r\uFEFF]|^(?:%|\.\.\.)/m.test(text)) return undefined;
  const lines = linesOf(text);
  if (lines === undefined || lines.length === 0) return undefined;
  const reader = new BlockReader(source, offset, text, lines);
  return reader.read();
};

/** Lines with content; undefined when one is too long to be sure about. */
const linesOf = (text: string): readonly Line[] | undefined => {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    if (end - start > longestLine) return undefined;
    let first = start;
    while (first < end && text.charCodeAt(first) === 32) first++;
    const isMarker = start === 0 && text.startsWith('---');
    if (isMarker && !/^---[ ]*(?:$|#)/.test(text.slice(0, end))) return undefined;
    if (first < end && text.charCodeAt(first) !== 35 && !isMarker) lines.push({ column: first - start, start: first, end });
    start = end + 1;
  }
  return lines;
};

/** A key as manifests have them, and the colon behind it. */
const keyAndColon = /^[A-Za-z0-9_./$-]+ *:(?= |$)/;

/** Thrown where the text is not of the simple form. */
class NotSimple extends Error {}

class BlockReader {
  readonly #source: SourceText;
  readonly #offset: number;
  readonly #text: string;
  readonly #lines: Line[];
  #at = 0;

  constructor(source: SourceText, offset: number, text: string, lines: readonly Line[]) {
    this.#source = source;
    this.#offset = offset;
    this.#text = text;
    this.#lines = [...lines];
  }

  read(): Value | undefined {
    try {
      const value = this.#block(this.#lines[0]?.column ?? 0, 0);
      return this.#at === this.#lines.length ? value : undefined;
    } catch (error) {
      if (error instanceof NotSimple) return undefined;
      throw error;
    }
  }

  get #line(): Line | undefined {
    return this.#lines[this.#at];
  }

  #contentOf(line: Line): string {
    return this.#text.slice(line.start, line.end);
  }

  #span(start: number, end: number): Span {
    return new Span(this.#source, this.#offset + start, this.#offset + end);
  }

  #isDash(line: Line): boolean {
    return this.#text.charCodeAt(line.start) === 45 && (line.start + 1 === line.end || this.#text.charCodeAt(line.start + 1) === 32);
  }

  /** The mapping or the sequence that begins at the current line, in a column. */
  #block(column: number, depth: number): Mapping | Sequence {
    const line = this.#line;
    if (depth > deepest || line?.column !== column) throw new NotSimple();
    return this.#isDash(line) ? this.#sequence(column, depth) : this.#mapping(column, depth);
  }

  #mapping(column: number, depth: number): Mapping {
    const pairs = new Map<string, Pair>();
    const start = this.#line?.start ?? 0;
    let end = start;
    for (let line = this.#line; line?.column === column && !this.#isDash(line); line = this.#line) {
      const content = this.#contentOf(line);
      const head = keyAndColon.exec(content)?.[0];
      if (head === undefined) throw new NotSimple();
      const key = head.slice(0, -1).trimEnd();
      const value = this.#value({ column, start: line.start + head.length, end: line.end }, depth, true);
      pairs.set(key, { keySpan: this.#span(line.start, line.start + key.length), value: pairs.has(key) ? { kind: 'unknown', span: value.span } : value });
      end = value.span.end - this.#offset;
    }
    return { kind: 'mapping', span: this.#span(start, end), pairs, isFlow: false, isOpen: false };
  }

  #sequence(column: number, depth: number): Sequence {
    const items: Value[] = [];
    const start = this.#line?.start ?? 0;
    let end = start;
    for (let line = this.#line; line?.column === column && this.#isDash(line); line = this.#line) {
      let first = line.start + 1;
      while (first < line.end && this.#text.charCodeAt(first) === 32) first++;
      const inner: Line = { column: column + first - line.start, start: first, end: line.end };
      const isBlock = first < line.end && (this.#isDash(inner) || keyAndColon.test(this.#contentOf(inner)));
      if (isBlock) this.#lines[this.#at] = inner;
      const value = isBlock ? this.#block(inner.column, depth + 1) : this.#value({ column, start: line.start + 1, end: line.end }, depth, false);
      items.push(value);
      end = value.span.end - this.#offset;
    }
    return { kind: 'sequence', span: this.#span(start, end), items, isFlow: false, isOpen: false };
  }

  /** What follows a colon or a dash: a scalar on the same line, or a block below it. */
  #value({ column, start, end }: Line, depth: number, mayDash: boolean): Value {
    let first = start;
    while (first < end && this.#text.charCodeAt(first) === 32) first++;
    this.#at++;
    const next = this.#line;
    const isDeeper = next !== undefined && next.column > column;
    if (first === end || (this.#text.charCodeAt(first) === 35 && first > start)) {
      if (isDeeper) return this.#block(next.column, depth + 1);
      // A sequence may stand in the column of its key.
      if (mayDash && next?.column === column && this.#isDash(next)) return this.#sequence(column, depth + 1);
      return { kind: 'scalar', span: this.#span(start, start), text: '', quoted: false };
    }
    const literal = /^\|(-?) *$/.exec(this.#text.slice(first, end));
    if (literal) return this.#literal(first, end, column, literal[1] === '-');
    // The text goes on.
    if (isDeeper) throw new NotSimple();
    return this.#scalar(first, end);
  }

  /** What stands in brackets on one line: plain words, quoted texts and more brackets. */
  #flow(start: number, end: number, depth: number): Value {
    const opening = this.#text.charAt(start);
    if (opening !== '[' && opening !== '{') return this.#flowScalar(start, end);
    if (depth > 20) throw new NotSimple();
    const closing = opening === '[' ? ']' : '}';
    const items: Value[] = [];
    const pairs = new Map<string, Pair>();
    let at = this.#afterSpaces(start + 1, end);
    while (this.#text.charAt(at) !== closing) {
      if (opening === '[') {
        const item = this.#flow(at, end, depth + 1);
        items.push(item);
        at = item.span.end - this.#offset;
      } else {
        const key = this.#flowScalar(at, end);
        const colon = this.#afterSpaces(key.span.end - this.#offset, end);
        if (!this.#text.startsWith(': ', colon)) throw new NotSimple();
        const value = this.#flow(this.#afterSpaces(colon + 1, end), end, depth + 1);
        pairs.set(key.text, { keySpan: key.span, value: pairs.has(key.text) ? { kind: 'unknown', span: value.span } : value });
        at = value.span.end - this.#offset;
      }
      at = this.#afterSpaces(at, end);
      if (this.#text.charAt(at) === closing) break;
      if (this.#text.charAt(at) !== ',') throw new NotSimple();
      at = this.#afterSpaces(at + 1, end);
      // A comma may end a list; whether something is missing is for the parser to say.
      if (this.#text.charAt(at) === closing) throw new NotSimple();
    }
    const span = this.#span(start, at + 1);
    return opening === '[' ? { kind: 'sequence', span, items, isFlow: true, isOpen: false } : { kind: 'mapping', span, pairs, isFlow: true, isOpen: false };
  }

  #flowScalar(start: number, end: number): Scalar {
    const match = /^(?:"([^"\\]*)"|'([^']*)'(?!')|([\w./$](?:[\w./$()+=-]|:(?=[\w./-]))*))(?= *[,:\]}])/.exec(this.#text.slice(start, end));
    if (!match) throw new NotSimple();
    return { kind: 'scalar', span: this.#span(start, start + match[0].length), text: match[1] ?? match[2] ?? match[3] ?? '', quoted: match[3] === undefined };
  }

  #afterSpaces(start: number, end: number): number {
    let at = start;
    while (at < end && this.#text.charCodeAt(at) === 32) at++;
    if (at === end) throw new NotSimple();
    return at;
  }

  /** A text of several lines behind `|`, as deep as its first line; the last line break goes with `|-`. */
  #literal(start: number, headEnd: number, column: number, isStripped: boolean): Value {
    const texts: string[] = [];
    let indentation = -1;
    let end = headEnd;
    let last = headEnd;
    while (end < this.#text.length) {
      const found = this.#text.indexOf('\n', end + 1);
      const lineEnd = found === -1 ? this.#text.length : found;
      const line = this.#text.slice(end + 1, lineEnd);
      const depth = line.search(/[^ ]/);
      if (depth !== -1 && depth <= column) break;
      // Blank lines deeper than the text would be text themselves.
      if (depth === -1 && line.length > Math.max(indentation, 0)) throw new NotSimple();
      if (depth !== -1 && indentation === -1) indentation = depth;
      if (depth !== -1 && depth < indentation) throw new NotSimple();
      texts.push(line.slice(Math.max(0, indentation)));
      if (depth !== -1) last = lineEnd;
      end = lineEnd;
    }
    while (texts.at(-1) === '') texts.pop();
    if (texts.length === 0 || indentation === -1) throw new NotSimple();
    while (this.#line !== undefined && this.#line.start < last) this.#at++;
    return { kind: 'scalar', span: this.#span(start, Math.min(last + 1, this.#text.length)), text: texts.join('\n') + (isStripped ? '' : '\n'), quoted: true };
  }

  #scalar(start: number, end: number): Value {
    const content = this.#text.slice(start, end);
    const quoted = /^(?:"([^"\\]*)"|'([^']*)')(?= *$| +#)/.exec(content);
    if (quoted) return { kind: 'scalar', span: this.#span(start, start + quoted[0].length), text: quoted[1] ?? quoted[2] ?? '', quoted: true };
    if (/^[[{]/.test(content)) {
      const value = this.#flow(start, end, 0);
      if (!/^(?: *$| +#)/.test(this.#text.slice(value.span.end - this.#offset, end))) throw new NotSimple();
      return value;
    }
    if (/^[[\]{},&*!|>%@`"'#]|^[-?:](?: |$)/.test(content)) throw new NotSimple();
    const comment = content.indexOf(' #');
    const text = (comment === -1 ? content : content.slice(0, comment)).trimEnd();
    if (/:(?: |$)/.test(text)) throw new NotSimple();
    return { kind: 'scalar', span: this.#span(start, start + text.length), text, quoted: false };
  }
}
