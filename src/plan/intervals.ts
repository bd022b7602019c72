import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { functionAround } from './callers.js';
import { valueOutside } from './lookup.js';
import { liveCallsOf, Place } from './reached.js';
import { flushOf } from './started-work.js';
import type { Flush } from './started-work.js';
import { isWithin } from './syntax-index.js';
import { membersOf } from './value.js';

/** A repeating timer of the program's own. */
export class Interval extends Place<ts.CallExpression> {
  get unreferenced(): boolean {
    return isUnreferenced(this.evaluator, this.node);
  }

  /** Whether its own callback clears it. */
  get clearsItself(): boolean {
    return clearsItself(this.evaluator, this.node);
  }

  /** Whether code that somebody calls clears it. */
  get isStoppedSomewhere(): boolean {
    return isClearedSomewhere(this.evaluator, this.node);
  }

  /** What it writes out again and again, where that is what it is for. */
  get flush(): Flush | undefined {
    return flushOf(this.evaluator, this.node.arguments[0]);
  }
}

/** The interval that a call of `setInterval` makes; undefined for a function of that name that is not the global one. */
export const intervalAt = (evaluator: Evaluator, node: ts.CallExpression): Interval | undefined =>
  isGlobalTimer(evaluator, node) && !typescript.isForOfStatement(node.parent) ? new Interval(evaluator, node) : undefined;

const isGlobalTimer = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  const symbol = evaluator.world.program.symbolAt(node.expression);
  return typescript.isIdentifier(node.expression) && (symbol?.declarations?.every((declaration) => declaration.getSourceFile().fileName.startsWith('/@stubs/')) ?? true);
};

/**
 * The interval that a timeout is whose callback arms it again on every run: `const tick = () => { …; setTimeout(tick, ms) }`.
 * One that is armed only under a condition, such as a retry after an error, or whose callback can return before, ends by itself.
 */
export const rearmedAt = (evaluator: Evaluator, node: ts.CallExpression): Interval | undefined => {
  const around = functionAround(node);
  const [callback] = node.arguments;
  if (!around || !callback || !('body' in around) || !around.body || !isGlobalTimer(evaluator, node)) return undefined;
  if (isConditional(node, around) || returnsEarly(around.body)) return undefined;
  return runs(evaluator, callback, around) ? new Interval(evaluator, node) : undefined;
};

const isConditional = (node: ts.Node, around: ts.Node): boolean => {
  for (let current = node.parent; current !== around; current = current.parent) {
    if (typescript.isIfStatement(current) || typescript.isConditionalExpression(current) || typescript.isCatchClause(current) || typescript.isCaseClause(current) || typescript.isIterationStatement(current, false)) return true;
    if (typescript.isBinaryExpression(current) && current.operatorToken.kind !== typescript.SyntaxKind.EqualsToken) return true;
  }
  return false;
};

const returnsEarly = (node: ts.Node): boolean =>
  typescript.isReturnStatement(node) || (!typescript.isFunctionLike(node) && (typescript.forEachChild(node, (child) => returnsEarly(child) || undefined) ?? false));

/** Whether a callback is a function, or does nothing but call it. */
const runs = (evaluator: Evaluator, callback: ts.Expression, callable: ts.Node): boolean => {
  let called = callback;
  if (typescript.isArrowFunction(callback) && !typescript.isBlock(callback.body)) {
    const body = typescript.isVoidExpression(callback.body) ? callback.body.expression : callback.body;
    if (typescript.isCallExpression(body)) called = body.expression;
  }
  return membersOf(valueOutside(evaluator, called)).some((member) => member.kind === 'function' && member.node === callable);
};

const isClearedSomewhere = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  const symbol = keptAs(evaluator, node);
  return symbol !== undefined && ['clearInterval', 'clearTimeout'].flatMap((name) => liveCallsOf(evaluator, name)).some((call) => {
    const [cleared] = call.arguments;
    const name = cleared && (typescript.isPropertyAccessExpression(cleared) ? cleared.name : cleared);
    return name !== undefined && evaluator.world.program.symbolAt(name) === symbol;
  });
};

const clearsItself = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  const [callback] = node.arguments;
  const symbol = keptAs(evaluator, node);
  return callback !== undefined && symbol !== undefined && evaluator.world.mentionsOf('clearInterval').some((mention) => {
    const call = mention.parent;
    const [cleared] = typescript.isCallExpression(call) ? call.arguments : [];
    const name = cleared && (typescript.isPropertyAccessExpression(cleared) ? cleared.name : cleared);
    return name !== undefined && isWithin(mention, callback) && evaluator.world.program.symbolAt(name) === symbol;
  });
};

/** Whether a timer is `unref`-ed where it is made or later by its variable. */
const isUnreferenced = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  let outer = node as ts.Node;
  while (typescript.isParenthesizedExpression(outer.parent) || typescript.isAsExpression(outer.parent) || typescript.isNonNullExpression(outer.parent)) outer = outer.parent;
  if (typescript.isPropertyAccessExpression(outer.parent) && outer.parent.name.text === 'unref') return true;
  const symbol = keptAs(evaluator, node);
  if (!symbol) return false;
  return evaluator.world.mentionsOf('unref').some((mention) => {
    const access = mention.parent;
    if (!typescript.isPropertyAccessExpression(access)) return false;
    const target = typescript.isPropertyAccessExpression(access.expression) ? access.expression.name : access.expression;
    return typescript.isIdentifier(target) && evaluator.world.program.symbolAt(target) === symbol;
  });
};

/** The variable or property that an expression's value is kept under. */
const keptAs = (evaluator: Evaluator, node: ts.Node): ts.Symbol | undefined => {
  let outer = node;
  while (typescript.isParenthesizedExpression(outer.parent) || typescript.isAsExpression(outer.parent) || typescript.isNonNullExpression(outer.parent)) outer = outer.parent;
  const owner = outer.parent;
  const name =
    typescript.isVariableDeclaration(owner) || typescript.isPropertyDeclaration(owner) ? owner.name
    : typescript.isBinaryExpression(owner) && owner.right === outer ? (typescript.isPropertyAccessExpression(owner.left) ? owner.left.name : owner.left)
    : undefined;
  return name && (typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name)) ? evaluator.world.program.symbolAt(name) : undefined;
};
