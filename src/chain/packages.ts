import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';
import { Lines } from './location.js';
import { withParents } from './paths.js';

/** A package.json as a start command sees it. */
export interface PackageFile {
  readonly file: string;
  /** Empty for the root. */
  readonly folder: string;
  readonly name: string | undefined;
  /** `yarn@4.9.1`, from here or from a package above it. */
  readonly packageManager: string | undefined;
  script(name: string): { readonly text: string; readonly at: Location } | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The packages of a tree, read when they are asked for. One that is no valid JSON is none: the program reports it. */
export class Packages {
  readonly #tree: Tree;
  readonly #read = new Map<string, PackageFile | undefined>();
  #byName: ReadonlyMap<string, string> | undefined;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** The package.json of exactly this folder. */
  at(folder: string): PackageFile | undefined {
    if (!this.#read.has(folder)) this.#read.set(folder, this.#parse(folder));
    return this.#read.get(folder);
  }

  /** The package that a folder belongs to. */
  above(folder: string): PackageFile | undefined {
    for (const candidate of withParents(folder)) {
      const found = this.at(candidate);
      if (found) return found;
    }
    return undefined;
  }

  /** The workspace package of a name. */
  named(name: string): PackageFile | undefined {
    this.#byName ??= new Map(
      this.#tree.files
        .filter((file) => file === 'package.json' || file.endsWith('/package.json'))
        .flatMap((file) => {
          const folder = file.slice(0, -'/package.json'.length);
          const found = this.at(file === 'package.json' ? '' : folder);
          return found?.name === undefined ? [] : [[found.name, found.folder] as const];
        }),
    );
    const folder = this.#byName.get(name);
    return folder === undefined ? undefined : this.at(folder);
  }

  /** Which generation of yarn runs a package's scripts: by `packageManager`, `.yarnrc.yml`, or the lock file's first lines. */
  yarnOf(folder: string): 'classic' | 'berry' | undefined {
    for (const candidate of withParents(folder)) {
      const version = /^yarn@(\d+)/.exec(this.at(candidate)?.packageManager ?? '')?.[1];
      if (version !== undefined) return Number(version) >= 2 ? 'berry' : 'classic';
      const inFolder = (name: string): string => (candidate === '' ? name : `${candidate}/${name}`);
      if (this.#tree.has(inFolder('.yarnrc.yml'))) return 'berry';
      const lock = this.#tree.has(inFolder('yarn.lock')) ? this.#tree.text(inFolder('yarn.lock'))?.slice(0, 400) : undefined;
      if (lock !== undefined) return lock.includes('__metadata') ? 'berry' : lock.includes('yarn lockfile v1') ? 'classic' : undefined;
    }
    return undefined;
  }

  /** `script-shell` of the nearest `.npmrc`. */
  scriptShellOf(folder: string): string | undefined {
    for (const candidate of withParents(folder)) {
      const file = candidate === '' ? '.npmrc' : `${candidate}/.npmrc`;
      const value = this.#tree.has(file) ? /^[ \t]*script-shell[ \t]*=[ \t]*(\S+)/m.exec(this.#tree.text(file) ?? '')?.[1] : undefined;
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #parse(folder: string): PackageFile | undefined {
    const file = folder === '' ? 'package.json' : `${folder}/package.json`;
    const text = this.#tree.has(file) ? this.#tree.text(file) : undefined;
    if (text === undefined) return undefined;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return undefined;
    }
    if (!isRecord(json)) return undefined;
    const scripts = isRecord(json['scripts']) ? new Map(Object.entries(json['scripts'])) : new Map<string, unknown>();
    const lines = new Lines(file, text);
    return {
      file,
      folder,
      name: typeof json['name'] === 'string' ? json['name'] : undefined,
      packageManager: typeof json['packageManager'] === 'string' ? json['packageManager'] : undefined,
      script: (name) => {
        const value = scripts.get(name);
        return typeof value === 'string' ? { text: value, at: placeOf(text, lines, name, value) } : undefined;
      },
    };
  }
}

/** Where a script stands: its value, in quotes. */
const placeOf = (text: string, lines: Lines, name: string, value: string): Location => {
  const scripts = Math.max(0, text.indexOf('"scripts"'));
  const key = Math.max(0, text.indexOf(JSON.stringify(name), scripts));
  const written = JSON.stringify(value);
  const start = text.indexOf(written, key + name.length);
  return start < 0 ? lines.between(key, key + name.length + 2) : lines.between(start, start + written.length);
};
