import { nestingOf } from '../program/nesting.js';
import { isCode } from '../program/source-files.js';
import { ts } from '../program/typescript.js';

/** Deeper than this, reporting syntax errors may exhaust the stack. Repairs do not nest code. */
const deepestNesting = 500;

/**
 * How many syntax errors a text has, so far as its language is known by its name: code and JSON. A repair must not add
 * any. Other languages are read by their models, which report what they cannot read.
 */
export const syntaxErrorsIn = (file: string, text: string): number => {
  if (nestingOf(text) > deepestNesting) return 0;
  if (isCode(file)) return ts.transpileModule(text, { fileName: file, reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve } }).diagnostics?.length ?? 0;
  return file.endsWith('.json') && !isJson(text) ? 1 : 0;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
