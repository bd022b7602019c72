import { Span } from './source-text.js';
import type { SourceText } from './source-text.js';
import type { Mapping, Pair, Sequence, Value } from './value.js';

const longestLine = 1_000;
const deepest = 100;

/** A line with something on it: its column, and where its content starts and ends, without comments. */
interface Line {
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the YAML that most manifests are written in: blocks of keys and dashes, with scalars on single lines or behind `|`. Anything
 * else (flow style, anchors, tags, folded texts, tabs) is left to the parser, which reads all of YAML and takes
 * ten times as long. A test compares both on every manifest of the fixtures.
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
    if (/^\[\](?= *$| +#)/.test(content)) return { kind: 'sequence', span: this.#span(start, start + 2), items: [], isFlow: true, isOpen: false };
    if (/^\{\}(?= *$| +#)/.test(content)) return { kind: 'mapping', span: this.#span(start, start + 2), pairs: new Map(), isFlow: true, isOpen: false };
    if (/^[[\]{},&*!|>%@`"'#]|^[-?:](?: |$)/.test(content)) throw new NotSimple();
    const comment = content.indexOf(' #');
    const text = (comment === -1 ? content : content.slice(0, comment)).trimEnd();
    if (/:(?: |$)/.test(text)) throw new NotSimple();
    return { kind: 'scalar', span: this.#span(start, start + text.length), text, quoted: false };
  }
}
