import { expanded, shown } from './arguments.js';
import type { Argument } from './arguments.js';
import { unknownHop } from './context.js';
import type { Context, Follow } from './context.js';
import { loses } from './hop.js';
import type { Cause, Hop } from './hop.js';
import type { ShellKind } from './images.js';
import { Lines } from './location.js';
import { joined } from './paths.js';
import { forwardingOf } from './shell/forwarding.js';
import { flowOf } from './shell/flow.js';
import type { Ending, Flow } from './shell/flow.js';
import { endsByItself } from './shell/flow.js';
import { parseShell, programOf } from './shell/parser.js';
import type { SimpleCommand } from './shell/syntax.js';

/** What a shell is given to run. */
export interface ShellInput {
  readonly text: string;
  /** A file of the repository, or a command line that stands in another file. */
  readonly file: string | undefined;
  /** `$1` and the rest. */
  readonly positional: readonly Argument[] | undefined;
  /** `sh`, `start.sh`. */
  readonly name: string;
  readonly shell: ShellKind;
  readonly cause: Cause;
}

/** How many ways through one script are followed. */
const wayLimit = 12;

/**
 * A shell and what it runs, down to the service. Of several ways through a script the one that loses the signal is
 * taken, and `certainty` says whether the others lose it too.
 */
export const shellHops = (input: ShellInput, context: Context, follow: Follow): Hop[] => {
  const label = input.shell === 'unknown' || input.shell === 'none' || input.name === input.shell ? input.name : `${input.name} (${input.shell})`;
  const parsed = parseShell(input.text);
  const place = (start: number, end: number): Context['at'] => (input.file === undefined ? context.at : new Lines(input.file, input.text).between(start, end));
  if ('problem' in parsed) return [unknownHop(label, place(parsed.offset, parsed.offset + 1), `the script is not understood: ${parsed.problem}`)];
  const flow = flowOf(parsed.script);
  const variables = new Map([...context.environment, ...flow.variables]);
  const waysTo = (endings: readonly Ending[]): Way[] => endings.slice(-wayLimit).map((ending) => {
    const at = place(ending.command.start, ending.command.end);
    const below = follow(expanded(ending.words, input.text, { positional: positionalOf(input, flow, variables), variables }), {
      ...context,
      workdir: folderAt(flow, ending, context.workdir),
      // What the arguments name stands where the script is called.
      at: ending.words[0]?.text.startsWith('$') === true ? context.at : at,
      depth: context.depth + 1,
    });
    return { own: ownHop(input, label, flow, ending, at), below };
  });
  const foreground = waysTo(flow.endings);
  // Behind a migration, or nothing that stays, the service is what the script leaves in the background.
  const background = foreground.some(isLasting) ? [] : waysTo(flow.backgrounds.map((command) => ({ command, words: command.words, position: 'background', isLast: false })));
  const ways = [...foreground, ...background];
  const candidates = [ways.filter(isLasting), ways.filter(isServing), foreground, background].find((some) => some.length > 0) ?? [];
  const losing = candidates.filter(({ own }) => loses(own));
  const way = losing.find(({ own }) => own.thanksTo === undefined) ?? losing[0] ?? candidates.find(({ below }) => below.some(loses)) ?? candidates[0];
  if (!way) return [unknownHop(label, context.at, 'no command that stays was found in it')];
  const certainty = losing.length > 0 && losing.length < candidates.length ? 'maybe' : way.own.certainty;
  const beside = way.own.delivery === 'execs' || way.own.thanksTo !== undefined ? besideOf(input, flow, place) : {};
  const entries = new Set(candidates.map(({ below }) => entryIn(below)));
  // Which service it is depends on something that is known when it runs.
  const below = entries.size > 1 ? way.below.map((hop) => ({ ...hop, entry: undefined })) : way.below;
  return [{ ...way.own, ...beside, certainty }, ...below];
};

/** One way through a script: how the shell runs its command, and what that leads to. */
interface Way {
  readonly own: Hop;
  readonly below: readonly Hop[];
}

const isServing = ({ below }: Way): boolean => below.some((hop) => hop.kind === 'service' || hop.kind === 'package-manager' || hop.kind === 'process-manager');

/** Whether it leads to a service, and not to a migration or a build. */
const isLasting = (way: Way): boolean => isServing(way) && !way.below.some((hop) => hop.isJob === true);

/** What a way through a script starts, to be compared. */
const entryIn = (hops: readonly Hop[]): string | undefined => {
  const entry = hops.find((hop) => hop.entry)?.entry;
  return entry && `${entry.folder ?? ''}\0${entry.file ?? entry.written}`;
};

/** The first command that is left in the background of a script which then becomes the service. */
const besideOf = (input: ShellInput, flow: Flow, place: (start: number, end: number) => Context['at']): Pick<Hop, 'beside'> => {
  const found = flow.backgrounds.find((command) => staysBeside(command));
  return found ? { beside: { label: input.text.slice(found.start, found.end).slice(0, 60), at: place(found.start, found.end) } } : {};
};

/** Whether a command in the background is a process of its own, and not a helper that ends by itself. */
const staysBeside = (command: SimpleCommand): boolean => {
  const program = programOf(command);
  return program !== undefined && !endsByItself(program);
};

/** Where a command stands after the `cd`s before it. */
const folderAt = (flow: Flow, ending: Ending, workdir: string): string =>
  flow.folders.filter(({ start }) => start < ending.command.start).reduce((folder, { path }) => (folder.startsWith('/') || path.startsWith('/') ? joined(folder, path) : joined(folder, path).replace(/^\//, '')), workdir);

const positionalOf = (input: ShellInput, flow: Flow, variables: ReadonlyMap<string, string>): readonly Argument[] | undefined => {
  let positional = flow.shifts ? undefined : input.positional;
  for (const { words, isConditional } of flow.arguments) {
    const first = positional?.[0]?.text;
    // `set -- node "$@"` behind a test for options: it is for `docker run image --flag`.
    if (isConditional && first !== undefined && !first.startsWith('-')) continue;
    positional = expanded(words, input.text, { positional, variables });
  }
  return positional;
};

const ownHop = (input: ShellInput, label: string, flow: Flow, ending: Ending, at: Context['at']): Hop => {
  const command = shown(ending.words.map(({ text, literal }) => ({ text, literal })), 40);
  const hop = { label, kind: 'shell', at, certainty: 'always' } as const;
  if (ending.position === 'exec') return { ...hop, label: `${label} exec`, delivery: 'execs' };
  if (ending.position === 'background') {
    switch (forwardingOf(flow)) {
      case 'passes-on':
        return { ...hop, delivery: 'forwards', note: 'its trap passes the signal on and it waits' };
      case 'unknown':
        return { ...hop, kind: 'unknown', delivery: 'unknown', note: 'its traps are not understood' };
      case 'ends-early':
        return { ...hop, at: waitPlace(input, flow, at), delivery: 'leaves', cause: 'trap-single-wait', note: '`wait` returns as soon as the trapped signal arrives' };
      case 'none':
        return { ...hop, delivery: 'drops', cause: input.cause, note: `\`${command}\` runs in the background and no trap passes the signal on` };
    }
  }
  const isCommandLine = input.file === undefined;
  if (isCommandLine && ending.isLast && flow.traps.length === 0) {
    if (input.shell === 'ash') return { ...hop, label: `${label} exec`, delivery: 'execs', cause: input.cause, thanksTo: 'ash' };
    if (input.shell === 'bash' && ending.position === 'last') return { ...hop, label: `${label} exec`, delivery: 'execs', cause: input.cause, thanksTo: 'bash' };
    if (input.shell === 'unknown') return { ...hop, delivery: 'drops', cause: input.cause, certainty: 'maybe', note: `\`${command}\` is not exec-ed, and which shell the image has is not known` };
    if (input.shell === 'none') return { ...hop, kind: 'unknown', delivery: 'unknown', note: 'the image has no shell' };
  }
  return { ...hop, delivery: 'drops', cause: input.cause, note: noteOf(ending, command) };
};

const noteOf = (ending: Ending, command: string): string => {
  switch (ending.position) {
    case 'piped':
      return `\`${command}\` is part of a pipe, so the shell stays`;
    case 'looped':
      return `\`${command}\` runs in a loop, so the shell stays`;
    case 'followed':
      return `something follows \`${command}\`, so the shell stays`;
    default:
      return `\`${command}\` is not exec-ed`;
  }
};

const waitPlace = (input: ShellInput, flow: Flow, otherwise: Context['at']): Context['at'] => {
  const [wait] = flow.waits;
  return wait && input.file !== undefined ? new Lines(input.file, input.text).between(wait.start, wait.end) : otherwise;
};
