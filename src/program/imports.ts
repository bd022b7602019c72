/** Import specifiers by text alone: a linear scan that needs no parser, for questions of who reaches whom. */

const specifier = /\b(?:from|import|require|resolve)\s{0,20}(?:\(\s{0,20})?(['"])([^'"\n]{1,300})\1/g;

/** The module specifiers that a file's text mentions in imports, re-exports, `require` and literal dynamic imports. */
export const specifiersIn = (text: string): string[] => {
  const found = new Set<string>();
  for (const match of text.matchAll(specifier)) if (match[2] !== undefined) found.add(match[2]);
  return [...found];
};
