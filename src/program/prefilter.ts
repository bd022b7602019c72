import { lastPart, makersOf } from '../catalogue/call-names.js';
import type { Library } from '../catalogue/library.js';
import type { Tree } from '../read/tree.js';
import { specifiersIn } from './imports.js';
import { isBundle, isProductCode } from './source-files.js';
import { librariesOfStub, stubFileOf } from './stubs.js';

/** What starts an analysis in any file: signals, exits, listening, timers, framework hooks. */
const lifecycle = /\bSIG(?:TERM|INT|HUP)\b|\.listen\s{0,9}\(|\bsetInterval\s{0,9}\(|(?<!\b(?:const|let|var)\s\w{1,60}\s)=\s{0,9}setTimeout\s{0,9}\(|\bprocess\.(?:on|once|exit|kill|removeAllListeners)\b|\benableShutdownHooks\b|\bon(?:Module|Application)(?:Destroy|Shutdown)\b|\bbeforeApplicationShutdown\b/;
/** Loops that may never end. One that waits for nothing is no background work. */
const endless = /\bwhile\s{0,9}\(\s{0,9}!?[\w.#]{1,80}\s{0,9}\)|\bfor\s{0,9}\(\s{0,9};\s{0,9};\s{0,9}\)|\bfor\s{1,9}await\b/;
const waits = /\bawait\b/;

/** Whether a file's text takes part in the life cycle of a process. */
export const takesPart = (text: string): boolean => lifecycle.test(text) || (waits.test(text) && endless.test(text)) || makesHandle(text);

/** Whether a text calls what makes, starts or binds to signals the things of a library that it imports. */
const makesHandle = (text: string): boolean => specifiersIn(text).some((specifier) => {
  const stub = stubFileOf(specifier);
  return stub !== undefined && librariesOfStub(stub).some((library) => callsOf(library).test(text) || callsDefault(text, specifier));
});

const calls = new Map<Library, RegExp>();

const callsOf = (library: Library): RegExp => {
  const known = calls.get(library);
  if (known) return known;
  const bindings = Object.entries(library.calls ?? {}).flatMap(([key, semantics]) => (semantics.trigger || semantics.starts === true || semantics.wraps ? [lastPart(key)] : []));
  const names = [...new Set([...makersOf(library), ...bindings])].filter((name) => /^\w+$/.test(name)).join('|');
  const pattern = names === '' ? /(?!)/ : new RegExp(String.raw`\b(?:new|extends)\s{1,9}[\w.]{0,60}(?:${names})\b|\b(?:${names})(?:\s{0,9}\(|<[^>()]{0,80}>\(|\s{1,9}as\b)|:\s{0,9}(?:${names})\s{0,9}=`);
  calls.set(library, pattern);
  return pattern;
};

/** `import connect from 'amqplib'`: a module's default goes by any name. */
const callsDefault = (text: string, specifier: string): boolean => {
  const at = [`'${specifier}'`, `"${specifier}"`].map((quoted) => text.indexOf(quoted)).find((index) => index >= 0) ?? -1;
  const name = /(?:\bimport\s{1,9}|\b(?:const|let|var)\s{1,9})(\w{1,80})\s{0,9}(?:,\s{0,9}\{[^}]{0,400}\}\s{0,9})?(?:from\s{0,9}|=\s{0,9}require\(\s{0,9})$/.exec(text.slice(Math.max(0, at - 500), Math.max(0, at)))?.[1];
  return name !== undefined && new RegExp(String.raw`\b(?:new\s{1,9}${name}\.\w{1,60}|(?:new\s{1,9})?${name})(?:<[^>()]{0,80}>)?\(|\bextends\s{1,9}${name}\b`).test(text);
};

/** The files to begin with: those of the product whose text takes part in the life cycle. One pass over each text. */
export const selectFiles = (tree: Tree): string[] =>
  tree.files.filter((file) => {
    if (!isProductCode(file)) return false;
    const text = tree.text(file);
    return text !== undefined && !isBundle(text) && takesPart(text);
  });
