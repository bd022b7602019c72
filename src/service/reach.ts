import { specifiersIn } from '../program/imports.js';
import type { Resolver } from '../program/resolver.js';
import { isProductCode } from '../program/source-files.js';
import type { Tree } from '../read/tree.js';

const importerLimit = 400;

/** Who imports whom among a repository's own files, by their texts: no file is parsed for it. */
export class Reach {
  readonly #tree: Tree;
  readonly #resolver: Resolver;
  readonly #imports = new Map<string, readonly string[]>();
  readonly #importers = new Map<string, readonly string[]>();
  readonly #product: readonly string[];

  constructor(tree: Tree, resolver: Resolver) {
    this.#tree = tree;
    this.#resolver = resolver;
    this.#product = tree.files.filter(isProductCode);
  }

  /** The specifiers that a file mentions and that are no file of the tree: packages. */
  packagesIn(file: string): readonly string[] {
    return specifiersIn(this.#tree.text(file) ?? '').filter((specifier) => !specifier.startsWith('.') && this.#resolver.resolve(specifier, file) === undefined);
  }

  /** The repository files that a file imports. */
  importsOf(file: string): readonly string[] {
    const known = this.#imports.get(file);
    if (known) return known;
    const found = new Set<string>();
    for (const specifier of specifiersIn(this.#tree.text(file) ?? '')) {
      const target = this.#resolver.resolve(specifier, file);
      if (target !== undefined && target !== file) found.add(target);
    }
    const list = [...found];
    this.#imports.set(file, list);
    return list;
  }

  /** The product's files that import a file. Tests and examples that do are not among them. */
  importersOf(file: string): readonly string[] {
    const known = this.#importers.get(file);
    if (known) return known;
    const parts = file.split('/');
    const stem = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '');
    // An index file is imported by its folder's name, a package's entry by the package's.
    const names = stem === 'index' || stem === 'main' ? [stem, parts.at(-2), this.#resolver.packageOf(file)?.name].filter((name) => name !== undefined && name !== '') : [stem];
    const packageEntry = this.#resolver.packageOf(file);
    if (packageEntry && packageEntry.name !== '') names.push(packageEntry.name);
    const isRootIndex = names.length === 1 && stem === 'index';
    const found = this.#product.filter((candidate) => {
      if (candidate === file) return false;
      const text = this.#tree.text(candidate);
      if (text === undefined || !(isRootIndex || names.some((name) => name !== undefined && text.includes(name)))) return false;
      return this.importsOf(candidate).includes(file);
    });
    this.#importers.set(file, found);
    return found;
  }

  /** Every file that is loaded when one is, itself included. */
  reachableFrom(file: string): ReadonlySet<string> {
    const reached = new Set([file]);
    for (const next of reached) for (const target of this.importsOf(next)) reached.add(target);
    return reached;
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
