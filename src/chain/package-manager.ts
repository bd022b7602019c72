import { shown } from './arguments.js';
import type { Argument } from './arguments.js';
import { folderOfWorkdir, unknownHop } from './context.js';
import type { Context, Follow } from './context.js';
import type { Hop } from './hop.js';
import { npmSwallowsSignals } from './images.js';
import { isJobName } from './jobs.js';
import type { ShellKind } from './images.js';
import type { PackageFile } from './packages.js';
import { fileName } from './paths.js';

/** How a package manager goes on. */
export interface Onward {
  readonly follow: Follow;
  readonly commandLine: (text: string, context: Context) => Hop[];
}

/** A command line of npm, pnpm or yarn, taken apart. */
interface Call {
  readonly words: readonly Argument[];
  /** `--prefix`, `-C`, `--cwd`: the folder it runs in. */
  readonly folder: string | undefined;
  /** `--workspace`, `--filter`: the package whose script it runs. */
  readonly workspace: string | undefined;
  /** What stands behind `--`: it is added to the script. */
  readonly appended: readonly Argument[];
}

const folderOptions: ReadonlySet<string> = new Set(['--prefix', '-C', '--dir', '--cwd']);
const workspaceOptions: ReadonlySet<string> = new Set(['-w', '--workspace', '--filter', '-F']);
/** They end by themselves: a chain that leads to them is a job, not a service. */
const jobs: ReadonlySet<string> = new Set(['install', 'i', 'ci', 'add', 'build', 'test', 't', 'publish', 'audit', 'prune', 'rebuild']);

/** npm, npx, pnpm and yarn, and what they run. */
export const managerHops = (program: string, given: readonly Argument[], context: Context, onward: Onward): Hop[] => {
  const name = program === 'yarnpkg' ? 'yarn' : program;
  const call = callOf(given, name === 'pnpm');
  const [verb, ...rest] = call.words;
  const place = packageOf(call, context);
  const command = shown([{ text: name, literal: true }, ...given], 50);
  if (name === 'npx' || name === 'pnpx') return name === 'npx' ? throughShell({ ...npmHop('npx', context), command }, given, context, onward) : [unknownHop(command, context.at, 'it downloads what it runs')];
  if (!verb?.literal) return [unknownHop(command, context.at, 'which script it runs is not known')];
  if (verb.text === 'exec' || (name === 'npm' && verb.text === 'x') || (name !== 'npm' && verb.text === 'dlx')) {
    if (name === 'npm') return throughShell({ ...npmHop('npm exec', context), command }, rest, context, onward);
    if (name === 'pnpm') return [{ label: 'pnpm exec', kind: 'wrapper', delivery: 'forwards', at: context.at, certainty: 'always' }, ...onward.follow(rest, context)];
  }
  if (jobs.has(verb.text)) return [{ ...unknownHop(command, context.at, 'it ends by itself'), isJob: true }];
  const isRun = verb.text === 'run' || verb.text === 'run-script';
  if (name === 'yarn' && verb.text === 'workspace') return managerHops(name, rest.slice(1), { ...context, ...folderOf(context, context.packages.named(rest[0]?.text ?? '')) }, onward);
  const script = (isRun ? rest[0]?.text : verb.text) ?? '';
  const hop: Hop = { ...managerHop(name, script, context, place.folder), command, ...(isJobName(script) ? { isJob: true as const } : {}) };
  const within: Context = { ...context, ...folderOf(context, place) };
  if (name === 'yarn' && !isRun && verb.text === 'node') return [hop, ...onward.follow(call.words, within)];
  const found = place.script(script) ?? (name === 'npm' && script === 'start' && hasServerFile(place.folder, context) ? { text: 'node server.js', at: context.at } : undefined);
  if (!found) {
    const isScript = name === 'npm' || isRun || script === 'start';
    if (isScript || place.folder === undefined) return [hop, ...presumedShell(context), unknownHop(`script ${script}`, context.at, `there is no script \`${script}\` in a package.json that is known to be in the image`)];
    // yarn and pnpm run the programs of packages by their names.
    return [hop, ...onward.follow(call.words, within)];
  }
  const appended = [...(name === 'npm' ? [] : isRun ? rest.slice(1) : rest), ...call.appended];
  return [hop, ...scriptHops(name, { text: [found.text, ...appended.map(quoted)].join(' '), at: found.at }, { ...within, at: found.at }, onward)];
};

/** npm starts `server.js` where a package has no script `start`, but that file. https://docs.npmjs.com/cli/commands/npm-start */
const hasServerFile = (folder: string | undefined, { tree }: Context): boolean => folder !== undefined && tree.has(folder === '' ? 'server.js' : `${folder}/server.js`);

/** The shell of a script that is not known: most scripts end with a command that only busybox ash and bash replace themselves with. */
const presumedShell = ({ shell, at }: Context): Hop[] => {
  if (shell !== 'dash' && shell !== 'ash') return [];
  const hop = { label: `sh (${shell})`, kind: 'shell', at, cause: 'package-manager', certainty: 'maybe' } as const;
  return [shell === 'ash' ? { ...hop, delivery: 'execs', thanksTo: 'ash' } : { ...hop, delivery: 'drops', note: 'the script is not known' }];
};

/** What a script of package.json becomes: yarn berry interprets it itself, all others give it to a shell. */
const scriptHops = (manager: string, script: { text: string; at: Context['at'] }, context: Context, onward: Onward): Hop[] => {
  const folder = folderOfWorkdir(context) ?? '';
  if (manager === 'yarn' && context.packages.yarnOf(folder) === 'berry') {
    // Its portable shell is part of yarn: it waits for what it starts and passes SIGTERM on.
    return onward.commandLine(script.text, { ...context, shell: 'unknown' }).filter((hop, index) => index > 0 || hop.kind === 'unknown');
  }
  const configured = manager === 'yarn' ? undefined : context.packages.scriptShellOf(folder);
  const shell: ShellKind = configured === undefined ? context.shell : fileName(configured) === 'bash' ? 'bash' : 'unknown';
  return onward.commandLine(script.text, { ...context, shell });
};

const managerHop = (name: string, script: string, context: Context, folder: string | undefined): Hop => {
  if (name === 'npm') return npmHop('npm', context);
  const hop = { kind: 'package-manager', at: context.at, certainty: 'always' } as const;
  if (name === 'pnpm') return { ...hop, label: 'pnpm', delivery: 'forwards' };
  const generation = context.image?.changesYarn === true ? undefined : (context.packages.yarnOf(folder ?? context.image?.context ?? '') ?? (context.image?.base?.hasYarnClassic === true ? 'classic' : undefined));
  if (generation === 'berry') return { ...hop, kind: 'wrapper', label: 'yarn 4', delivery: 'forwards' };
  if (generation === undefined) return { ...unknownHop(`yarn ${script}`, context.at, 'which generation of yarn it is is not known'), kind: 'package-manager' };
  return { ...hop, label: 'yarn 1', delivery: 'leaves', cause: 'yarn-classic', note: 'yarn 1 exits at the signal and does not wait for what it started' };
};

const npmHop = (name: string, context: Context): Hop => {
  const version = context.image?.npm;
  const label = version === undefined ? name : `${name} ${shortVersion(version)}`;
  const hop = { label, kind: 'package-manager', at: context.at, certainty: 'always' } as const;
  return npmSwallowsSignals(version) ? { ...hop, delivery: 'swallows', cause: 'npm-swallows', note: `npm ${version ?? ''} keeps the signal to itself` } : { ...hop, delivery: 'forwards' };
};

const shortVersion = (version: string): string => (npmSwallowsSignals(version) ? version : version.split('.').slice(0, 2).join('.'));

const throughShell = (hop: Hop, given: readonly Argument[], context: Context, onward: Onward): Hop[] => {
  let index = 0;
  for (; index < given.length; index++) {
    const text = given[index]?.text ?? '';
    if (text === '-p' || text === '--package') index++;
    else if (text === '--') {
      index++;
      break;
    } else if (!text.startsWith('-')) break;
  }
  const rest = given.slice(index);
  if (rest.length === 0 || rest.some((argument) => !argument.literal)) return [hop, unknownHop(shown(rest), context.at, 'what it runs is not known')];
  return [hop, ...onward.commandLine(rest.map(quoted).join(' '), context)];
};

/** An argument as a shell takes it for one word. */
const quoted = ({ text, literal }: Argument): string => (!literal || /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

const callOf = (given: readonly Argument[], isPnpm: boolean): Call => {
  const words: Argument[] = [];
  let folder: string | undefined;
  let workspace: string | undefined;
  for (let index = 0; index < given.length; index++) {
    const argument = given[index] ?? { text: '', literal: false };
    const [option = '', inline] = argument.text.split('=');
    const value = (): string | undefined => inline ?? given[++index]?.text;
    if (words.length >= (words[0]?.text === 'run' || words[0]?.text === 'run-script' ? 2 : 1) && words[0]?.text !== 'workspace' && argument.text === '--') return { words, folder, workspace, appended: given.slice(index + 1) };
    if (folderOptions.has(option)) folder = value();
    else if (workspaceOptions.has(option) && !(isPnpm && option === '-w')) workspace = value();
    else if (!argument.text.startsWith('-') || words[0]?.text === 'exec' || words[0]?.text === 'node') words.push(argument);
  }
  return { words, folder, workspace, appended: [] };
};

/** The package whose scripts a call runs; one without scripts where it is not known. */
const packageOf = (call: Call, context: Context): Pick<PackageFile, 'script'> & { folder: string | undefined } => {
  const base = folderOfWorkdir(context, call.folder ?? '.');
  const own = base === undefined ? undefined : context.packages.above(base);
  if (call.workspace === undefined) return own ?? { folder: undefined, script: () => undefined };
  const wanted = call.workspace.replace(/^\.\//, '').replace(/\.\.\.$/, '');
  const inFolder = (base ?? '') === '' ? wanted : `${base ?? ''}/${wanted}`;
  return context.packages.named(wanted) ?? context.packages.at(inFolder) ?? { folder: undefined, script: () => undefined };
};

/** Where a script runs: in the folder of its package. */
const folderOf = (context: Context, found: { folder: string | undefined } | undefined): Partial<Context> => {
  if (found?.folder === undefined || found.folder === folderOfWorkdir(context)) return {};
  if (!context.image) return { workdir: found.folder };
  // The image's own path of that folder, such that the image gives the folder back.
  const inside = found.folder.startsWith(context.image.context) ? found.folder.slice(context.image.context.length).replace(/^\//, '') : found.folder;
  return { workdir: inside === '' ? context.image.workdir : `${context.image.workdir}/${inside}` };
};
