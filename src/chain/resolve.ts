import { shown } from './arguments.js';
import type { Argument } from './arguments.js';
import { fileOf, folderOfWorkdir, unknownHop } from './context.js';
import type { Context, Follow } from './context.js';
import type { Cause, Hop } from './hop.js';
import type { ShellKind } from './images.js';
import { nodeHops } from './node-command.js';
import { managerHops } from './package-manager.js';
import { fileName } from './paths.js';
import { programs } from './programs.js';
import { shellHops } from './shell-hop.js';

/** A chain has five hops; one with more is a circle of scripts. */
const depthLimit = 16;

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'busybox']);
const managers: ReadonlySet<string> = new Set(['npm', 'npx', 'yarn', 'yarnpkg', 'pnpm', 'pnpx']);

/** Follows a command to the service, hop by hop. Never fails: what is not known is a hop that says so. */
export const follow: Follow = (argv, context) => {
  const [first, ...rest] = argv;
  if (!first) return [unknownHop('nothing', context.at, 'no command is given')];
  if (context.depth > depthLimit || context.budget.left-- <= 0) return [unknownHop(shown(argv), context.at, 'the start command leads through too many scripts')];
  if (!first.literal) return [unknownHop(shown(argv), context.at, `\`${first.text}\` is known only when it runs`)];
  const name = fileName(first.text);
  const deeper: Context = { ...context, depth: context.depth + 1 };
  if (name === 'node' || name === 'nodejs') return nodeHops(rest, deeper, runScript);
  if (shells.has(name)) return shell(name, rest, context);
  if (managers.has(name)) return managerHops(name, rest, deeper, { follow, commandLine: (text, place) => commandLine(text, 'package-manager', place) });
  const known = programs.get(name);
  if (known) return known(rest, deeper, { follow, commandLine: (text, cause, place) => commandLine(text, cause, place), name, first });
  return scriptFile(first, rest, context) ?? [unknownHop(shown(argv), context.at, `\`${name}\` is not known`)];
};

/** A command line that `/bin/sh -c` runs: a script of package.json, a shell form, an argument of a runner. */
export const commandLine = (text: string, cause: Cause, context: Context): Hop[] =>
  shellHops({ text, file: undefined, positional: [], name: 'sh', shell: context.shell, cause }, context, follow);

const runScript = (name: string, context: Context): Hop[] => {
  const folder = folderOfWorkdir(context);
  const script = folder === undefined ? undefined : context.packages.above(folder)?.script(name);
  if (!script) return [];
  return commandLine(script.text, 'package-manager', { ...context, at: script.at });
};

/** `sh -ec "…"`, `bash start.sh`. */
const shell = (program: string, given: readonly Argument[], context: Context): Hop[] => {
  const name = program === 'busybox' ? (given[0]?.text ?? 'sh') : program;
  const rest = program === 'busybox' ? given.slice(1) : given;
  const kind = shellNamed(name, context.shell);
  let index = 0;
  let takesText = false;
  for (; index < rest.length; index++) {
    const text = rest[index]?.text ?? '';
    if (text === '--') {
      index++;
      break;
    }
    if (!/^[-+]/.test(text) || text === '-') break;
    if (/^-[a-zA-Z]*c/.test(text)) takesText = true;
    if (/^[-+][a-zA-Z]*[oO]$/.test(text)) index++;
  }
  const operand = rest[index];
  if (!operand) return [unknownHop(name, context.at, 'it reads commands that are not in the repository')];
  const positional = rest.slice(index + 1);
  if (takesText) {
    // `sh -c "$0 …"`: the first argument is $0.
    return shellHops({ text: operand.text, file: undefined, positional: positional.slice(1), name, shell: kind, cause: 'sh-c' }, context, follow);
  }
  return scriptFile(operand, positional, context, kind) ?? [unknownHop(`${name} ${operand.text}`, context.at, `\`${operand.text}\` is not a file of the repository`)];
};

/** bash and dash are what they are called; what `sh` is depends on the image. */
const shellNamed = (name: string, sh: ShellKind): ShellKind => (name === 'bash' || name === 'dash' || name === 'ash' ? name : sh);

/** A script of the repository that is started by its path. */
const scriptFile = (path: Argument, positional: readonly Argument[], context: Context, given?: ShellKind): Hop[] | undefined => {
  const file = path.literal ? fileOf(context, path.text) : undefined;
  const text = file === undefined ? undefined : context.tree.text(file);
  if (file === undefined || text === undefined) return path.text.endsWith('docker-entrypoint.sh') && context.image?.base?.entrypoint === 'passes-on' && !path.text.includes('/') ? follow(positional, context) : undefined;
  const interpreter = /^#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(text);
  const program = interpreter ? fileName(interpreter[1]?.endsWith('/env') === true ? (interpreter[2] ?? '') : (interpreter[1] ?? '')) : undefined;
  if (program === 'node' || (program === undefined && /\.[cm]?js$/.test(file))) return nodeHops([path, ...positional], { ...context, depth: context.depth + 1 }, runScript);
  if (given === undefined && program !== undefined && !shells.has(program)) return [unknownHop(fileName(file), context.at, `it is a script for \`${program}\``)];
  const shellKind = given ?? shellNamed(program ?? 'sh', context.shell);
  return shellHops({ text, file, positional, name: fileName(file), shell: shellKind, cause: 'script' }, { ...context, depth: context.depth + 1 }, follow);
};

/** The argv of a command that is split as a shell splits words, and not run by one: compose files, systemd units. */
export const splitCommand = (text: string): Argument[] | undefined => {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '"' || character === "'") {
      const parts: string[] = [];
      for (at++; at < text.length && text.charAt(at) !== character; at++) {
        if (character === '"' && text.charAt(at) === '\\') at++;
        parts.push(text.charAt(at));
      }
      if (at >= text.length) return undefined;
      word = (word ?? '') + parts.join('');
    } else {
      if (character === '\\') at++;
      word = (word ?? '') + text.charAt(at);
    }
  }
  if (word !== undefined) words.push(word);
  return words.map((part) => ({ text: part, literal: !/\$[{(\w]/.test(part) }));
};
