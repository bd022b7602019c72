import type ts from 'typescript';
import { libDeclarations } from '../catalogue/lib.js';
import { libraries } from '../catalogue/libraries/index.js';
import type { CallSemantics, HandleKind, Library } from '../catalogue/library.js';

/** Folder of the virtual files that hold stub declarations; no real path starts so. */
const stubFolder = '/@stubs/';
export const libFile = `${stubFolder}lib.d.ts`;

interface Stub {
  readonly text: string;
  readonly library: Library | undefined;
}

const stubs = new Map<string, Stub>([[libFile, { text: libDeclarations, library: undefined }]]);
const fileOfSpecifier = new Map<string, string>();
const families: { prefix: string; file: string }[] = [];
/** Stubs of what a package was up to a major version: `ws@7`. */
const earlier = new Map<string, { until: number; file: string }>();
for (const library of libraries) {
  for (const [specifier, text] of Object.entries(library.modules)) {
    const file = `${stubFolder}${specifier.replace('*', '@any')}.d.ts`;
    stubs.set(file, { text, library });
    const until = /^(.+)@(\d+)$/.exec(specifier);
    if (until) earlier.set(until[1] ?? '', { until: Number(until[2]), file });
    else if (specifier.endsWith('*')) families.push({ prefix: specifier.slice(0, -1), file });
    else fileOfSpecifier.set(specifier, file);
  }
}

/**
 * The stub file of a module specifier, or undefined when the catalogue does not know it.
 * @param major tells the newest major version that the importing package allows, where that is known
 */
export const stubFileOf = (specifier: string, major?: (name: string) => number | undefined): string | undefined => {
  const before = earlier.get(specifier);
  if (before && (major?.(specifier) ?? Infinity) <= before.until) return before.file;
  const name = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
  return fileOfSpecifier.get(name) ?? families.find((family) => name.startsWith(family.prefix))?.file;
};

export const isStubFile = (file: string): boolean => file.startsWith(stubFolder);
export const stubText = (file: string): string | undefined => stubs.get(file)?.text;

/** The libraries that a stub file belongs to: one, or none for our own declarations. */
export const librariesOfStub = (file: string): readonly Library[] => {
  const library = stubs.get(file)?.library;
  return library ? [library] : [];
};

/** What a stub's declaration means: the library and the key (`Pool.end`, `createTerminus`, `new Pool`) to look it up by. */
export interface Declared {
  readonly library: Library;
  readonly key: string;
  readonly semantics: CallSemantics | undefined;
}

/** The library that declares a node of a stub file, or undefined elsewhere (including our own standard library). */
export const libraryOf = (node: ts.Node): Library | undefined => stubs.get(node.getSourceFile().fileName)?.library;

/** The semantics that a library gives a key. Own properties only, since keys come from code under audit. */
export const semanticsOf = (library: Library, key: string): CallSemantics | undefined =>
  library.calls !== undefined && Object.hasOwn(library.calls, key) ? library.calls[key] : undefined;

/** The kind of handle that a library makes of values of a type, by the type's name in the stubs. */
export const handleKindOf = (library: Library, typeName: string): HandleKind | undefined =>
  library.handles !== undefined && Object.hasOwn(library.handles, typeName) ? library.handles[typeName] : undefined;
