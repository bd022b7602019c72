import type { Field } from '../yaml/field.js';
import type { Location } from '../../rule.js';
import type { Seconds } from '../contract.js';

/** A preStop hook: what runs before the signal, on the same clock. */
export interface Hook {
  readonly at: Location;
  readonly field: Field;
  readonly kind: 'sleep' | 'exec' | 'http' | 'tcp' | 'none' | 'unknown';
  /** How long it takes; undefined when it cannot be told. */
  readonly seconds: Seconds | undefined;
  /** How long it takes at least. */
  readonly atLeast: Seconds;
  /** The part that says how long: the number of seconds, or the command. */
  readonly duration: Field;
  /** It sleeps for no time at all. */
  readonly isEmptySleep: boolean;
  /** A command that is known to take minutes. */
  readonly slowCommand: string | undefined;
  /** A command that waits until the server itself has shut down, which takes as long as it takes. */
  readonly stopCommand: string | undefined;
  /** The words of an exec hook that is written out. */
  readonly command: readonly string[] | undefined;
}

/** The hook of a container; undefined when it certainly has none. */
export const hookOf = (lifecycle: Field): Hook | undefined => {
  const field = lifecycle.get('preStop');
  if (field.isMissing) return undefined;
  const unknown: Hook = { at: field.at, field, kind: 'unknown', seconds: undefined, atLeast: 0, duration: field, isEmptySleep: false, slowCommand: undefined, stopCommand: undefined, command: undefined };
  if (!field.isWritten || field.mapping === undefined || field.mapping.isOpen) return unknown;
  if (field.get('sleep').isWritten) {
    const duration = field.get('sleep', 'seconds');
    const seconds = duration.integer;
    return { ...unknown, kind: 'sleep', seconds, atLeast: Math.max(0, seconds ?? 0), duration, isEmptySleep: seconds === 0 };
  }
  if (field.get('exec').isWritten) {
    const duration = field.get('exec', 'command');
    const command = wordsOf(duration);
    const last = duration.items.at(-1);
    const script = command && (shellScript(command) ?? command.join(' '));
    return { ...unknown, ...durationOf(command), kind: 'exec', command, duration: last ?? duration, isEmptySleep: script !== undefined && sleepIn(script.slice(0, 200))?.seconds === 0, slowCommand: script && slowCommandIn(script), stopCommand: script && stopCommandIn(script) };
  }
  if (field.get('httpGet').isWritten) return { ...unknown, kind: 'http', duration: field.get('httpGet') };
  if (field.get('tcpSocket').isWritten) return { ...unknown, kind: 'tcp', seconds: 0, duration: field.get('tcpSocket') };
  return field.entries.length === 0 ? { ...unknown, kind: 'none', seconds: 0 } : unknown;
};

/** The words of a command that is written out in full. */
export const wordsOf = (command: Field): readonly string[] | undefined => {
  if (command.value?.kind !== 'sequence' || command.value.isOpen) return undefined;
  const words = command.items.map((item) => item.text);
  return words.every((word) => word !== undefined) ? words : undefined;
};

const isShell = (word: string): boolean => /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash|zsh)$/.test(word);

/** The script of `sh -c script`; undefined for any other command. */
export const shellScript = (command: readonly string[]): string | undefined => {
  const [shell = '', ...rest] = command;
  if (!isShell(shell)) return /^(?:\/usr)?\/bin\/env$|^env$|^\/busybox$|^busybox$/.test(shell) ? shellScript(rest) : undefined;
  const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  return flag === -1 ? undefined : rest[flag + 1];
};

/** Moving all data of a node elsewhere takes minutes at least: https://cassandra.apache.org/doc/latest/cassandra/managing/operating/topo_changes.html */
const slowCommandIn = (script: string): string | undefined => /\bnodetool\s+decommission\b/.exec(script)?.[0];

/** https://www.postgresql.org/docs/current/app-pg-ctl.html and others of the same kind */
const stopCommandIn = (script: string): string | undefined => /\b(?:pg_ctl\b[^;&|\n]{0,200}?\bstop\b|pg_ctlcluster\b[^;&|\n]{0,200}?\bstop\b|mysqladmin\b[^;&|\n]{0,200}?\bshutdown\b|redis-cli\b[^;&|\n]{0,200}?\bshutdown\b|nodetool\s+drain\b|rabbitmqctl\s+stop(?:_app)?\b)/.exec(script.slice(0, 5_000))?.[0].split(/\s+/, 1)[0];

/** The simple commands of a script that runs from top to bottom; undefined when it branches, loops or goes on in the background. */
export const stepsOf = (script: string): readonly string[] | undefined => {
  if (script.length > 20_000 || script.includes('||') || script.includes('`')) return undefined;
  const steps = script.split(/\r?\n|;|&&/).map((step) => step.trim()).filter((step) => step !== '' && !step.startsWith('#'));
  const branches = /^(?:if|then|else|elif|fi|for|while|until|do|done|case|esac|function|trap|wait|read|return|set -[a-z]*n|\{|\}|\(|\[)(?:\s|$)|^\w+\s*\(\)|^exit(?:\s|$)/;
  return steps.some((step, index) => branches.test(step) && !(index === steps.length - 1 && /^exit(?:\s+0)?$/.test(step))) || steps.some((step) => /(?<![<>&\d])[&|](?![>&])|\(/.test(step.replaceAll(/'[^']*'|"[^"]*"/g, ''))) ? undefined : steps;
};

/** Commands that come back at once. What a hook asks of others takes as long as it takes. */
const instant = /^(?:echo|printf|touch|true|:|date|rm|mkdir|kill|pkill|killall|export|set|exit|nginx\s+-s|\w+=\S*$)(?:\s|$)/;

const durationOf = (command: readonly string[] | undefined): { seconds: Seconds | undefined; atLeast: Seconds } => {
  const unknown = { seconds: undefined, atLeast: 0 };
  if (command === undefined || command.length === 0) return unknown;
  const script = shellScript(command);
  if (script === undefined) return sleepIn(command.join(' ')) ?? (instant.test(command.join(' ')) ? { seconds: 0, atLeast: 0 } : unknown);
  const steps = stepsOf(script);
  if (steps === undefined) return unknown;
  const mayBreakOff = script.includes('&&') || /^\s*set\s+-[a-z]*e/m.test(script);
  let total = 0;
  let isExact = true;
  for (const step of steps) {
    const slept = sleepIn(step);
    if (slept) total += slept.seconds;
    else if (!instant.test(step)) {
      isExact = false;
      if (mayBreakOff) return { seconds: undefined, atLeast: total };
    }
  }
  return { seconds: isExact ? total : undefined, atLeast: total };
};

const units: ReadonlyMap<string, number> = new Map([['', 1], ['s', 1], ['m', 60], ['h', 3600], ['d', 86_400]]);

/** The seconds of `sleep 1m 30s`; undefined when it is another command or its argument is not a number. */
const sleepIn = (step: string): { seconds: Seconds; atLeast: Seconds } | undefined => {
  const words = step.replaceAll(/["']/g, '').split(/\s+/);
  if (words[0] === 'exec') words.shift();
  const [name = '', ...times] = words;
  if (!/^(?:\/(?:usr\/)?bin\/)?sleep$/.test(name) || times.length === 0) return undefined;
  let seconds = 0;
  for (const time of times) {
    const match = /^(\d{1,9}(?:\.\d{1,6})?)([smhd]?)$/.exec(time);
    if (!match) return undefined;
    seconds += Number(match[1]) * (units.get(match[2] ?? '') ?? 1);
  }
  return { seconds, atLeast: seconds };
};

/**
 * The program with which a hook asks the process to stop before traffic has gone elsewhere. A hook that waits first, or
 * that waits for the end of the process, means to do so.
 */
export const earlySignal = (command: readonly string[]): string | undefined => {
  const script = (shellScript(command) ?? command.join(' ')).slice(0, 20_000);
  const match = /(?:^|[\s;&|(])(kill|pkill|killall)\s+([^;&|\n]*)/.exec(script);
  if (!match) return undefined;
  if (/\bsleep\b/.test(script.slice(0, match.index)) || /\bwhile\b|\buntil\b|\bwait\b|--pid/.test(script)) return undefined;
  const signal = /(?:^|\s)(?:-s\s*|--signal[= ]|-)(?:SIG)?(\w+)/.exec(match[2] ?? '')?.[1] ?? 'TERM';
  return /^(?:TERM|INT|QUIT|KILL|15|2|3|9)$/i.test(signal) ? `${match[1] ?? ''} ${(match[2] ?? '').trim()}`.slice(0, 60).trim() : undefined;
};
