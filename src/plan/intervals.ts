import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { liveCallsOf, Place } from './reached.js';
import { flushOf } from './started-work.js';
import type { Flush } from './started-work.js';
import { isWithin } from './syntax-index.js';

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
export const intervalAt = (evaluator: Evaluator, node: ts.CallExpression): Interval | undefined => {
  const { world } = evaluator;
  const symbol = world.program.symbolAt(node.expression);
  const isGlobal = typescript.isIdentifier(node.expression) && (symbol?.declarations?.every((declaration) => declaration.getSourceFile().fileName.startsWith('/@stubs/')) ?? true);
  if (!isGlobal || typescript.isForOfStatement(node.parent)) return undefined;
  return new Interval(evaluator, node);
};

const isClearedSomewhere = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  const symbol = keptAs(evaluator, node);
  return symbol !== undefined && liveCallsOf(evaluator, 'clearInterval').some((call) => {
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
