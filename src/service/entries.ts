import type { Reach } from '../program/reach.js';
import type { Package, Resolver } from '../program/resolver.js';
import { isExampleAlone, isLeftBehind, isProductCode, isScript } from '../program/source-files.js';

/** Scripts that start a process, by the names that platforms and people use. */
const startScript = /^(?:start|serve|server|worker|prod|production|web|api|daemon)(?::|$)/;
/** What runs a file with Node: `node --enable-source-maps dist/main.js`, `exec tsx src/server.ts`. */
const runner = /(?:^|[\s;&|])(?:node|tsx|ts-node|ts-node-dev|nodemon|bun|babel-node|pm2-runtime|pm2 start)\s+/g;
/** Options of Node whose value is a module that is loaded before the file. */
const preloadOption = /^(?:-r|--require|--import)$/;

/** Another script of the same package: `npm run start-server`. */
const scriptRun = /(?:^|[\s;&|])(?:npm|pnpm|yarn|bun) run ([\w:.-]+)/g;

/** What a command runs: the file, and the modules that Node loads before it. */
interface Run {
  readonly file: string;
  readonly preloads: readonly string[];
}

/** Where processes can begin, as far as packages and paths say: known from texts alone, before anything is parsed. */
export class Entries {
  readonly #reach: Reach;
  /**
   * The source files with which the packages of a repository say that their processes begin: start scripts and bins. With
   * each, the files that Node is told to load before it.
   */
  readonly #declared: ReadonlyMap<string, readonly string[]>;
  readonly #over = new Map<string, readonly string[]>();

  /** Names that the configuration gives to services, by their entries. */
  readonly #names: ReadonlyMap<string, string>;

  /** @param configured services whose entries are known for certain */
  constructor(reach: Reach, configured: readonly { readonly name: string; readonly entry?: string | undefined }[] = []) {
    this.#reach = reach;
    this.#names = new Map(configured.flatMap(({ name, entry }) => (entry === undefined ? [] : [[entry, name] as const])));
    const alone: readonly (readonly [string, readonly string[]])[] = [...this.#names.keys()].map((entry) => [entry, []]);
    this.#declared = new Map([...alone, ...declaredIn(reach.resolver)]);
  }

  /** What the configuration calls the service that begins with a file. */
  nameOf(file: string): string | undefined {
    return this.#names.get(file);
  }

  isDeclared(file: string): boolean {
    return this.#declared.has(file);
  }

  /** Whether a file loads an entry that a package declares: then it is no process of its own, unless it starts something. */
  loadsDeclared(file: string): boolean {
    return [...this.#declared.keys()].some((entry) => entry !== file && this.#reach.reachableFrom(file).has(entry));
  }

  /** The entries that lead to a file: those that a package declares and that load it, else whatever nobody imports. */
  over(file: string): readonly string[] {
    const known = this.#over.get(file);
    if (known) return known;
    const declared = [...this.#declared.keys()].filter((entry) => this.#firstOf(entry).some((first) => this.#reach.reachableFrom(first).has(file)));
    const entries = (declared.length > 0 ? declared : this.#reach.rootsOf(file)).filter((entry) => this.#beginsProcess(entry));
    this.#over.set(file, entries);
    return entries;
  }

  /** The files of the repository that a process loads: what its entry leads to, and what is loaded before that. */
  filesOf(entry: string): ReadonlySet<string> {
    const first = this.#firstOf(entry);
    return first.length === 1 ? this.#reach.reachableFrom(entry) : new Set(first.flatMap((file) => [...this.#reach.reachableFrom(file)]));
  }

  #firstOf(entry: string): readonly string[] {
    return [entry, ...(this.#declared.get(entry) ?? [])];
  }

  #beginsProcess(file: string): boolean {
    return isProductCode(file) && (this.isDeclared(file) || (!isScript(file) && !isLeftBehind(file) && !isExampleAlone(file) && !isPage(this.#reach.resolver, file)));
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

const declaredIn = (resolver: Resolver): ReadonlyMap<string, readonly string[]> => {
  const entries = new Map<string, readonly string[]>();
  for (const owner of resolver.packages) {
    for (const run of runsOf(owner)) {
      const entry = resolver.sourceOfOutput(owner.folder, run.file);
      if (entry === undefined) continue;
      const preloads = run.preloads.map((path) => resolver.sourceOfOutput(owner.folder, path)).filter((file) => file !== undefined);
      entries.set(entry, [...new Set([...(entries.get(entry) ?? []), ...preloads])]);
    }
  }
  return entries;
};

const runsOf = (owner: Package): Run[] => {
  const { scripts, bin } = owner.json;
  const runs: Run[] = [];
  if (typeof scripts === 'object' && scripts !== null) {
    const commands = new Map(Object.entries(scripts).flatMap(([name, command]) => (typeof command === 'string' ? [[name, command] as const] : [])));
    const names = new Set([...commands.keys()].filter((name) => startScript.test(name)));
    // A set may grow while it is gone through: `start` that runs `start-server` is followed, and nothing twice.
    for (const name of names) {
      const command = commands.get(name) ?? '';
      runs.push(...runsIn(command));
      for (const [, other = ''] of command.matchAll(scriptRun)) if (commands.has(other)) names.add(other);
    }
  }
  const bins = typeof bin === 'string' ? [bin] : typeof bin === 'object' && bin !== null ? Object.values(bin).filter((value) => typeof value === 'string') : [];
  return [...runs, ...bins.map((file) => ({ file, preloads: [] }))];
};

const runsIn = (command: string): Run[] =>
  [...command.matchAll(runner)].flatMap((match) => {
    const preloads: string[] = [];
    const words = command.slice(match.index + match[0].length).split(/\s+/);
    for (let index = 0; index < words.length; index++) {
      const word = words[index] ?? '';
      const [option, value] = word.split('=', 2);
      if (!word.startsWith('-')) return /^[\w@./-]+$/.test(word) ? [{ file: word, preloads }] : [];
      if (!preloadOption.test(option ?? '')) continue;
      preloads.push(value ?? words[++index] ?? '');
    }
    return [];
  });
