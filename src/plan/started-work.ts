import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import { callersOf, functionAround } from './callers.js';
import { valueOutside } from './lookup.js';
import { indexOf, isWithin } from './syntax-index.js';
import { membersOf } from './value.js';

/** A function of the program that writes out what it has collected. */
export interface Flush extends Located {
  readonly node: ts.FunctionLikeDeclaration;
  readonly name: string;
  /** Calls of it outside of the callback that repeats it. */
  readonly otherCalls: number;
}

const flushName = /flush|persist/i;

/** The function by whose name a repeated callback writes out what was collected since the last round. */
export const flushOf = (evaluator: Evaluator, callback: ts.Expression | undefined): Flush | undefined => {
  if (!callback) return undefined;
  for (const member of membersOf(valueOutside(evaluator, callback))) {
    if (member.kind !== 'function') continue;
    const called = flushName.test(nameOf(member.node)) ? member.node : calledFlush(evaluator, member.node);
    if (called) return { node: called, name: nameOf(called), at: evaluator.world.locationOf(called.name ?? called), otherCalls: callersOf(evaluator, called).filter((call) => !isWithin(call, member.node)).length };
  }
  return undefined;
};

const calledFlush = (evaluator: Evaluator, callback: ts.FunctionLikeDeclaration): ts.FunctionLikeDeclaration | undefined => {
  for (const [name, calls] of indexOf(callback.getSourceFile()).calls) {
    if (!flushName.test(name)) continue;
    for (const call of calls) {
      if (!isWithin(call, callback)) continue;
      for (const member of membersOf(valueOutside(evaluator, call.expression))) if (member.kind === 'function') return member.node;
    }
  }
  return undefined;
};

const nameOf = (callable: ts.FunctionLikeDeclaration): string => {
  if (callable.name) return callable.name.getText();
  const { parent } = callable;
  return typescript.isVariableDeclaration(parent) || typescript.isPropertyAssignment(parent) || typescript.isPropertyDeclaration(parent) ? parent.name.getText() : '';
};

/** Whether nothing keeps the promise of a function that goes on for long: every call of it drops it. */
export const isDropped = (evaluator: Evaluator, node: ts.Node): boolean => {
  const around = functionAround(node);
  const calls = around ? callersOf(evaluator, around) : [];
  return calls.length > 0 && calls.every((call) => dropsPromise(call));
};

/** `loop();`, `void loop()`, `loop().catch(report)`: the end of it is known to nobody. */
const dropsPromise = (call: ts.Node): boolean => {
  let outer = call;
  for (;;) {
    const { parent } = outer;
    if (typescript.isParenthesizedExpression(parent) || typescript.isVoidExpression(parent)) outer = parent;
    else if (typescript.isPropertyAccessExpression(parent) && /^(?:catch|then|finally)$/.test(parent.name.text) && typescript.isCallExpression(parent.parent)) outer = parent.parent;
    else break;
  }
  return typescript.isExpressionStatement(outer.parent);
};

const endEvents: ReadonlySet<string> = new Set(['exit', 'close']);

/**
 * Whether a child process is a step of something that waits for its end or forgets it on purpose, and no part of the
 * service: a promise settles when it exits, it is detached, it has a time limit or an abort signal.
 */
export const isShortLivedChild = (node: ts.Node): boolean => {
  if (!typescript.isCallExpression(node)) return true;
  const name = typescript.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
  if (name !== 'spawn' && name !== 'fork') return true;
  const options = node.arguments.find((argument) => typescript.isObjectLiteralExpression(argument));
  if (options?.properties.some((property) => /^(?:detached|signal|timeout)$/.test(property.name?.getText() ?? ''))) return true;
  const around = functionAround(node);
  const { calls } = indexOf(node.getSourceFile());
  return ['on', 'once'].flatMap((method) => calls.get(method) ?? []).some((call) => {
    const [event, listener] = call.arguments ?? [];
    if (around && !isWithin(call, around)) return false;
    return event !== undefined && listener !== undefined && typescript.isStringLiteralLike(event) && endEvents.has(event.text) && settles(listener);
  }) || ['once', 'finished'].flatMap((method) => calls.get(method) ?? []).some((call) => typescript.isIdentifier(call.expression) && (!around || isWithin(call, around)) && typescript.isAwaitExpression(call.parent));
};

const settles = (node: ts.Node): boolean =>
  (typescript.isIdentifier(node) && /^(?:res|resolve|rej|reject|done|callback|cb|next)$/.test(node.text)) || (typescript.forEachChild(node, (child) => settles(child) || undefined) ?? false);
