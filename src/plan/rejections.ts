import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import { functionAround } from './callers.js';
import { valueOutside } from './lookup.js';
import { membersOf } from './value.js';
import type { Value } from './value.js';

/** Something awaited whose rejection nothing catches, and how the source calls it. */
export interface UncaughtAwait extends Located {
  readonly label: string;
  readonly node: ts.Node;
}

const depthLimit = 3;
/** What cannot reject, or is only a pause. */
const harmless = /^(?:Promise\.allSettled|setTimeout|sleep|delay|wait|timers?\.setTimeout)$/;

/** The first thing that a listener awaits without anybody to catch its rejection; undefined when all of it is caught. */
export const uncaughtIn = (evaluator: Evaluator, listener: Value, depth = 0): UncaughtAwait | undefined => {
  const [only] = membersOf(listener);
  if (membersOf(listener).length !== 1 || only?.kind !== 'function') return undefined;
  const { node } = only;
  const body = 'body' in node ? node.body : undefined;
  if (!body) return undefined;
  return isAsync(node) ? uncaughtAwaitIn(evaluator, body, node, depth) : uncaughtCallIn(evaluator, body, node, depth);
};

const isAsync = (node: ts.FunctionLikeDeclaration): boolean => node.modifiers?.some((modifier) => modifier.kind === typescript.SyntaxKind.AsyncKeyword) ?? false;

const uncaughtAwaitIn = (evaluator: Evaluator, body: ts.Node, callable: ts.Node, depth: number): UncaughtAwait | undefined => {
  let found: UncaughtAwait | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined || typescript.isFunctionLike(node)) return;
    if (typescript.isAwaitExpression(node) && !isCaught(node, callable)) found = mayReject(evaluator, node.expression, depth);
    typescript.forEachChild(node, visit);
  };
  visit(body);
  return found;
};

/** A listener that is not async and drops the promise of a function that is: `() => shutdown()`, `() => void shutdown()`. */
const uncaughtCallIn = (evaluator: Evaluator, body: ts.ConciseBody, callable: ts.FunctionLikeDeclaration, depth: number): UncaughtAwait | undefined => {
  const expressions = typescript.isBlock(body) ? body.statements.flatMap((statement) => (typescript.isExpressionStatement(statement) || typescript.isReturnStatement(statement) ? (statement.expression ?? []) : [])) : [body];
  for (const expression of expressions) {
    const call = typescript.isVoidExpression(expression) ? expression.expression : expression;
    if (!typescript.isCallExpression(call) || functionAround(call) !== callable || depth >= depthLimit) continue;
    const [target] = membersOf(valueOutside(evaluator, call.expression));
    const found = target?.kind === 'function' && isAsync(target.node) ? uncaughtIn(evaluator, target, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
};

/** Whether an awaited expression can reject: not one of the language that cannot, nor a function that catches all that it awaits. */
const mayReject = (evaluator: Evaluator, awaited: ts.Expression, depth: number): UncaughtAwait | undefined => {
  const here: UncaughtAwait = { at: evaluator.world.locationOf(awaited), node: awaited, label: awaited.getText().replaceAll(/\s+/g, ' ').slice(0, 60) };
  if (typescript.isNewExpression(awaited)) return typescript.isIdentifier(awaited.expression) && awaited.expression.text === 'Promise' && rejects(awaited) ? here : undefined;
  if (!typescript.isCallExpression(awaited) || harmless.test(awaited.expression.getText()) || awaited.expression.getText().endsWith('.catch')) return undefined;
  const [target] = membersOf(valueOutside(evaluator, awaited.expression));
  if (target?.kind === 'function') return depth < depthLimit ? uncaughtIn(evaluator, target, depth + 1) : undefined;
  const declared = evaluator.world.declaredCall(awaited.expression, false);
  return declared?.semantics?.act !== undefined || target?.kind === 'library-function' ? here : undefined;
};

/** Whether a promise's executor names its second function and uses it. */
const rejects = (promise: ts.NewExpression): boolean => {
  const [executor] = promise.arguments ?? [];
  if (!executor || !typescript.isFunctionLike(executor)) return false;
  const [, reject] = executor.parameters;
  return reject !== undefined && typescript.isIdentifier(reject.name) && executor.getText().split(reject.name.text).length > 2;
};

const isCaught = (node: ts.Node, callable: ts.Node): boolean => {
  for (let current = node; current !== callable; current = current.parent) {
    if (typescript.isTryStatement(current.parent) && current.parent.tryBlock === current && current.parent.catchClause) return true;
  }
  return false;
};
