import { specifiersIn } from './imports.js';
import type { Resolver } from './resolver.js';
import { isProductCode } from './source-files.js';
import type { Tree } from '../read/tree.js';

const importerLimit = 400;
/** Barrels of barrels are followed only so far. */
const barrelLimit = 40;

/** Who imports whom among a repository's own files, by their texts: no file is parsed for it. */
export class Reach {
  readonly resolver: Resolver;
  readonly #tree: Tree;
  readonly #users = new Map<string, readonly string[]>();
  readonly #passesOn = new Map<string, boolean>();
  readonly #imports = new Map<string, readonly string[]>();
  #importers: ReadonlyMap<string, readonly string[]> | undefined;
  readonly #reachable = new Map<string, ReadonlySet<string>>();
  readonly #loaders = new Map<string, ReadonlySet<string>>();
  readonly #product: readonly string[];

  constructor(tree: Tree, resolver: Resolver) {
    this.#tree = tree;
    this.resolver = resolver;
    this.#product = tree.files.filter(isProductCode);
  }

  /** The specifiers that a file mentions and that are no file of the tree: packages. */
  packagesIn(file: string): readonly string[] {
    return specifiersIn(this.#tree.text(file) ?? '').filter((specifier) => !specifier.startsWith('.') && this.resolver.resolve(specifier, file) === undefined);
  }

  /** The repository files that a file imports. */
  importsOf(file: string): readonly string[] {
    const known = this.#imports.get(file);
    if (known) return known;
    const found = new Set<string>();
    for (const specifier of specifiersIn(this.#tree.text(file) ?? '')) {
      const target = this.resolver.resolve(specifier, file);
      if (target !== undefined && target !== file) found.add(target);
    }
    const list = [...found];
    this.#imports.set(file, list);
    return list;
  }

  /** The product's files that import a file. Tests and examples that do are not among them. */
  importersOf(file: string): readonly string[] {
    this.#importers ??= this.#inverted();
    return this.#importers.get(file) ?? [];
  }

  /** The product's files that import a file, directly or through files that export it again. */
  usersOf(file: string): readonly string[] {
    const known = this.#users.get(file);
    if (known) return known;
    const sources = new Set([file]);
    const users = new Set<string>();
    for (const source of sources) {
      for (const importer of this.importersOf(source)) {
        users.add(importer);
        if (sources.size < barrelLimit && this.#exportsAgain(importer)) sources.add(importer);
      }
    }
    const list = [...users];
    this.#users.set(file, list);
    return list;
  }

  #exportsAgain(file: string): boolean {
    const known = this.#passesOn.get(file);
    if (known !== undefined) return known;
    const passesOn = /\bexport\s*(?:\*|\{[^}]{0,2000}\})|\b(?:module\.)?exports\b/.test(this.#tree.text(file) ?? '');
    this.#passesOn.set(file, passesOn);
    return passesOn;
  }

  #inverted(): ReadonlyMap<string, readonly string[]> {
    const importers = new Map<string, string[]>();
    for (const importer of this.#product) {
      for (const file of this.importsOf(importer)) {
        const list = importers.get(file);
        if (list) list.push(importer);
        else importers.set(file, [importer]);
      }
    }
    return importers;
  }

  /** Every file that is loaded when one is, itself included. */
  reachableFrom(file: string): ReadonlySet<string> {
    const known = this.#reachable.get(file);
    if (known) return known;
    const reached = new Set([file]);
    for (const next of reached) for (const target of this.importsOf(next)) reached.add(target);
    this.#reachable.set(file, reached);
    return reached;
  }

  /** Every file of the product that loads a file, itself included. */
  loadersOf(file: string): ReadonlySet<string> {
    const known = this.#loaders.get(file);
    if (known) return known;
    const loaders = new Set([file]);
    for (const next of loaders) for (const importer of this.importersOf(next)) loaders.add(importer);
    this.#loaders.set(file, loaders);
    return loaders;
  }

  /** The files that nobody imports and from which the given one is reached: itself, when that is so of it. */
  rootsOf(file: string): readonly string[] {
    const above = new Set([file]);
    const roots: string[] = [];
    for (const next of above) {
      const importers = this.importersOf(next);
      if (importers.length === 0) roots.push(next);
      for (const importer of importers) above.add(importer);
      if (above.size > importerLimit) break;
    }
    return roots.length > 0 ? roots : [file];
  }
}
