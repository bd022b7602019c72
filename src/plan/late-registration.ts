import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import type { Start } from './starts.js';
import { callersOf, functionAround } from './callers.js';
import { indexOf } from './syntax-index.js';
import type { Trigger } from './triggers.js';

/** What a program waits for, while it already takes work, before it registers a listener. */
export interface AwaitedStart extends Located {
  readonly label: string;
  readonly start: Start;
}

const callDepth = 5;

/**
 * The start-up that is awaited before a trigger is registered, when intake begins inside of it. A direct
 * `await server.listen()` is none: nothing happens between its end and the registration.
 */
export const awaitedStartBefore = (evaluator: Evaluator, trigger: Trigger, starts: readonly Start[]): AwaitedStart | undefined => startBefore(evaluator, trigger.node, starts, callDepth);

const startBefore = (evaluator: Evaluator, node: ts.Node, starts: readonly Start[], depth: number): AwaitedStart | undefined => {
  const around = functionAround(node);
  for (const awaited of indexOf(node.getSourceFile()).awaits) {
    if (awaited.end > node.pos || functionAround(awaited) !== around) continue;
    const start = starts.find((candidate) => !isDirect(awaited, candidate.node) && leadsTo(evaluator, awaited, candidate.node, callDepth));
    if (start) return { at: evaluator.world.locationOf(awaited), label: labelOf(awaited), start };
  }
  if (!around || depth === 0) return undefined;
  // Registered early for one of its callers is early enough.
  const found = callersOf(evaluator, around).map((call) => startBefore(evaluator, call, starts, depth - 1));
  return found.length > 0 && found.every((each) => each !== undefined) ? found[0] : undefined;
};

const isDirect = (awaited: ts.AwaitExpression, start: ts.Node): boolean => isWithin(start, awaited) && functionAround(start) === functionAround(awaited);

const isWithin = (node: ts.Node, outer: ts.Node): boolean => node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;

/** Whether an expression, directly or through calls, leads to a node. */
const leadsTo = (evaluator: Evaluator, expression: ts.Node, node: ts.Node, depth: number): boolean => {
  if (isWithin(node, expression)) return true;
  const around = functionAround(node);
  return around !== undefined && depth > 0 && (isPassedOn(around) ? leadsTo(evaluator, expression, around, depth - 1) : callersOf(evaluator, around).some((call) => leadsTo(evaluator, expression, call, depth - 1)));
};

const isPassedOn = (callable: ts.FunctionLikeDeclaration): boolean => typescript.isCallExpression(callable.parent) || typescript.isNewExpression(callable.parent);

const labelOf = (awaited: ts.AwaitExpression): string => {
  const { expression } = awaited;
  return typescript.isCallExpression(expression) ? `${expression.expression.getText().replaceAll(/\s+/g, ' ').slice(0, 60)}()` : expression.getText().replaceAll(/\s+/g, ' ').slice(0, 60);
};
