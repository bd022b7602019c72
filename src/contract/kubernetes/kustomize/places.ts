import { isNull, withPairs } from '../../yaml/value.js';
import type { Mapping, Sequence, Value } from '../../yaml/value.js';
import type { Span } from '../../yaml/source-text.js';

/**
 * Changes what is found at a path of keys. Lists on the way are gone through item by item, as in kustomize's field specs.
 *
 * @param created where something is made that is not there yet; without it nothing is made
 */
export const changedBelow = (value: Value, [step, ...rest]: readonly string[], change: (found: Value) => Value, created?: Span): Value => {
  if (step === undefined) return change(value);
  if (value.kind === 'sequence') return withItems(value, (item) => changedBelow(item, [step, ...rest], change, created));
  if (value.kind !== 'mapping') return value;
  const pair = value.pairs.get(step);
  const isThere = pair !== undefined && !isNull(pair.value);
  if (!isThere && created === undefined) return value;
  const inner = isThere ? pair.value : emptyAt(created ?? value.span);
  const after = changedBelow(inner, rest, change, created);
  return isThere && after === inner ? value : withPairs(value, [[step, { keySpan: pair?.keySpan ?? created ?? value.span, value: after }]]);
};

/** An empty mapping that something is about to be put in. */
const emptyAt = (span: Span): Mapping => ({ kind: 'mapping', span, pairs: new Map(), isFlow: true, isOpen: false });

const withItems = (sequence: Sequence, change: (item: Value, index: number) => Value): Sequence => {
  const items = sequence.items.map(change);
  return items.every((item, index) => item === sequence.items[index]) ? sequence : { ...sequence, items };
};

/** The steps of `spec.containers.[name=app].env.0`: dots within brackets and behind a backslash part nothing. */
export const stepsOfPath = (path: string): readonly string[] => {
  const steps: string[] = [];
  let step = '';
  let isBracketed = false;
  for (let at = 0; at < path.length; at++) {
    const character = path.charAt(at);
    if (character === '\\' && path[at + 1] === '.') step += path.charAt(++at);
    else if (character === '.' && !isBracketed) {
      steps.push(step);
      step = '';
    } else {
      if (character === '[' && step === '') isBracketed = true;
      if (character === ']') isBracketed = false;
      step += character;
    }
  }
  return [...steps, step].filter((part) => part !== '').map((part) => (/^\[[^=]*\]$/.test(part) ? part.slice(1, -1) : part));
};

/** Whether a step such as `[name=app]`, `[=value]`, `3` or `*` means an item of a list. */
const isMeant = (step: string, item: Value, index: number, last: number): boolean => {
  if (step === '*') return true;
  if (step === '-') return index === last;
  const match = /^\[([^=\]]*)=(.*)\]$/.exec(step);
  if (!match) return step === String(index);
  const [, key = '', wanted] = match;
  const found = key === '' ? item : item.kind === 'mapping' ? item.pairs.get(key)?.value : undefined;
  return found?.kind === 'scalar' && found.text === wanted;
};

/** What is found at the steps of a path; undefined when nothing is there. */
export const foundAt = (value: Value, [step, ...rest]: readonly string[]): Value | undefined => {
  if (step === undefined) return isNull(value) ? undefined : value;
  if (value.kind === 'unknown') return value;
  if (value.kind === 'mapping') {
    const pair = value.pairs.get(step);
    return pair ? foundAt(pair.value, rest) : value.isOpen ? { kind: 'unknown', span: value.span } : undefined;
  }
  if (value.kind !== 'sequence') return undefined;
  const item = value.items.find((candidate, index) => isMeant(step, candidate, index, value.items.length - 1));
  return item && foundAt(item, rest);
};

/**
 * Changes everything that the steps of a path lead to.
 *
 * @param created where keys are made that are not there yet; without it nothing is made
 */
export const changedAtPath = (value: Value, [step, ...rest]: readonly string[], change: (found: Value) => Value, created?: Span): Value => {
  if (step === undefined) return change(value);
  if (value.kind === 'sequence') return withItems(value, (item, index) => (isMeant(step, item, index, value.items.length - 1) ? changedAtPath(item, rest, change, created) : item));
  if (value.kind !== 'mapping') return value;
  if (step === '*') return withPairs(value, [...value.pairs].map(([key, pair]) => [key, { ...pair, value: changedAtPath(pair.value, rest, change, created) }]));
  const pair = value.pairs.get(step);
  if (!pair && created === undefined) return value;
  const inner = pair && !isNull(pair.value) ? pair.value : emptyAt(created ?? value.span);
  return withPairs(value, [[step, { keySpan: pair?.keySpan ?? created ?? value.span, value: changedAtPath(inner, rest, change, created) }]]);
};
