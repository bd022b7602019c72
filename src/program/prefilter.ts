import { libraries } from '../catalogue/libraries/index.js';
import type { Tree } from '../read/tree.js';
import { isProductCode } from './source-files.js';
import { knownSpecifiers } from './stubs.js';

/** What starts an analysis in any file: signals, exits, listening, endless work. */
const lifecycle = /\bSIG(?:TERM|INT|HUP)\b|\.listen\s*\(|\bsetInterval\s*\(|\bprocess\.(?:on|once|exit|kill)\b|\bwhile\s*\(\s*!?[\w.#]+\s*\)|\bfor\s*\(\s*;\s*;\s*\)|\benableShutdownHooks\b|\bon(?:Module|Application)(?:Destroy|Shutdown)\b|\bbeforeApplicationShutdown\b/;

const escapeForRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

/** The names by which a library's functions make, start or bind things to signals. */
const makers = [
  ...new Set(
    libraries.flatMap((library) => [
      ...Object.keys(library.handles ?? {}),
      ...Object.entries(library.calls ?? {}).flatMap(([key, semantics]) => (semantics.trigger || semantics.starts === true || semantics.wraps ? [key.replace(/^new /, '').split('.').at(-1) ?? key] : [])),
    ]),
  ),
].filter((name) => /^\w+$/.test(name));
const importsKnown = new RegExp(`['"](?:node:)?(?:${knownSpecifiers().map((specifier) => escapeForRegExp(specifier).replace(String.raw`\*`, '[^\'"]+')).join('|')})['"]`);
const makes = new RegExp(String.raw`\b(?:(?:new|extends)\s{1,9}[\w.]{0,60})?(?:${makers.join('|')}|create\w{0,60}|connect|knex|fastify|Fastify|express|serve|schedule)\s{0,9}[(<{]`);

/** Whether a file's text takes part in the life cycle of a process. */
export const takesPart = (text: string): boolean => lifecycle.test(text) || (importsKnown.test(text) && makes.test(text));

/** The files to begin with: those of the product whose text takes part in the life cycle. One pass over each text. */
export const selectFiles = (tree: Tree): string[] =>
  tree.files.filter((file) => {
    if (!isProductCode(file)) return false;
    const text = tree.text(file);
    return text !== undefined && takesPart(text);
  });
