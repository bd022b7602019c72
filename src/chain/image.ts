import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';
import { assignmentsIn, fillVariables, startFormOf } from './dockerfile.js';
import type { Dockerfile, Instruction, Stage, StartForm } from './dockerfile.js';
import { baseImageOf, npmOfNode } from './images.js';
import type { BaseImage, ShellKind } from './images.js';
import { folderOf, inRepository, joined, normalized, withParents } from './paths.js';

/** A file or folder that a Dockerfile puts into an image. */
interface Copy {
  /** Relative to the build context, or to the stage that it comes from. */
  readonly source: string;
  readonly target: string;
  /** The stage that it comes from. */
  readonly stage: Stage | undefined;
}

/** What is known of an image: how it starts, which shell it has, and which files of the repository are where in it. */
export interface Image {
  readonly file: string;
  readonly stage: Stage;
  readonly base: BaseImage | undefined;
  /** The base image's name as it is written. */
  readonly baseName: string;
  readonly shell: ShellKind;
  /** `SHELL [...]`, which runs shell forms. */
  readonly shellForm: readonly string[] | undefined;
  readonly entrypoint: StartForm | undefined;
  readonly command: StartForm | undefined;
  readonly stopSignal: { readonly signal: string; readonly at: Location } | undefined;
  readonly workdir: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly npm: string | undefined;
  /** Whether npm or yarn is installed in a way that is not understood. */
  readonly changesYarn: boolean;
  /** The build context's folder in the repository. */
  readonly context: string;
  /** The repository's file that lies at a path of the image, relative to the working directory unless absolute. */
  fileAt(path: string): string | undefined;
  /** The repository's folder that a folder of the image comes from. */
  folderAt(path: string): string | undefined;
}

/**
 * The image that a Dockerfile builds.
 *
 * @param target name of the stage, in any case; the last one when undefined
 * @param context folder of the build context, when it is known
 * @returns undefined when there is no such stage
 */
export const imageOf = (tree: Tree, dockerfile: Dockerfile, target?: string, context?: string): Image | undefined => {
  const stage = target === undefined ? dockerfile.stages.at(-1) : stageNamed(dockerfile, target, dockerfile.stages.length);
  if (!stage) return undefined;
  const lineage = lineageOf(dockerfile, stage);
  const [root = stage] = lineage;
  const environment = new Map<string, string>();
  let workdir = '/';
  let entrypoint: StartForm | undefined;
  let command: StartForm | undefined;
  let stopSignal: Image['stopSignal'];
  let shellForm: readonly string[] | undefined;
  for (const { keyword, value, at } of lineage.flatMap(({ instructions }) => instructions)) {
    const filled = (): string => fillVariables(value, environment);
    assign({ keyword, value }, environment, dockerfile.defaults);
    if (keyword === 'WORKDIR') workdir = joined(workdir, filled().replace(/^(["'])(.*)\1$/, '$2'));
    if (keyword === 'STOPSIGNAL') stopSignal = { signal: filled(), at };
    if (keyword === 'SHELL') {
      const form = startFormOf({ value, at });
      if (form.form === 'exec') shellForm = form.argv;
    }
    if (keyword === 'CMD') command = startFormOf({ value, at });
    if (keyword === 'ENTRYPOINT') {
      entrypoint = startFormOf({ value, at });
      if (entrypoint.form === 'exec' && entrypoint.argv.length === 0) entrypoint = undefined;
    }
  }
  const base = baseImageOf(root.from);
  const runs = lineage.flatMap(({ instructions }) => instructions.filter(({ keyword }) => keyword === 'RUN').map(({ value }) => value));
  const files = new ImageFiles(tree, dockerfile, stage, context);
  return {
    file: dockerfile.file,
    stage,
    base,
    baseName: root.from,
    shell: shellOf(base, runs),
    shellForm,
    entrypoint,
    command,
    stopSignal,
    workdir,
    environment,
    npm: installedNpm(runs) ?? npmOfNode(base?.node),
    changesYarn: runs.some((run) => /\byarn set version|corepack prepare yarn|\bnpm (?:i|install|add)\b[^&;|]{0,300}\byarn(?:@|\s|$)/.test(run)),
    context: files.context,
    fileAt: (path) => files.fileAt(joined(workdir, path)),
    folderAt: (path) => files.folderAt(joined(workdir, path)),
  };
};

/** Takes in what ENV and ARG say; what ENV has set, no build argument replaces. */
const assign = ({ keyword, value }: Pick<Instruction, 'keyword' | 'value'>, environment: Map<string, string>, defaults: ReadonlyMap<string, string>): void => {
  if (keyword === 'ENV') for (const [name, text] of assignmentsIn(value)) environment.set(name, fillVariables(text, environment));
  if (keyword !== 'ARG') return;
  for (const [name, text] of assignmentsIn(value)) {
    const given = text === '' ? defaults.get(name) : fillVariables(text, environment);
    if (given !== undefined && !environment.has(name)) environment.set(name, given);
  }
};

/** Stages of a `FROM` chain inside one Dockerfile, the base first. */
const lineageOf = (dockerfile: Dockerfile, stage: Stage): Stage[] => {
  const lineage = [stage];
  for (let current: Stage | undefined = stage; current; ) {
    current = stageNamed(dockerfile, current.from, current.index);
    if (current) lineage.unshift(current);
  }
  return lineage;
};

/** A stage by name or number, among those before `limit`. */
const stageNamed = (dockerfile: Dockerfile, name: string, limit: number): Stage | undefined => {
  const wanted = name.toLowerCase();
  return dockerfile.stages.slice(0, limit).findLast((stage) => stage.name === wanted || String(stage.index) === wanted);
};

const shellOf = (base: BaseImage | undefined, runs: readonly string[]): ShellKind => {
  if (runs.some((run) => /\bln\s+-[a-z]{1,6}\s+(?:\/usr)?\/bin\/bash\s+(?:\/usr)?\/bin\/sh\b/.test(run))) return 'bash';
  if (base && base.shell !== 'unknown') return base.shell;
  if (runs.some((run) => /\bapk\s+(?:--\S+\s+)*(?:add|update|upgrade)\b/.test(run))) return 'ash';
  if (runs.some((run) => /\bapt(?:-get)?\s+(?:-\S+\s+)*(?:install|update)\b/.test(run))) return 'dash';
  if (runs.some((run) => /\b(?:micro)?(?:dnf|yum)\s+(?:-\S+\s+)*(?:install|update)\b/.test(run))) return 'bash';
  return 'unknown';
};

/** The npm that the image installs over the one that comes with Node. */
const installedNpm = (runs: readonly string[]): string | undefined => {
  for (const run of runs.toReversed()) {
    const version = /\bnpm\s+(?:i|install|add)\s[^&;|]{0,300}\bnpm@[~^]?([\w.]{1,20})/.exec(run)?.[1];
    if (version !== undefined) return version === 'latest' ? '11' : version;
  }
  return undefined;
};

const copiesOf = (dockerfile: Dockerfile, stage: Stage): Copy[] => {
  const copies: Copy[] = [];
  const environment = new Map<string, string>();
  let workdir = '/';
  for (const { keyword, value: written, flags } of lineageOf(dockerfile, stage).flatMap(({ instructions }) => instructions)) {
    assign({ keyword, value: written }, environment, dockerfile.defaults);
    const value = fillVariables(written, environment);
    if (keyword === 'WORKDIR') workdir = joined(workdir, value);
    if (keyword !== 'COPY' && keyword !== 'ADD') continue;
    const words = wordsOf(value);
    const last = words.pop();
    if (last === undefined) continue;
    const from = flags.get('from');
    const origin = from === undefined ? undefined : stageNamed(dockerfile, from, stage.index + 1);
    if (from !== undefined && !origin) continue;
    const intoFolder = words.length > 1 || last.endsWith('/') || last === '.';
    for (const source of words) {
      const target = joined(workdir, last);
      // A folder's content is copied, a file itself.
      copies.push({ source, target: intoFolder && /\.\w+$/.test(source) && !source.endsWith('/') ? joined(target, source.slice(source.lastIndexOf('/') + 1)) : target, stage: origin });
    }
  }
  return copies;
};

const wordsOf = (value: string): string[] => {
  const form = startFormOf({ value, at: { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } });
  return form.form === 'exec' ? [...form.argv] : value.split(/\s+/).filter(Boolean);
};

/** How often a file may have been copied from stage to stage, and how many copies are looked at for one path. */
const stageLimit = 8;
const copyLimit = 5000;

/** Where the files of an image come from. */
class ImageFiles {
  readonly context: string;
  readonly #tree: Tree;
  readonly #dockerfile: Dockerfile;
  readonly #stage: Stage;
  readonly #folders: ReadonlySet<string>;
  readonly #copies = new Map<Stage, Copy[]>();

  constructor(tree: Tree, dockerfile: Dockerfile, stage: Stage, context: string | undefined) {
    this.#tree = tree;
    this.#dockerfile = dockerfile;
    this.#stage = stage;
    this.#folders = foldersOf(tree);
    this.context = context ?? this.#likelyContext();
  }

  fileAt(path: string): string | undefined {
    const exact = this.#sources(path).find((source) => this.#tree.has(source));
    if (exact !== undefined) return exact;
    // Moved by a RUN, or built by a tool: the only file of that name is meant.
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!/\.(?:sh|bash)$|entrypoint|^start$|^run$/.test(name)) return undefined;
    const same = this.#tree.files.filter((file) => file === name || file.endsWith(`/${name}`));
    const near = same.filter((file) => file.startsWith(this.context === '' ? '' : `${this.context}/`));
    return same.length === 1 ? same[0] : near.length === 1 ? near[0] : undefined;
  }

  folderAt(path: string): string | undefined {
    // The package.json that is copied to a folder says which package it is, wherever the rest comes from.
    const manifest = this.#sources(path === '/' ? '/package.json' : `${path}/package.json`).find((source) => this.#tree.has(source));
    if (manifest !== undefined) return folderOf(manifest);
    const isPackage = (folder: string): boolean => this.#tree.has(folder === '' ? 'package.json' : `${folder}/package.json`);
    const exact = this.#sources(path).find((source) => (source === '' || this.#folders.has(source)) && isPackage(source));
    if (exact !== undefined) return exact;
    // `/app/apps/web` of a pruned monorepo is `apps/web`.
    const parts = path.split('/').filter(Boolean);
    for (let length = parts.length; length > 0; length--) {
      const suffix = inRepository(this.context, parts.slice(-length).join('/'));
      if (suffix !== '' && this.#folders.has(suffix) && isPackage(suffix)) return suffix;
    }
    return isPackage(this.context) ? this.context : undefined;
  }

  /** Paths in the repository that a path of the image may come from, the latest copy first. */
  #sources(path: string): string[] {
    const found: string[] = [];
    let left = copyLimit;
    const visit = (wanted: string, stage: Stage, depth: number): void => {
      const copies = this.#copies.get(stage) ?? copiesOf(this.#dockerfile, stage).toReversed();
      this.#copies.set(stage, copies);
      for (const { source, target, stage: origin } of copies) {
        if (left-- <= 0) return;
        const within = wanted === target ? '' : below(wanted, target);
        if (within === undefined) continue;
        const literal = source.replace(/\/?\*[^/]*$/, '');
        if (!origin) found.push(inRepository(this.context, `${literal}/${within}`));
        else if (depth > 0) visit(normalized(`/${literal}/${within}`), origin, depth - 1);
      }
    };
    visit(path, this.#stage, stageLimit);
    return found;
  }

  /** The folder that most of the copied files are found in: the Dockerfile's own, or one above it. */
  #likelyContext(): string {
    const sources = this.#dockerfile.stages
      .flatMap(({ instructions }) => instructions)
      .filter(({ keyword, flags }: Instruction) => (keyword === 'COPY' || keyword === 'ADD') && !flags.has('from'))
      .flatMap(({ value }) => wordsOf(value).slice(0, -1))
      .filter((source) => !/[*?[$]/.test(source) && !source.includes('://'));
    const candidates = withParents(folderOf(this.#dockerfile.file));
    const found = (folder: string): number =>
      sources.filter((source) => {
        const path = inRepository(folder, source);
        return path === folder ? this.#tree.has(folder === '' ? 'package.json' : `${folder}/package.json`) : this.#tree.has(path) || this.#folders.has(path);
      }).length;
    return candidates.reduce((best, candidate) => (found(candidate) > found(best) ? candidate : best));
  }
}

/** What is left of a path behind a folder that it lies in. */
const below = (path: string, folder: string): string | undefined => {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
};

const folderSets = new WeakMap<Tree, ReadonlySet<string>>();

const foldersOf = (tree: Tree): ReadonlySet<string> => {
  const known = folderSets.get(tree);
  if (known) return known;
  const folders = new Set<string>();
  for (const file of tree.files) {
    for (let folder = folderOf(file); folder !== '' && !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  folderSets.set(tree, folders);
  return folders;
};
