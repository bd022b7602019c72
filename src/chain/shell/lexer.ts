import { ShellSyntaxError } from './syntax.js';
import type { Word } from './syntax.js';

export type Token =
  | { readonly kind: 'word'; readonly word: Word; readonly isQuoted: boolean }
  | { readonly kind: 'operator'; readonly text: string; readonly start: number; readonly end: number };

/** Longest first, so that `&&` is not two backgrounds. */
const operators = ['<<<', '<<-', ';;&', '&>>', '&&', '||', ';;', ';&', '<<', '>>', '<&', '>&', '<>', '>|', '&>', '|&', '&', '|', ';', '(', ')', '<', '>', '\n'];
const blank = /[ \t\r]/;
const endsWord = new Set([' ', '\t', '\r', '\n', ';', '&', '|', '<', '>', '(', ')']);
const nestingLimit = 100;

/**
 * Splits a script into words and operators, once through and without going back. Comments and the bodies of
 * here-documents are left out. What it does not understand is a `ShellSyntaxError`.
 */
export const tokenize = (text: string): Token[] => new Lexer(text).tokens();

class Lexer {
  readonly #text: string;
  #position = 0;
  readonly #tokens: Token[] = [];
  /** Delimiters of here-documents whose bodies begin after the next line break. */
  #pending: { delimiter: string; stripsTabs: boolean }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  tokens(): Token[] {
    while (this.#position < this.#text.length) {
      const character = this.#text.charAt(this.#position);
      if (blank.test(character)) this.#position++;
      else if (character === '\\' && this.#text.charAt(this.#position + 1) === '\n') this.#position += 2;
      else if (character === '\\' && this.#text.startsWith('\r\n', this.#position + 1)) this.#position += 3;
      else if (character === '#') this.#skipLine();
      else if (!this.#operator()) this.#word();
    }
    return this.#tokens;
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#position);
    this.#position = end < 0 ? this.#text.length : end;
  }

  #operator(): boolean {
    const start = this.#position;
    const text = operators.find((operator) => this.#text.startsWith(operator, start));
    if (text === undefined) return false;
    if ((text === '<' || text === '>') && this.#text.charAt(start + 1) === '(') return false;
    this.#position += text.length;
    this.#tokens.push({ kind: 'operator', text, start, end: this.#position });
    if (text === '<<' || text === '<<-') this.#hereDocument(text === '<<-');
    if (text === '\n') this.#skipBodies();
    return true;
  }

  #hereDocument(stripsTabs: boolean): void {
    while (blank.test(this.#text.charAt(this.#position))) this.#position++;
    this.#word();
    const last = this.#tokens.at(-1);
    if (last?.kind === 'word') this.#pending.push({ delimiter: last.word.text, stripsTabs });
  }

  #skipBodies(): void {
    for (const { delimiter, stripsTabs } of this.#pending) {
      for (;;) {
        if (this.#position >= this.#text.length) throw new ShellSyntaxError(`the here-document \`${delimiter}\` does not end`, this.#position);
        const start = this.#position;
        this.#skipLine();
        const line = this.#text.slice(start, this.#position).replace(/\r$/, '');
        this.#position++;
        if ((stripsTabs ? line.replace(/^\t+/, '') : line) === delimiter) break;
      }
    }
    this.#pending = [];
  }

  #word(): void {
    const start = this.#position;
    const parts: string[] = [];
    let literal = true;
    let isQuoted = false;
    const expansion = (): void => {
      const from = this.#position;
      this.#skipExpansion();
      parts.push(this.#text.slice(from, this.#position));
      literal = false;
    };
    for (;;) {
      const character = this.#text.charAt(this.#position);
      if (character === '') break;
      if ((character === '<' || character === '>') && this.#text.charAt(this.#position + 1) === '(') {
        this.#position++;
        this.#skipParentheses();
        literal = false;
        parts.push('<(…)');
      } else if (endsWord.has(character)) {
        // `VALUES=(a b)` and `name()` begin alike; only the first has its parentheses in the word.
        if (character !== '(' || !/^[A-Za-z_]\w*\+?=$/.test(this.#text.slice(Math.max(start, this.#position - 64), this.#position))) break;
        this.#skipParentheses();
        literal = false;
      } else if (character === '\\') {
        if (this.#text.charAt(this.#position + 1) !== '\n') parts.push(this.#text.charAt(this.#position + 1));
        isQuoted = true;
        this.#position += 2;
      } else if (character === "'") {
        isQuoted = true;
        const end = this.#text.indexOf("'", this.#position + 1);
        if (end < 0) throw new ShellSyntaxError('a quote does not end', this.#position);
        parts.push(this.#text.slice(this.#position + 1, end));
        this.#position = end + 1;
      } else if (character === '"') {
        isQuoted = true;
        literal = this.#doubleQuoted(parts) && literal;
      } else if (character === '$' || character === '`') {
        expansion();
      } else {
        if (character === '*' || character === '?' || character === '[') literal = literal && this.#position === start && character === '[';
        parts.push(character);
        this.#position++;
      }
    }
    if (this.#position === start) throw new ShellSyntaxError(`\`${this.#text.charAt(start)}\` is not understood here`, start);
    this.#tokens.push({ kind: 'word', word: { text: parts.join(''), literal, start, end: this.#position }, isQuoted });
  }

  /** @returns whether everything between the quotes is literal */
  #doubleQuoted(parts: string[]): boolean {
    const start = this.#position;
    let literal = true;
    this.#position++;
    for (;;) {
      const character = this.#text.charAt(this.#position);
      if (character === '') throw new ShellSyntaxError('a quote does not end', start);
      if (character === '"') break;
      if (character === '\\') {
        const next = this.#text.charAt(this.#position + 1);
        parts.push('$`"\\'.includes(next) ? next : next === '\n' ? '' : `\\${next}`);
        this.#position += 2;
      } else if (character === '$' || character === '`') {
        const from = this.#position;
        this.#skipExpansion();
        parts.push(this.#text.slice(from, this.#position));
        literal = false;
      } else {
        parts.push(character);
        this.#position++;
      }
    }
    this.#position++;
    return literal;
  }

  /** Behind `$NAME`, `${…}`, `$(…)`, `$((…))` or a command in backquotes. */
  #skipExpansion(): void {
    if (this.#text.charAt(this.#position) === '`') {
      this.#skipQuoted('`');
      return;
    }
    this.#position++;
    const character = this.#text.charAt(this.#position);
    if (character === '(') this.#skipParentheses();
    else if (character === '{') this.#skipNested('{', '}');
    else if (character === "'") this.#skipQuoted("'");
    else if (/[A-Za-z_]/.test(character)) while (/\w/.test(this.#text.charAt(this.#position))) this.#position++;
    else if (/[0-9@*#?$!-]/.test(character)) this.#position++;
  }

  #skipParentheses(): void {
    this.#skipNested('(', ')');
  }

  /** Behind the closing bracket that belongs to the opening one at the position. */
  #skipNested(open: string, close: string): void {
    const start = this.#position;
    let depth = 0;
    for (;;) {
      const character = this.#text.charAt(this.#position);
      if (character === '') throw new ShellSyntaxError(`a \`${open}\` is not closed`, start);
      if (character === '\\') this.#position += 2;
      else if (character === "'" && open === '(') this.#skipQuoted("'");
      else if (character === '"') this.#skipQuoted('"');
      else {
        if (character === open) depth++;
        if (character === close) depth--;
        if (depth > nestingLimit) throw new ShellSyntaxError('brackets nest too deep', this.#position);
        this.#position++;
        if (depth === 0) return;
      }
    }
  }

  /** Behind the quote that closes the one at the position; backslashes count except in single quotes. */
  #skipQuoted(quote: string): void {
    const start = this.#position;
    this.#position++;
    for (;;) {
      const character = this.#text.charAt(this.#position);
      if (character === '') throw new ShellSyntaxError('a quote does not end', start);
      this.#position += character === '\\' && quote !== "'" ? 2 : 1;
      if (character === quote) return;
    }
  }
}
