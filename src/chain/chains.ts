import { platformNames } from '../contract/platform.js';
import type { Contract, Platform } from '../contract/contract.js';
import type { Override } from '../contract/platform.js';
import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';
import { literals } from './arguments.js';
import type { Argument } from './arguments.js';
import { Chain } from './chain.js';
import type { ChainFacts } from './chain.js';
import { unknownHop } from './context.js';
import type { Context } from './context.js';
import type { StartForm } from './dockerfile.js';
import { Dockerfiles, isForDevelopment } from './dockerfiles.js';
import type { Hop } from './hop.js';
import { imageOf } from './image.js';
import type { Image } from './image.js';
import { baseImageOf } from './images.js';
import { isJobName } from './jobs.js';
import { launchesOf } from './kubernetes.js';
import type { Launch } from './launch.js';
import { Packages } from './packages.js';
import { fileName } from './paths.js';
import { signalName } from './programs.js';
import { commandLine, follow, splitCommand } from './resolve.js';

/** Platforms that are themselves processes above the service. */
const managers: ReadonlySet<Platform> = new Set<Platform>(['pm2', 'supervisor']);

/** Hops that are looked at for one start command, over all ways through its scripts. */
const budget = 200;

/**
 * How every start command of a tree reaches its service: those of the platforms' contracts, and those of images that no
 * contract starts in another way. Nothing is run, and what is not known is a hop that says so.
 */
export const resolveChains = (tree: Tree, contracts: readonly Contract[]): Chain[] => {
  const dockerfiles = new Dockerfiles(tree);
  const packages = new Packages(tree);
  const resolver = new Starts(tree, dockerfiles, packages);
  const launches = contracts.flatMap((contract): Launch[] => (contract.platform === 'kubernetes' ? launchesOf(contract) : [{ ...contract, contract }]));
  const chains = launches.filter((launch) => !launch.isForDevelopment).flatMap((launch) => resolver.ofLaunch(launch) ?? []);
  const started = new Set(chains.filter((chain) => chain.isJudged).map((chain) => chain.facts.dockerfile));
  const images = dockerfiles.files.filter((file) => !started.has(file)).flatMap((file) => resolver.ofImage(file) ?? []);
  return [...chains, ...images];
};

/** One start command with everything that decides what it runs. */
interface Started {
  readonly image: Image | undefined;
  readonly entrypoint: StartForm | undefined;
  readonly command: StartForm | undefined;
  readonly context: Omit<Context, 'at'>;
  readonly at: Location;
}

class Starts {
  readonly #tree: Tree;
  readonly #dockerfiles: Dockerfiles;
  readonly #packages: Packages;

  constructor(tree: Tree, dockerfiles: Dockerfiles, packages: Packages) {
    this.#tree = tree;
    this.#dockerfiles = dockerfiles;
    this.#packages = packages;
  }

  /** The chain of an image that is started as its Dockerfile says. */
  ofImage(file: string): Chain | undefined {
    const dockerfile = this.#dockerfiles.at(file);
    const image = dockerfile && imageOf(this.#tree, dockerfile);
    if (!image || (image.stage.name !== undefined && isForDevelopment(image.stage.name)) || (!image.entrypoint && !image.command)) return undefined;
    const at = (image.command ?? image.entrypoint)?.at ?? image.stage.at;
    const hops = hopsOf({ image, entrypoint: image.entrypoint, command: image.command, context: this.#context(image), at });
    return new Chain({ name: file, at, startAt: at, platform: undefined, signal: imageSignal(image, at), reaches: 'first', isPid1: true, hops, dockerfile: file, replaced: undefined });
  }

  /** The chain of a workload; undefined where nothing of it is known. */
  ofLaunch(launch: Launch): Chain | undefined {
    const { start } = launch;
    const image = this.#imageOf(launch);
    if (image && (isForDevelopment(fileName(image.file)) || (image.stage.name !== undefined && isForDevelopment(image.stage.name)))) return undefined;
    const foreign = start.image?.name === undefined ? undefined : baseImageOf(start.image.name);
    if (start.runs !== 'process' && !image && !start.entrypoint && !start.command) return undefined;
    const entrypoint = start.entrypoint ? formOf(start.entrypoint) : image?.entrypoint;
    // A new ENTRYPOINT takes the image's CMD with it.
    const command = start.command ? formOf(start.command) : start.entrypoint ? undefined : image?.command;
    const at = (start.command ?? start.entrypoint)?.at ?? command?.at ?? entrypoint?.at ?? launch.at;
    const own = image ? this.#context(image) : this.#machine(launch);
    const context = {
      ...own,
      shell: image?.shell ?? foreign?.shell ?? own.shell,
      ...(start.workdir === undefined ? {} : { workdir: start.workdir }),
      environment: new Map([...own.environment, ...start.environment]),
    };
    const started: Started = { image, entrypoint, command, context, at };
    const below = hopsOf(started, image === undefined && foreign === undefined && start.image !== undefined && !start.entrypoint);
    const init: Hop = { label: 'docker-init', kind: 'init', delivery: 'forwards', at: launch.at, certainty: 'always' };
    const manager: Hop[] = managers.has(launch.platform) ? [{ ...init, label: platformNames[launch.platform].toLowerCase(), kind: 'wrapper' }] : [];
    const hops = [...manager, ...(start.hasInit ? [init] : []), ...below];
    const facts: ChainFacts = {
      name: launch.name,
      at: launch.at,
      startAt: at,
      platform: launch.platform,
      contract: launch.contract,
      signal: launch.stopSignal ?? (image ? imageSignal(image, launch.at) : { value: 'SIGTERM', at: launch.at, origin: 'default', key: 'STOPSIGNAL' }),
      reaches: launch.reaches,
      isPid1: start.runs === 'container',
      hops: isJobName(launch.name) ? hops.map((hop) => ({ ...hop, isJob: true })) : hops,
      dockerfile: image?.file,
      replaced: start.entrypoint && image?.entrypoint ? replacedBy(image, this.#context(image)) : undefined,
      killMode: launch.killMode,
      withoutSigkill: launch.withoutSigkill,
    };
    return new Chain(facts);
  }

  /** The image that the repository builds for a workload: as its manifest says, or the one that its name means. */
  #imageOf({ start }: Launch): Image | undefined {
    const { image } = start;
    if (!image) return undefined;
    const file = image.dockerfile ?? (image.name === undefined || baseImageOf(image.name) ? undefined : this.#dockerfiles.ofImageNamed(image.name, (folder) => this.#packages.at(folder)?.name));
    const dockerfile = file === undefined ? undefined : this.#dockerfiles.at(file);
    return dockerfile && imageOf(this.#tree, dockerfile, image.target, image.context);
  }

  #context(image: Image): Omit<Context, 'at'> {
    return { tree: this.#tree, packages: this.#packages, image, shell: image.shell, workdir: image.workdir, environment: image.environment, hasFiles: true, depth: 0, budget: { left: budget } };
  }

  /** A machine without an image: its shell is not known. */
  #machine({ start }: Launch): Omit<Context, 'at'> {
    return { tree: this.#tree, packages: this.#packages, image: undefined, shell: 'unknown', workdir: start.folder, environment: new Map(), hasFiles: start.runs === 'process' || start.image === undefined, depth: 0, budget: { left: budget } };
  }
}

const imageSignal = (image: Image, at: Location): ChainFacts['signal'] => {
  if (image.stopSignal) return { value: signalName(image.stopSignal.signal), at: image.stopSignal.at, origin: 'declared', key: 'STOPSIGNAL' };
  return { value: image.base?.stopSignal ?? 'SIGTERM', at, origin: 'default', key: 'STOPSIGNAL' };
};

const formOf = (override: Override): StartForm => {
  switch (override.kind) {
    case 'argv':
      return { form: 'exec', argv: override.argv, at: override.at };
    case 'words':
      return { form: 'exec', argv: splitCommand(override.text)?.map(({ text }) => text) ?? [override.text], at: override.at };
    case 'shell':
      return { form: 'shell', script: override.text, isBrokenArray: false, at: override.at };
    case 'cleared':
      return { form: 'exec', argv: [], at: override.at };
  }
};

/** ENTRYPOINT and CMD put together as Docker does: a shell-form ENTRYPOINT takes no CMD. */
const hopsOf = ({ image, entrypoint, command, context: without, at }: Started, hasUnknownEntrypoint = false): Hop[] => {
  const context: Context = { ...without, at };
  const broken = [entrypoint, command].find((form) => form?.form === 'shell' && form.isBrokenArray);
  if (broken?.form === 'shell') {
    const words = broken.script.split(/[[\],'"\s]+/).filter(Boolean);
    const shell: Hop = { label: 'sh', kind: 'shell', delivery: 'drops', cause: 'shell-form', certainty: 'always', at: broken.at, isBrokenArray: true, note: 'the array is no valid JSON' };
    return [shell, ...follow(literals(words), { ...context, at: broken.at })];
  }
  if (entrypoint?.form === 'shell') return commandLine(entrypoint.script, 'shell-form', shellContext(image, { ...context, at: entrypoint.at }));
  const leading = entrypoint?.argv ?? [];
  const above = entrypoint || !image ? [] : aboveCommand(image, context);
  const opaque = hasUnknownEntrypoint ? [unknownHop('the image’s ENTRYPOINT', at, 'the image is not built in this repository')] : [];
  if (command?.form === 'shell') {
    const below = leading.length === 0 ? commandLine(command.script, 'shell-form', shellContext(image, { ...context, at: command.at })) : follow([...argumentsOf(leading, context), ...literals([...(image?.shellForm ?? ['/bin/sh', '-c']), command.script])], { ...context, at: entrypoint?.at ?? at }).map((hop) => (hop.cause === 'sh-c' ? { ...hop, cause: 'shell-form' as const, at: command.at } : hop));
    return [...opaque, ...above, ...below];
  }
  const argv = command?.argv ?? [];
  const nodeFirst = image && !entrypoint && image.base?.entrypoint === 'node' ? ['node'] : [];
  const passing = image && !entrypoint && image.base?.entrypoint === 'passes-on' && image.base.node !== undefined && isNodeArgument(argv[0]) ? ['node'] : [];
  return [...opaque, ...above, ...follow(argumentsOf([...nodeFirst, ...passing, ...leading, ...argv], context), { ...context, at: leading.length > 0 && argv.length === 0 ? (entrypoint?.at ?? at) : (command?.at ?? entrypoint?.at ?? at) })];
};

/** The official image's entrypoint puts `node` before options, and before files that are no commands. */
const isNodeArgument = (first: string | undefined): boolean => first !== undefined && (first.startsWith('-') || /\.[cm]?js$/.test(first));

/** What an image of an unknown base puts before CMD. */
const aboveCommand = (image: Image, context: Context): Hop[] => (image.base ? [] : [unknownHop(`ENTRYPOINT of ${image.baseName.slice(0, 80)}`, context.at, `what \`${image.baseName.slice(0, 80)}\` starts a command with is not known`)]);

const argumentsOf = (argv: readonly string[], context: Context): Argument[] =>
  // Only a shell expands variables; here they stay as they are written.
  argv.map((text) => ({ text, literal: context.image !== undefined || !/\$[{(]/.test(text) }));

const shellContext = (image: Image | undefined, context: Context): Context => {
  const program = image?.shellForm?.[0];
  if (program === undefined) return context;
  return { ...context, shell: program.endsWith('bash') ? 'bash' : program.endsWith('dash') ? 'dash' : program.endsWith('ash') ? 'ash' : program.endsWith('/sh') || program === 'sh' ? context.shell : 'unknown' };
};

/** What a platform's command takes away: an init, or a script that execs. */
const replacedBy = (image: Image, without: Omit<Context, 'at'>): ChainFacts['replaced'] => {
  if (image.entrypoint?.form !== 'exec') return undefined;
  const hops = follow(literals([...image.entrypoint.argv, ...(image.command?.form === 'exec' ? image.command.argv : [])]), { ...without, at: image.entrypoint.at });
  const lost = hops.find((hop) => hop.kind === 'init') ?? hops.find((hop) => hop.kind === 'shell' && hop.delivery === 'execs');
  return lost && { label: lost.label.replace(/ exec$/, ''), at: image.entrypoint.at };
};
