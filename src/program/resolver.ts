import type { Diagnostic } from 'typescript';
import type { Tree } from '../read/tree.js';
import { nestingOf } from './nesting.js';
import { ts } from './typescript.js';

const sourceExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'] as const;
/** What a specifier's written extension may stand for: TypeScript sources are imported by the name of their output. */
const sourcesOfOutput: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};
const outputFolder = /(^|\/)(?:dist|build|lib|out|output|esm|cjs|es|\.build)(?=\/)/;
const extendsLimit = 8;
const jsonNestingLimit = 200;

interface CompilerPaths {
  /** Folder that `paths` are relative to. */
  readonly base: string;
  readonly hasBaseUrl: boolean;
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  readonly outDir: string | undefined;
  readonly rootDir: string | undefined;
}

/** A workspace package: its folder and the parsed package.json. */
export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));

/** Joins a folder and a relative path inside the root; undefined when the result would leave the root. */
export const joinInside = (folder: string, relative: string): string | undefined => {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
};

interface ParsedJson {
  config?: unknown;
  error?: Diagnostic;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Finds the repository's own file behind an import: relative paths, tsconfig `paths` with `extends`, `baseUrl`, packages
 * of the workspace (npm, yarn and pnpm alike: any package.json of the tree that has a name), and package `imports`.
 * Never leaves the tree and never looks into node_modules, so the answer is the same before and after an installation.
 */
export class Resolver {
  readonly #tree: Tree;
  readonly #packages = new Map<string, Package[]>();
  readonly #packageFolders = new Map<string, Package>();
  readonly #compilerPaths = new Map<string, CompilerPaths | undefined>();
  readonly #resolved = new Map<string, string | undefined>();
  readonly #entering = new Set<string>();
  readonly #parsedJson = new Map<string, unknown>();
  /** package.json and tsconfig files that could not be parsed, with the reason. */
  readonly malformed: { file: string; reason: string }[] = [];

  constructor(tree: Tree) {
    this.#tree = tree;
    for (const file of tree.files) {
      if (file !== 'package.json' && !file.endsWith('/package.json')) continue;
      const json = this.#json(file);
      if (!isRecord(json)) continue;
      const found: Package = { folder: folderOf(file), name: typeof json['name'] === 'string' ? json['name'] : '', json };
      this.#packageFolders.set(found.folder, found);
      if (found.name !== '') this.#packages.set(found.name, [...(this.#packages.get(found.name) ?? []), found]);
    }
  }

  get packages(): readonly Package[] {
    return [...this.#packageFolders.values()];
  }

  /** The package that a file belongs to: the nearest package.json above it. */
  packageOf(file: string): Package | undefined {
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      const found = this.#packageFolders.get(folder);
      if (found || folder === '') return found;
    }
  }

  /** The newest major version of a package that the package of a file asks for; undefined where no plain range tells. */
  majorOf(name: string, file: string): number | undefined {
    const wanted = this.packageOf(file)?.json['dependencies'];
    const range = isRecord(wanted) && Object.hasOwn(wanted, name) ? wanted[name] : undefined;
    if (typeof range !== 'string' || !/^[\d\s.|~^x-]{1,80}$/.test(range)) return undefined;
    const majors = range.split(/[\s|-]+/).map((part) => Number(/^[~^]?(\d{1,4})(?:\.|$)/.exec(part)?.[1] ?? Number.NaN));
    return majors.some(Number.isNaN) ? undefined : Math.max(...majors);
  }

  /** The repository file that `specifier` names when it is written in `from`, or undefined when it is no file of the tree. */
  resolve(specifier: string, from: string): string | undefined {
    const folder = folderOf(from);
    const key = `${folder}\0${specifier}`;
    if (this.#resolved.has(key)) return this.#resolved.get(key);
    const found = this.#find(specifier, from, folder);
    this.#resolved.set(key, found);
    return found;
  }

  #find(specifier: string, from: string, folder: string): string | undefined {
    if (specifier.startsWith('.')) return this.#relative(folder, specifier) ?? this.#built(specifier, from, folder);
    return this.#mapped(specifier, folder) ?? this.#packageImport(specifier, from) ?? this.#workspace(specifier, folder);
  }

  #relative(folder: string, specifier: string): string | undefined {
    const target = joinInside(folder, specifier);
    return target === undefined ? undefined : this.sourceFile(target);
  }

  /** `bin/cli.mjs` imports `../dist/main.mjs`, which is there only after a build: its source is meant. */
  #built(specifier: string, from: string, folder: string): string | undefined {
    const target = joinInside(folder, specifier);
    const owner = this.packageOf(from);
    if (target === undefined || !owner || !outputFolder.test(target)) return undefined;
    return this.sourceOfOutput(owner.folder, owner.folder === '' ? target : target.slice(owner.folder.length + 1));
  }

  /** The source file behind a path without regard to its extension: `src/app`, `src/app.js` and `src/app/` alike. */
  sourceFile(target: string): string | undefined {
    const extension = /\.[cm]?jsx?$/.exec(target)?.[0];
    if (extension !== undefined) {
      const stem = target.slice(0, -extension.length);
      for (const source of sourcesOfOutput[extension] ?? []) if (this.#tree.has(stem + source)) return stem + source;
    }
    if (/\.(?:[cm]?[jt]s|[jt]sx)$/.test(target) && this.#tree.has(target)) return target;
    for (const source of sourceExtensions) if (this.#tree.has(target + source)) return target + source;
    const index = target === '' ? 'index' : `${target}/index`;
    for (const source of sourceExtensions) if (this.#tree.has(index + source)) return index + source;
    const nested = this.#packageFolders.get(target);
    if (!nested || target === '' || this.#entering.has(target)) return undefined;
    // A package can name its own folder as its entry.
    this.#entering.add(target);
    const entry = this.#entryOf(nested, '.');
    this.#entering.delete(target);
    return entry;
  }

  #mapped(specifier: string, folder: string): string | undefined {
    const config = this.#configOf(folder);
    if (!config) return undefined;
    for (const [pattern, targets] of config.paths) {
      const star = pattern.indexOf('*');
      const before = star < 0 ? pattern : pattern.slice(0, star);
      const after = star < 0 ? '' : pattern.slice(star + 1);
      const matches = star < 0 ? specifier === pattern : specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
      if (!matches) continue;
      const middle = star < 0 ? '' : specifier.slice(before.length, specifier.length - after.length);
      for (const target of targets) {
        const found = this.#relative(config.base, target.replace('*', () => middle));
        if (found !== undefined) return found;
      }
    }
    return config.hasBaseUrl ? this.#relative(config.base, specifier) : undefined;
  }

  /** Node's subpath imports: `#db` by the nearest package.json's `imports`. */
  #packageImport(specifier: string, from: string): string | undefined {
    if (!specifier.startsWith('#')) return undefined;
    const owner = this.packageOf(from);
    const imports = owner?.json['imports'];
    return owner && isRecord(imports) ? this.#fromMap(owner, imports, specifier) : undefined;
  }

  #workspace(specifier: string, folder: string): string | undefined {
    const parts = specifier.split('/');
    const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    const candidates = this.#packages.get(name);
    if (!candidates) return undefined;
    const shared = (candidate: Package): number => {
      let length = 0;
      while (length < folder.length && folder[length] === candidate.folder[length]) length++;
      return length;
    };
    const nearest = candidates.reduce((best, candidate) => (shared(candidate) > shared(best) ? candidate : best));
    const rest = parts.slice(name.split('/').length).join('/');
    return this.#entryOf(nearest, rest === '' ? '.' : `./${rest}`);
  }

  /** The source file of a package's entry (`.`) or subpath (`./db`); build outputs are mapped back to their sources. */
  #entryOf(owner: Package, subpath: string): string | undefined {
    const { exports } = owner.json;
    const fromExports =
      typeof exports === 'string' ? (subpath === '.' ? this.sourceOfOutput(owner.folder, exports) : undefined)
      : isRecord(exports) ? this.#fromMap(owner, Object.keys(exports).some((key) => key.startsWith('.')) ? exports : { '.': exports }, subpath)
      : undefined;
    if (fromExports !== undefined) return fromExports;
    if (subpath !== '.') return this.#relative(owner.folder, subpath) ?? this.#relative(owner.folder, `./src/${subpath.slice(2)}`);
    for (const field of ['source', 'module', 'main', 'types', 'typings']) {
      const value = owner.json[field];
      const found = typeof value === 'string' ? this.sourceOfOutput(owner.folder, value) : undefined;
      if (found !== undefined) return found;
    }
    return this.#relative(owner.folder, './src/index') ?? this.#relative(owner.folder, './index');
  }

  #fromMap(owner: Package, map: Readonly<Record<string, unknown>>, subpath: string): string | undefined {
    for (const [pattern, value] of Object.entries(map)) {
      const [before = '', after] = pattern.split('*');
      const matches = after === undefined ? subpath === pattern : subpath.startsWith(before) && subpath.endsWith(after);
      if (!matches) continue;
      const middle = after === undefined ? '' : subpath.slice(before.length, subpath.length - after.length);
      for (const target of conditionTargets(value)) {
        const found = this.sourceOfOutput(owner.folder, target.replace('*', () => middle));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /**
   * The source of a built file: `dist/main.js` is `src/main.ts` (or what `outDir` and `rootDir` say). A path that exists
   * as it is counts first when it is no build output. `file` is relative to `folder`, as package.json writes it.
   */
  sourceOfOutput(folder: string, file: string): string | undefined {
    const target = joinInside(folder, file.replace(/\.d\.([cm]?)ts$/, '.$1js'));
    if (target === undefined) return undefined;
    const relative = folder === '' ? target : target.slice(folder.length + 1);
    const inFolder = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
    const config = this.#configOf(folder);
    if (config?.outDir !== undefined && target.startsWith(`${config.outDir}/`)) {
      const rest = target.slice(config.outDir.length + 1);
      for (const base of [config.rootDir, inFolder('src'), folder]) {
        const found = base === undefined ? undefined : this.sourceFile(base === '' ? rest : `${base}/${rest}`);
        if (found !== undefined) return found;
      }
    }
    if (outputFolder.test(relative)) {
      for (const replacement of ['$1src', '$1']) {
        const found = this.sourceFile(inFolder(relative.replace(outputFolder, replacement).replace(/^\//, '').replaceAll('//', '/')));
        if (found !== undefined) return found;
      }
      const withoutPackage = relative.replace(outputFolder, '$1').replace(/^\/*(?:[^/]+\/)*src\//, 'src/');
      const found = this.sourceFile(inFolder(withoutPackage));
      if (found !== undefined) return found;
    }
    return this.sourceFile(target);
  }

  #configOf(folder: string): CompilerPaths | undefined {
    if (this.#compilerPaths.has(folder)) return this.#compilerPaths.get(folder);
    const inFolder = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
    const own = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'].map(inFolder).find((file) => this.#tree.has(file));
    const found = own === undefined ? undefined : this.#readConfig(own, extendsLimit);
    const inherited = folder === '' ? undefined : this.#configOf(folderOf(folder));
    const config = found && (found.paths.length > 0 || found.hasBaseUrl || !inherited) ? found : inherited && { ...inherited, outDir: found?.outDir ?? inherited.outDir, rootDir: found?.rootDir ?? inherited.rootDir };
    this.#compilerPaths.set(folder, config);
    return config;
  }

  #readConfig(file: string, depth: number): CompilerPaths | undefined {
    const json = depth > 0 ? this.#json(file) : undefined;
    if (!isRecord(json)) return undefined;
    const folder = folderOf(file);
    const extended = [json['extends']].flat().filter((value) => typeof value === 'string');
    const inherited = extended.map((specifier) => this.#extendedConfig(specifier, folder)).map((parent) => (parent === undefined ? undefined : this.#readConfig(parent, depth - 1)));
    const options = isRecord(json['compilerOptions']) ? json['compilerOptions'] : {};
    const parent = inherited.findLast((candidate) => candidate !== undefined);
    const inside = (value: unknown): string | undefined => (typeof value === 'string' ? joinInside(folder, value) : undefined);
    const baseUrl = inside(options['baseUrl']);
    const paths = isRecord(options['paths'])
      ? Object.entries(options['paths']).map(([pattern, targets]) => [pattern, Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : []] as const)
      : undefined;
    return {
      base: baseUrl ?? (paths ? folder : (parent?.base ?? folder)),
      hasBaseUrl: baseUrl !== undefined || (parent?.hasBaseUrl ?? false),
      paths: paths ?? parent?.paths ?? [],
      outDir: inside(options['outDir']) ?? parent?.outDir,
      rootDir: inside(options['rootDir']) ?? parent?.rootDir,
    };
  }

  #extendedConfig(specifier: string, folder: string): string | undefined {
    const candidates = (path: string): string[] => [path, `${path}.json`, `${path}/tsconfig.json`];
    if (specifier.startsWith('.')) {
      const target = joinInside(folder, specifier);
      return target === undefined ? undefined : candidates(target).find((file) => this.#tree.has(file));
    }
    const parts = specifier.split('/');
    const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    const owner = this.#packages.get(name)?.[0];
    const target = owner && joinInside(owner.folder, parts.slice(name.split('/').length).join('/'));
    return target === undefined ? undefined : candidates(target).find((file) => this.#tree.has(file));
  }

  /** The content of a JSON file with comments, read once; what is malformed is noted and read as far as it goes. */
  #json(file: string): unknown {
    if (this.#parsedJson.has(file)) return this.#parsedJson.get(file);
    const text = this.#tree.text(file);
    const parsed = text === undefined ? undefined : this.#parseJson(file, text);
    this.#parsedJson.set(file, parsed);
    return parsed;
  }

  #parseJson(file: string, text: string): unknown {
    if (nestingOf(text) > jsonNestingLimit) {
      this.malformed.push({ file, reason: `${file} nests more than ${String(jsonNestingLimit)} deep, which no configuration needs; correct it so that imports can be followed` });
      return undefined;
    }
    const parsed: ParsedJson = ts.parseConfigFileTextToJson(file, text);
    const { config, error } = parsed;
    if (error) {
      const { line } = error.file && error.start !== undefined ? error.file.getLineAndCharacterOfPosition(error.start) : { line: 0 };
      this.malformed.push({ file, reason: `${file}:${String(line + 1)} is not valid JSON (${ts.flattenDiagnosticMessageText(error.messageText, ' ')}); correct it so that imports can be followed` });
    }
    return config;
  }
}

/** The targets of an `exports` value in the order in which a source is most likely: conditions are tried, sources first. */
const conditionTargets = (value: unknown, depth = 0): string[] => {
  if (typeof value === 'string') return [value];
  if (depth > 6) return [];
  if (Array.isArray(value)) return value.flatMap((item) => conditionTargets(item, depth + 1));
  if (!isRecord(value)) return [];
  const order = ['source', 'development', 'node', 'import', 'require', 'default', 'types'];
  const keys = [...order.filter((key) => key in value), ...Object.keys(value).filter((key) => !order.includes(key))];
  return keys.flatMap((key) => conditionTargets(value[key], depth + 1));
};
