import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import { valueOutside } from './lookup.js';
import { Place } from './reached.js';
import { indexesOf } from './syntax-index.js';
import { isProcess, listenerMethods } from './triggers.js';
import { membersOf } from './value.js';
import type { Value } from './value.js';

/** Events of the process, besides signals, with which programs deal when they end. */
const endEvents = new Set(['disconnect', 'exit', 'beforeExit', 'uncaughtException', 'unhandledRejection']);
const signalName = /^SIG[A-Z0-9]+$/;

/** A listener for an event of the process that is no signal. */
export class ProcessListener extends Place<ts.CallExpression> {
  readonly event: string;
  readonly listener: ts.Expression;

  constructor(evaluator: Evaluator, node: ts.CallExpression, event: string, listener: ts.Expression) {
    super(evaluator, node);
    this.event = event;
    this.listener = listener;
  }

  get value(): Value {
    return valueOutside(this.evaluator, this.listener);
  }
}

/** `process.removeAllListeners(…)`: which signals lose their listeners. */
export interface Removal extends Located {
  readonly node: ts.CallExpression;
  readonly signals: readonly string[] | 'all';
}

/** The listeners of some files for the end of the process and for errors that nothing catches. */
export const findProcessListeners = (evaluator: Evaluator, files: readonly string[]): ProcessListener[] =>
  processCalls(evaluator, files, listenerMethods).flatMap((node) => {
    const [event, listener] = node.arguments;
    if (!event || !listener) return [];
    return membersOf(valueOutside(evaluator, event)).flatMap((name) => (name.kind === 'literal' && typeof name.value === 'string' && endEvents.has(name.value) ? [new ProcessListener(evaluator, node, name.value, listener)] : []));
  });

/** Where some files take all listeners of signals away from the process. */
export const findRemovals = (evaluator: Evaluator, files: readonly string[]): Removal[] =>
  processCalls(evaluator, files, new Set(['removeAllListeners'])).flatMap((node): Removal[] => {
    const at = evaluator.world.locationOf(node);
    const [event] = node.arguments;
    if (!event) return [{ node, at, signals: 'all' }];
    const signals = membersOf(valueOutside(evaluator, event)).flatMap((name) => (name.kind === 'literal' && typeof name.value === 'string' && signalName.test(name.value) ? [name.value] : []));
    return signals.length > 0 ? [{ node, at, signals }] : [];
  });

/** Where some files end the process by a call of their own. */
export const findExits = (evaluator: Evaluator, files: readonly string[]): ts.CallExpression[] => processCalls(evaluator, files, new Set(['exit', 'reallyExit']));

const processCalls = (evaluator: Evaluator, files: readonly string[], methods: ReadonlySet<string>): ts.CallExpression[] =>
  indexesOf(evaluator.world.program, files).flatMap(({ calls }) =>
    [...methods].flatMap((method) =>
      (calls.get(method) ?? []).filter((node): node is ts.CallExpression => typescript.isCallExpression(node) && typescript.isPropertyAccessExpression(node.expression) && isProcess(evaluator, node.expression.expression)),
    ),
  );
