import { libraries } from './libraries/index.js';
import type { CallSemantics, Library } from './library.js';

/** The name by which a function of the catalogue is called: `close` of `Server.close`. */
export const lastPart = (key: string): string => key.replace(/^new /, '').split('.').at(-1) ?? key;

/** The names of the calls whose semantics are of some kind. */
export const callNames = (accept: (semantics: CallSemantics, library: Library, key: string) => boolean): ReadonlySet<string> =>
  new Set(libraries.flatMap((library) => Object.entries(library.calls ?? {}).filter(([key, semantics]) => accept(semantics, library, key)).map(([key]) => lastPart(key))));

const makers = new Map<Library, readonly string[]>();

/** Names of what makes a library's handles: their classes, and functions that the stubs declare to return one. */
export const makersOf = (library: Library): readonly string[] => {
  const known = makers.get(library);
  if (known) return known;
  const kinds = Object.keys(library.handles ?? {});
  const returnsKind = new RegExp(String.raw`(\w+)\s*(?:<[^>(]*>)?\([^;]*?\)\s*:\s*(?:Promise<)?\s*(?:[\w.]+\.)?(?:${kinds.join('|')})\b`, 'g');
  const functions = kinds.length === 0 ? [] : Object.values(library.modules).flatMap((text) => [...text.matchAll(returnsKind)].map((match) => match[1] ?? ''));
  const names = [...new Set([...kinds, ...functions])];
  makers.set(library, names);
  return names;
};
