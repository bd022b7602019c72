import type { Reach } from '../program/reach.js';
import type { Package, Resolver } from '../program/resolver.js';
import { isProductCode, isScript } from '../program/source-files.js';

/** Scripts that start a process, by the names that platforms and people use. */
const startScript = /^(?:start|serve|server|worker|prod|production|web|api|daemon)(?::|$)/;
/** A runner and the file it runs: `node --enable-source-maps dist/main.js`, `exec tsx src/server.ts`. */
const runCommand = /(?:^|[\s;&|])(?:node|tsx|ts-node|ts-node-dev|nodemon|bun|babel-node|pm2-runtime|pm2 start)\s+((?:(?:-r|--require|--import)\s+\S+\s+|-(?!r\s|-require\s|-import\s)[^\s]+(?:\s+[\w/.@][\w/.@-]*\/register\S*)?\s+)*)([\w@./-]+)/g;

/** A file that node loads before the one it runs: `node --require ./tracing.js main.js`. */
const preload = /(?:^|\s)(?:-r|--require|--import)[\s=]+\.\/([\w@./-]+)/g;

/** What the packages of a repository load before their entries, by entry. */
export const preloadsOf = (resolver: Resolver): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const owner of resolver.packages) {
    const { scripts } = owner.json;
    for (const command of typeof scripts === 'object' && scripts !== null ? Object.entries(scripts).flatMap(([name, text]) => (startScript.test(name) && typeof text === 'string' ? [text] : [])) : []) {
      const loaded = [...command.matchAll(preload)].flatMap((match) => resolver.sourceOfOutput(owner.folder, match[1] ?? '') ?? []);
      if (loaded.length === 0) continue;
      for (const match of command.matchAll(runCommand)) {
        const entry = match[2] === undefined ? undefined : resolver.sourceOfOutput(owner.folder, match[2]);
        if (entry !== undefined) found.set(entry, [...(found.get(entry) ?? []), ...loaded]);
      }
    }
  }
  return found;
};

/** Where processes can begin, as far as packages and paths say: known from texts alone, before anything is parsed. */
export class Entries {
  readonly #reach: Reach;
  /** The source files with which the packages of a repository say that their processes begin: start scripts and bins. */
  readonly #declared: ReadonlySet<string>;
  readonly #over = new Map<string, readonly string[]>();

  constructor(reach: Reach) {
    this.#reach = reach;
    this.#declared = new Set(reach.resolver.packages.flatMap((owner) => entriesOf(reach.resolver, owner)));
  }

  isDeclared(file: string): boolean {
    return this.#declared.has(file);
  }

  /** Whether a file loads an entry that a package declares: then it is no process of its own, unless it starts something. */
  loadsDeclared(file: string): boolean {
    return [...this.#declared].some((entry) => entry !== file && this.#reach.reachableFrom(file).has(entry));
  }

  /** The entries that lead to a file: those that a package declares and that load it, else whatever nobody imports. */
  over(file: string): readonly string[] {
    const known = this.#over.get(file);
    if (known) return known;
    const declared = [...this.#declared].filter((entry) => this.#reach.reachableFrom(entry).has(file));
    const entries = (declared.length > 0 ? declared : this.#reach.rootsOf(file)).filter((entry) => this.#beginsProcess(entry));
    this.#over.set(file, entries);
    return entries;
  }

  #beginsProcess(file: string): boolean {
    return isProductCode(file) && (this.isDeclared(file) || (!isScript(file) && !isPage(this.#reach.resolver, file)));
  }
}

/** Components, pages and routes of a web framework: it loads them itself, and its own server handles the signals. */
const isPage = (resolver: Resolver, file: string): boolean => {
  if (/\.[jt]sx$/.test(file)) return true;
  const owner = resolver.packageOf(file)?.json;
  const usesFramework = ['dependencies', 'devDependencies'].some((field) => {
    const list = owner?.[field];
    return typeof list === 'object' && list !== null && webFrameworks.some((name) => Object.hasOwn(list, name));
  });
  return usesFramework && /(?:^|\/)(?:app|pages|routes|server|lib|modules|components|utils|middleware|instrumentation[\w.-]*)(?:\/|\.[jt]s$)/.test(file);
};

const webFrameworks = ['next', 'nuxt', '@remix-run/node', '@react-router/node', '@sveltejs/kit', 'astro'];

const entriesOf = (resolver: Resolver, owner: Package): string[] => {
  const { scripts, bin } = owner.json;
  const paths: string[] = [];
  if (typeof scripts === 'object' && scripts !== null) {
    for (const [name, command] of Object.entries(scripts)) {
      if (startScript.test(name) && typeof command === 'string') for (const match of command.matchAll(runCommand)) if (match[2] !== undefined) paths.push(match[2]);
    }
  }
  if (typeof bin === 'string') paths.push(bin);
  else if (typeof bin === 'object' && bin !== null) paths.push(...Object.values(bin).filter((value) => typeof value === 'string'));
  return paths.map((path) => resolver.sourceOfOutput(owner.folder, path)).filter((file) => file !== undefined);
};
