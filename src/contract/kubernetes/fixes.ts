import type { Fix } from '../../rule.js';
import type { Field } from '../yaml/field.js';
import type { Span } from '../yaml/source-text.js';
import type { Seconds } from '../contract.js';
import type { Hook } from './hook.js';

/** What stands on standard input cannot be written back, and what was rendered would be overwritten. */
const isWritable = (span: Span): boolean => span.source.file !== '-' && !/^# Source: /m.test(span.source.text.slice(0, 5_000));

const newlineOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** Whether a value stands right after its key, rather than at an anchor that others share. */
const standsAtItsKey = (field: Field): boolean => {
  const value = field.value?.span;
  return value?.source === field.keySpan.source && /^[ \t]*:[ \t]+$/.test(value.source.text.slice(field.keySpan.end, value.start));
};

/** Whether the key is the first thing on its line, so that a line may be put before it. */
const indentationOf = (span: Span): string | undefined => {
  const before = span.source.text.slice(span.source.lineStartAt(span.start), span.start);
  return /^ *$/.test(before) ? before : undefined;
};

/**
 * Sets the grace period of a pod.
 *
 * @param pod the spec of its template
 */
export const graceFix = (pod: Field, seconds: Seconds): Fix | undefined => {
  const title = `Set terminationGracePeriodSeconds to ${Math.ceil(seconds)}`;
  const grace = pod.get('terminationGracePeriodSeconds');
  if (grace.isWritten) {
    const span = grace.value?.span;
    if (!span || grace.integer === undefined || !standsAtItsKey(grace) || !isWritable(span)) return undefined;
    const digits = span.text.search(/[-+]?\d/);
    const start = span.start + digits;
    return { title, edits: [{ file: span.source.file, start, end: start + (/^[-+]?\d+/.exec(span.text.slice(digits))?.[0].length ?? 0), text: String(Math.ceil(seconds)) }] };
  }
  const { keySpan, presence } = pod.get('containers');
  const indentation = indentationOf(keySpan);
  if (presence !== 'always' || !grace.isMissing || indentation === undefined || pod.mapping?.isFlow !== false || !isWritable(keySpan)) return undefined;
  const start = keySpan.start - indentation.length;
  return { title, edits: [{ file: keySpan.source.file, start, end: start, text: `${indentation}terminationGracePeriodSeconds: ${Math.ceil(seconds)}${newlineOf(keySpan.source.text)}` }] };
};

/** Turns a hook that runs `sleep 15` into the kubelet's own sleep. Only a hook that does nothing else, and has no comments. */
export const nativeSleepFix = (hook: Hook): Fix | undefined => {
  const exec = hook.field.get('exec');
  const { mapping } = hook.field;
  const last = exec.get('command').items.at(-1)?.value?.span;
  const isPlain = hook.kind === 'exec' && hook.seconds !== undefined && hook.seconds > 0 && Number.isInteger(hook.seconds) && onlySleeps(hook.command);
  if (!isPlain || !last || !exec.mapping || mapping === undefined || last.source !== exec.keySpan.source || !standsInOrder(exec, last) || !isWritable(last)) return undefined;
  const { text, file } = exec.keySpan.source;
  const { start } = exec.keySpan;
  const isFlow = exec.mapping.isFlow;
  const end = isFlow ? exec.mapping.span.end : exec.get('command').value?.kind === 'sequence' ? endOfSequence(exec, last) : last.end;
  if (text.slice(start, end).includes('#')) return undefined;
  const indentation = ' '.repeat(exec.keySpan.at.startColumn - 1);
  const sleep = isFlow || mapping.isFlow ? `sleep: {seconds: ${hook.seconds}}` : `sleep:${newlineOf(text)}${indentation}  seconds: ${hook.seconds}`;
  return { title: `Let the kubelet sleep for ${hook.seconds} s`, edits: [{ file, start, end, text: sleep }] };
};

const onlySleeps = (command: readonly string[] | undefined): boolean => {
  const words = command?.join(' ') ?? '';
  return /^(?:(?:\/bin\/)?(?:sh|bash|ash)\s+-c\s+)?(?:exec\s+)?(?:\/(?:usr\/)?bin\/)?sleep\s+\d+s?$/.test(words);
};

const standsInOrder = (exec: Field, last: Span): boolean => exec.keySpan.start < last.start && exec.get('command').keySpan.start < last.start;

const endOfSequence = (exec: Field, last: Span): number => {
  const command = exec.get('command').value;
  return command?.kind === 'sequence' && command.isFlow ? command.span.end : trimmedEnd(last);
};

/** A block scalar's span goes on to the next line. */
const trimmedEnd = (span: Span): number => span.start + span.text.trimEnd().length;

/**
 * Adds a hook that waits to a container that has none.
 *
 * @param native whether the kubelet can sleep by itself
 */
export const preStopFix = (container: Field, seconds: Seconds, native: boolean): Fix | undefined => {
  const lifecycle = container.get('lifecycle');
  const anchor = lifecycle.isWritten ? lifecycle : container.get('name');
  const { keySpan, value } = anchor;
  if (!value || container.mapping?.isFlow !== false || (lifecycle.isWritten && (lifecycle.mapping?.isFlow !== false || lifecycle.value?.span.source !== keySpan.source || lifecycle.value.span.start < keySpan.start))) return undefined;
  if (!isWritable(keySpan) || (!lifecycle.isWritten && (!standsAtItsKey(anchor) || value.kind !== 'scalar' || value.span.text.includes('\n')))) return undefined;
  const { text, file } = keySpan.source;
  const lineEnd = text.indexOf('\n', keySpan.start);
  const newline = newlineOf(text);
  const at = lineEnd === -1 ? text.length : lineEnd + 1;
  // What stands on the line of `lifecycle:` must be nothing but a comment.
  if (lifecycle.isWritten && !/^[ \t]*:[ \t]*(?:#.*)?\r?$/.test(text.slice(keySpan.end, lineEnd === -1 ? text.length : lineEnd))) return undefined;
  const column = keySpan.at.startColumn - 1 + (lifecycle.isWritten ? 2 : 0);
  const hook = native ? ['preStop:', '  sleep:', `    seconds: ${seconds}`] : ['preStop:', '  exec:', `    command: ["sleep", "${seconds}"]`];
  const first = lifecycle.entries[0]?.[1];
  const indentation = lifecycle.isWritten && first ? first.keySpan.at.startColumn - 1 : column;
  const lines = lifecycle.isWritten ? hook : ['lifecycle:', ...hook.map((line) => `  ${line}`)];
  const block = lines.map((line) => `${' '.repeat(indentation)}${line}${newline}`).join('');
  return { title: `Wait ${seconds} s before the signal`, edits: [{ file, start: at, end: at, text: lineEnd === -1 ? newline + block.trimEnd() : block }] };
};
