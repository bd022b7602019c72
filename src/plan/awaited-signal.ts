import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { leaveBlock } from './disposal.js';
import type { Evaluator } from './evaluator.js';
import { callersOf, functionAround } from './callers.js';
import { outerScope } from './lookup.js';
import { executeBlock } from './statements.js';
import type { Execution } from './statements.js';
import type { Strand } from './strand.js';

/**
 * Programs that wait for the signal instead of acting in its listener: `await new Promise((resolve) => process.once('SIGTERM', resolve))`
 * and `await once(process, 'SIGTERM')`. What follows the `await` is the shutdown.
 */
export const awaitedSignal = (node: ts.CallExpression): ts.AwaitExpression | undefined => {
  const executor = functionAround(node);
  const promise = executor?.parent;
  if (!executor || !promise || !typescript.isNewExpression(promise) || promise.expression.getText() !== 'Promise') return awaitAround(node);
  const [resolve] = executor.parameters;
  const listener = node.arguments[1];
  if (!resolve || !listener || !mentions(listener, resolve.name.getText())) return undefined;
  return awaitAround(promise);
};

const mentions = (node: ts.Node, name: string): boolean =>
  (typescript.isIdentifier(node) && node.text === name) || (typescript.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false);

const awaitAround = (node: ts.Node): ts.AwaitExpression | undefined => {
  let { parent } = node;
  while (typescript.isParenthesizedExpression(parent)) ({ parent } = parent);
  return typescript.isAwaitExpression(parent) ? parent : undefined;
};

/** Runs what follows an `await` in its function, and then what follows in the functions that await that one. */
export const runAfter = (evaluator: Evaluator, awaited: ts.AwaitExpression, strand: Strand, depth = 4): void => {
  const around = functionAround(awaited);
  for (const { before, after } of statementsAround(awaited, around)) {
    const execution: Execution = { completion: 'normal', returns: [] };
    const scope = outerScope(evaluator, awaited);
    executeBlock(evaluator, after, scope, strand, execution);
    if (execution.completion !== 'process') leaveBlock(evaluator, before, scope, strand);
    if (leaves(strand, execution)) return;
  }
  if (!around || depth === 0) return;
  for (const call of callersOf(evaluator, around)) {
    const next = awaitAround(call);
    if (next) runAfter(evaluator, next, strand, depth - 1);
  }
};

const leaves = (strand: Strand, execution: Execution): boolean => strand.ends !== 'normally' || execution.completion !== 'normal';

/** The statements that ran before a node and those that run after it, block by block from the inside out, up to the function around it. */
const statementsAround = (node: ts.Node, around: ts.Node | undefined): { readonly before: readonly ts.Statement[]; readonly after: readonly ts.Statement[] }[] => {
  const found: { before: readonly ts.Statement[]; after: readonly ts.Statement[] }[] = [];
  for (let current = node; current !== around && !typescript.isSourceFile(current); current = current.parent) {
    const { parent } = current;
    if (!(typescript.isBlock(parent) || typescript.isSourceFile(parent)) || !typescript.isStatement(current)) continue;
    const here = parent.statements.indexOf(current);
    found.push({ before: parent.statements.slice(0, here), after: parent.statements.slice(here + 1) });
  }
  return found;
};
