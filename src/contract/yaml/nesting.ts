import { Lexer } from 'yaml';

/** Deeper is no manifest. Far below where composing overflows the stack, which Node does not survive. */
const deepest = 100;

/** Tokens of YAML's lexer that stand for nothing in the text: the start of a document, of a scalar in error, of a line that is flow. */
const controls: ReadonlySet<string> = new Set(['\x02', '\x18', '\uFEFF']);
/** The token after it is a scalar, whatever it looks like. */
const scalarFollows = '\x1f';

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
  let markers = 0;
  let inIndentation = true;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (token === scalarFollows) {
      isScalar = true;
      continue;
    }
    if (controls.has(token)) continue;
    const isContent = isScalar || token.length > 1;
    if (!isContent && (token === '[' || token === '{')) flow++;
    else if (!isContent && (token === ']' || token === '}') && flow > 0) flow--;
    else if (!isScalar && /^[ \t]/.test(token)) column += token.length;
    else if (!isContent && inIndentation && /^[-?:]$/.test(token)) markers++;
    // A level of a block takes a column at least, and a sequence may stand in the column of its key.
    if (flow > deepest || markers > deepest || (inIndentation && column > 2 * deepest)) return offset;
    if (token.endsWith('\n')) {
      inIndentation = true;
      column = 0;
      markers = 0;
    } else if (isScalar || (isContent && !/^[ \t]/.test(token))) inIndentation = false;
    isScalar = false;
    offset += token.length;
  }
  return undefined;
};
