import { libraries } from '../catalogue/libraries/index.js';
import type { CallSemantics, Library } from '../catalogue/library.js';

/** The name by which a function of the catalogue is called: `close` of `Server.close`. */
export const lastPart = (key: string): string => key.replace(/^new /, '').split('.').at(-1) ?? key;

/** The names of the calls whose semantics are of some kind. */
export const callNames = (accept: (semantics: CallSemantics, library: Library, key: string) => boolean): ReadonlySet<string> =>
  new Set(libraries.flatMap((library) => Object.entries(library.calls ?? {}).filter(([key, semantics]) => accept(semantics, library, key)).map(([key]) => lastPart(key))));
