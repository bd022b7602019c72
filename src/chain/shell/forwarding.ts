import { parseShell } from './parser.js';
import { programOf } from './parser.js';
import type { Flow, Trap } from './flow.js';
import type { Command } from './syntax.js';

/** What a script that keeps its program in the background does with a termination signal. */
export type Forwarding =
  /** It has no trap, so the signal ends the shell (or is ignored by PID 1) and the program never hears of it. */
  | 'none'
  /** The trap kills the program, and the only `wait` returns at the signal: the script ends before the drain does. */
  | 'ends-early'
  /** The trap passes the signal on, and the script waits for the program afterwards. */
  | 'passes-on'
  | 'unknown';

/**
 * Judges traps and waits. `wait` returns as soon as a trapped signal arrives, so one that forwards must wait again:
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_12 (measured with dash and bash).
 */
export const forwardingOf = (flow: Flow): Forwarding => {
  const traps = flow.traps.filter((trap) => trap.signals.includes('TERM'));
  if (traps.length === 0) return flow.traps.some((trap) => trap.signals.includes('EXIT') || trap.signals.includes('0')) ? 'unknown' : 'none';
  const actions = traps.map((trap) => commandsOf(trap, flow));
  if (actions.some((action) => action === undefined)) return 'unknown';
  const names = actions.flatMap((action) => action ?? []);
  if (!names.includes('kill') && !names.includes('pkill')) return names.every((name) => ['exit', 'echo', ':', 'true', 'printf'].includes(name)) ? 'none' : 'unknown';
  if (names.includes('wait')) return 'passes-on';
  if (flow.waitsInLoop || flow.waits.length > 1) return 'passes-on';
  return flow.hasLoop || flow.waits.length === 0 ? 'unknown' : 'ends-early';
};

/** The names of the commands that a trap runs, through functions of the script; undefined when some are not known. */
const commandsOf = (trap: Trap, flow: Flow): string[] | undefined => {
  const parsed = parseShell(trap.action);
  return 'script' in parsed ? namesIn(parsed.script, flow, 0) : undefined;
};

const namesIn = (command: Command, flow: Flow, depth: number): string[] | undefined => {
  if (depth > 20) return undefined;
  const all = (commands: readonly Command[]): string[] | undefined => {
    const lists = commands.map((part) => namesIn(part, flow, depth + 1));
    return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
  };
  switch (command.kind) {
    case 'simple': {
      if (command.words.length === 0) return [];
      const name = programOf(command);
      if (name === undefined) return undefined;
      const body = flow.functions.get(name);
      return body ? all([body]) : [name];
    }
    case 'sequence':
      return all(command.items.map((item) => item.command));
    case 'choice':
      return all([...command.conditions, ...command.bodies]);
    case 'pipeline':
      return all(command.parts);
    case 'group':
    case 'subshell':
    case 'loop':
      return all([command.body]);
    case 'function':
    case 'test':
      return [];
  }
};
