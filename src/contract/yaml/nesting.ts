import { Lexer } from 'yaml';

/** Deeper is no manifest. Far below where composing overflows the stack, which Node does not survive. */
const deepest = 100;

/** How deep a text can possibly be nested, in one cheap pass that counts every bracket and the indentation of every line. */
const upperBound = (text: string): number => {
  let brackets = 0;
  let indentation = 0;
  let column = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) column = 0;
    else if (column >= 0 && (code === 32 || code === 45 || code === 63 || code === 9 || code === 13)) indentation = Math.max(indentation, ++column);
    else {
      column = -1;
      if (code === 91 || code === 123) brackets++;
    }
  }
  return brackets + indentation;
};

/**
 * The place at which a text is nested too deeply to be composed, or undefined. Exact where it matters: brackets in
 * scalars and comments do not count, because YAML's own lexer reads it.
 *
 * @returns offset of the token that goes too deep
 */
export const tooDeepAt = (text: string): number | undefined => {
  if (upperBound(text) <= deepest) return undefined;
  let flow = 0;
  let offset = 0;
  let column = 0;
  let inIndentation = true;
  let markers = 0;
  for (const token of new Lexer().lex(text)) {
    const [first] = token;
    if (first === '[' || first === '{') flow++;
    else if ((first === ']' || first === '}') && flow > 0) flow--;
    else if (inIndentation && (first === '-' || first === '?' || first === ':') && token.length === 1) markers++;
    if (first === '\n' || first === '\r') {
      inIndentation = true;
      markers = 0;
      column = 0;
    } else if (first === ' ' || first === '\t') column += token.length;
    else if (token.length > 1 || flow > 0) inIndentation = false;
    // A level of a block takes a column at least, and a sequence may stand in the column of its key.
    if (flow > deepest || markers > deepest || (inIndentation && column > 2 * deepest)) return offset;
    // Control tokens of the lexer stand for nothing in the text.
    if (first !== '\x02' && first !== '\x18' && first !== '\x1f' && first !== '\uFEFF') offset += token.length;
  }
  return undefined;
};
