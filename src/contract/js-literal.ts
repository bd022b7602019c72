import type { Location } from '../rule.js';
import type { Data } from './data.js';

/**
 * Reads the object that a JavaScript configuration file exports, without running it: objects, arrays, strings, numbers,
 * spreads and names of constants in the same file. Every other expression is a value that is not known.
 */
export const readJsLiteral = (file: string, text: string): Data | undefined => new Reader(file, text).exported();

type Value =
  | { readonly kind: 'text'; readonly text: string; readonly isNumber: boolean; readonly start: number; readonly end: number }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Value])[]; readonly start: number; readonly end: number }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly start: number; readonly end: number }
  | { readonly kind: 'unknown'; readonly start: number; readonly end: number };

interface Token {
  readonly text: string;
  readonly kind: 'word' | 'string' | 'number' | 'sign' | 'template';
  readonly start: number;
  readonly end: number;
}

const depthLimit = 30;
/** Constants that are named in constants can ask for a lot. */
const valueLimit = 20_000;
const tokenLimit = 50_000;
const closers: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);

class Reader {
  readonly #file: string;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #constants = new Map<string, number>();
  readonly #reading = new Set<string>();
  #at = 0;
  #left = valueLimit;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
    this.#tokens = tokensOf(text);
    for (const [index, token] of this.#tokens.entries()) {
      const [name, equals] = [this.#tokens[index + 1], this.#tokens[index + 2]];
      if (token.kind === 'word' && ['const', 'let', 'var'].includes(token.text) && name?.kind === 'word' && equals?.text === '=') this.#constants.set(name.text, index + 3);
    }
  }

  exported(): Data | undefined {
    for (const [index, token] of this.#tokens.entries()) {
      const next = (offset: number): string | undefined => this.#tokens[index + offset]?.text;
      const isCommon = token.text === 'module' && next(1) === '.' && next(2) === 'exports' && next(3) === '=';
      const isDefault = token.text === 'export' && next(1) === 'default';
      if (!isCommon && !isDefault) continue;
      const value = this.#valueAt(index + (isCommon ? 4 : 2), 0);
      return value.kind === 'unknown' ? undefined : this.#data(value);
    }
    return undefined;
  }

  #valueAt(index: number, depth: number): Value {
    const before = this.#at;
    this.#at = index;
    const value = this.#value(depth);
    this.#at = before;
    return value;
  }

  #value(depth: number): Value {
    const token = this.#tokens[this.#at];
    const start = token?.start ?? this.#text.length;
    if (!token || depth > depthLimit || this.#left-- <= 0) return this.#unknown(start);
    if (token.text === '{' && token.kind === 'sign') return this.#closed(this.#map(depth), start);
    if (token.text === '[' && token.kind === 'sign') return this.#closed(this.#list(depth), start);
    if (token.kind === 'string' || token.kind === 'number' || token.text === 'true' || token.text === 'false') {
      this.#at++;
      return this.#closed({ kind: 'text', text: token.text, isNumber: token.kind === 'number', start, end: token.end }, start);
    }
    if (token.kind === 'word' && this.#constants.has(token.text) && !this.#reading.has(token.text)) {
      this.#at++;
      if (!this.#isAtEnd()) return this.#unknown(start);
      this.#reading.add(token.text);
      const value = this.#valueAt(this.#constants.get(token.text) ?? 0, depth + 1);
      this.#reading.delete(token.text);
      return value;
    }
    return this.#unknown(start);
  }

  /** A literal is known only when nothing is done with it: `10 * 1000` is not 10. */
  #closed(value: Value, start: number): Value {
    return this.#isAtEnd() || this.#tokens[this.#at]?.text === 'as' || this.#tokens[this.#at]?.text === 'satisfies' ? value : this.#unknown(start);
  }

  #isAtEnd(): boolean {
    const token = this.#tokens[this.#at];
    if (!token || [',', ';', '}', ']', ')'].includes(token.text)) return true;
    // A statement may end with its line.
    const last = this.#tokens[this.#at - 1];
    return token.kind === 'word' && last !== undefined && this.#text.slice(last.end, token.start).includes('\n');
  }

  /** Passes over an expression that is not understood. */
  #unknown(start: number): Value {
    const open: string[] = [];
    for (; this.#at < this.#tokens.length; this.#at++) {
      const { text, kind } = this.#tokens[this.#at] ?? { text: '', kind: 'sign' };
      if (kind === 'sign' && closers.has(text)) open.push(closers.get(text) ?? '');
      else if (kind === 'sign' && text === open.at(-1)) open.pop();
      else if (kind === 'sign' && open.length === 0 && [',', ';', '}', ']', ')'].includes(text)) break;
    }
    return { kind: 'unknown', start, end: this.#tokens[this.#at - 1]?.end ?? start };
  }

  #map(depth: number): Value {
    const start = this.#tokens[this.#at++]?.start ?? 0;
    const entries: (readonly [string, Value])[] = [];
    while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.text !== '}') {
      const key = this.#tokens[this.#at];
      if (key?.text === ',') {
        this.#at++;
        continue;
      }
      if (key?.text === '...') {
        this.#at++;
        const spread = this.#value(depth + 1);
        if (spread.kind === 'map') entries.push(...spread.entries);
        continue;
      }
      const colon = this.#tokens[this.#at + 1];
      if (colon?.text === ':' && key && key.kind !== 'sign') {
        this.#at += 2;
        entries.push([key.text, this.#value(depth + 1)]);
      } else if (key?.kind === 'word' && (colon?.text === ',' || colon?.text === '}')) entries.push([key.text, this.#value(depth + 1)]);
      else this.#unknown(key?.start ?? 0);
    }
    return { kind: 'map', entries: lastOfEach(entries), start, end: this.#tokens[this.#at++]?.end ?? start };
  }

  #list(depth: number): Value {
    const start = this.#tokens[this.#at++]?.start ?? 0;
    const items: Value[] = [];
    while (this.#at < this.#tokens.length && this.#tokens[this.#at]?.text !== ']') {
      if (this.#tokens[this.#at]?.text === ',') this.#at++;
      else {
        const before = this.#at;
        items.push(this.#value(depth + 1));
        if (this.#at === before) this.#at++;
      }
    }
    return { kind: 'list', items, start, end: this.#tokens[this.#at++]?.end ?? start };
  }

  #data(value: Value): Data {
    const { kind, start, end } = value;
    const entries = kind === 'map' ? value.entries.map(([name, item]) => [name, this.#data(item)] as const) : [];
    const text = kind === 'text' ? value.text : undefined;
    const place = (): Location => this.#place(start, end);
    return {
      get at() {
        return place();
      },
      text,
      number: text !== undefined && /^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined,
      isTrue: text === 'true',
      isNull: false,
      isList: kind === 'list',
      isMap: kind === 'map',
      entries,
      items: kind === 'list' ? value.items.map((item) => this.#data(item)) : [],
      get: (key) => entries.find(([name]) => name === key)?.[1],
    };
  }

  #place(start: number, end: number): Location {
    const position = (offset: number): { line: number; column: number } => {
      const before = this.#text.slice(0, offset);
      return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
    };
    const [from, to] = [position(start), position(end)];
    return { file: this.#file, startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  }
}

/** A later key wins over an earlier one, and over what was spread in before it. */
const lastOfEach = (entries: readonly (readonly [string, Value])[]): (readonly [string, Value])[] => [...new Map(entries)];

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length && tokens.length < tokenLimit) {
    const character = text.charAt(at);
    const start = at;
    if (/\s/.test(character)) at++;
    else if (text.startsWith('//', at) || text.startsWith('#!', at)) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = endOf(text, '*/', at + 2);
    else if (character === '"' || character === "'" || character === '`') {
      at++;
      const parts: string[] = [];
      while (at < text.length && text.charAt(at) !== character) {
        if (text.charAt(at) === '\\') at++;
        parts.push(text.charAt(at++));
      }
      at++;
      const content = parts.join('');
      tokens.push({ text: content, kind: character === '`' && content.includes('${') ? 'template' : 'string', start, end: at });
    } else if (/[A-Za-z_$]/.test(character)) {
      while (/[\w$]/.test(text.charAt(at))) at++;
      tokens.push({ text: text.slice(start, at), kind: 'word', start, end: at });
    } else if (/\d/.test(character)) {
      while (/[\d._]/.test(text.charAt(at))) at++;
      tokens.push({ text: text.slice(start, at).replaceAll('_', ''), kind: 'number', start, end: at });
    } else {
      at += text.startsWith('...', at) ? 3 : 1;
      tokens.push({ text: text.slice(start, at), kind: 'sign', start, end: at });
    }
  }
  return tokens;
};

/** Behind the next occurrence of a mark. */
const endOf = (text: string, mark: string, from: number): number => {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
};
