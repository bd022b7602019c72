import type { Location } from '../../rule.js';

/** `name argument …;` or `name argument … { … }` of an nginx configuration. */
export interface Directive {
  readonly name: string;
  readonly words: readonly string[];
  /** What stands between its braces; undefined for a simple directive. */
  readonly inner: readonly Directive[] | undefined;
  readonly at: Location;
}

const depthLimit = 30;

/**
 * Reads an nginx configuration in one pass: words and quoted strings, `;`, braces and comments, which is all of the
 * grammar. Code of Lua in braces is passed over. https://nginx.org/en/docs/beginners_guide.html#conf_structure
 *
 * @returns undefined where braces do not match
 */
export const readNginx = (file: string, text: string): readonly Directive[] | undefined => {
  const root: Directive[] = [];
  const open: { inner: Directive[]; passedOver: boolean }[] = [{ inner: root, passedOver: false }];
  let words: string[] = [];
  let at: Location | undefined;
  for (const { kind, value, line, column } of tokensOf(text)) {
    const current = open.at(-1);
    if (!current) return undefined;
    if (kind === 'word') {
      at ??= { file, startLine: line, startColumn: column, endLine: line, endColumn: column };
      at.endLine = line;
      at.endColumn = column + value.length;
      words.push(value);
      continue;
    }
    const [name, ...rest] = words;
    if (kind === '}') {
      open.pop();
      if (open.length === 0) return undefined;
    } else if (kind === '{') {
      const inner: Directive[] = [];
      if (open.length > depthLimit) return undefined;
      const passedOver = current.passedOver || name === undefined || name.endsWith('_by_lua_block');
      if (name !== undefined && at && !passedOver) current.inner.push({ name, words: rest, inner, at });
      open.push({ inner, passedOver });
    } else if (name !== undefined && at && !current.passedOver) current.inner.push({ name, words: rest, inner: undefined, at });
    words = [];
    at = undefined;
  }
  return open.length === 1 ? root : undefined;
};

interface Token {
  readonly kind: 'word' | ';' | '{' | '}';
  readonly value: string;
  readonly line: number;
  readonly column: number;
}

function* tokensOf(text: string): Generator<Token> {
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    const column = index - lineStart + 1;
    if (character === '\n') {
      line++;
      lineStart = index + 1;
    } else if (character === '#') {
      const end = text.indexOf('\n', index);
      index = (end === -1 ? text.length : end) - 1;
    } else if (character === ';' || character === '{' || character === '}') yield { kind: character, value: character, line, column };
    else if (!isSpace(character)) {
      const begin = { line, column };
      let value = '';
      const quote = character === '"' || character === "'" ? character : undefined;
      let end = quote === undefined ? index : index + 1;
      for (; end < text.length; end++) {
        const next = text.charAt(end);
        if (quote === undefined ? isSpace(next) || next === ';' || next === '}' || (next === '{' && text.charAt(end - 1) !== '$') : next === quote) break;
        if (next === '\n') {
          line++;
          lineStart = end + 1;
        }
        if (next === '\\' && quote !== undefined) end++;
        value += text.charAt(end);
        // `${name}` is part of a word.
        if (quote === undefined && next === '{') {
          const rest = /^[\w:-]{1,100}\}/.exec(text.slice(end + 1, end + 102))?.[0];
          if (rest === undefined) break;
          value += rest;
          end += rest.length;
        }
      }
      index = quote === undefined ? end - 1 : end;
      yield { kind: 'word', value, ...begin };
    }
  }
}

const isSpace = (character: string): boolean => character === ' ' || character === '\t' || character === '\r' || character === '\n';
