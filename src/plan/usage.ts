import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { callersOf, functionAround } from './callers.js';
import { calledName } from './syntax-index.js';
import type { CreatedHandle } from './world.js';

/**
 * Whether two closers are of members that different methods of a class set, and nobody calls both methods in one file:
 * then an object has one or the other, as a wrapper has that makes a queue for some and a worker for others.
 */
export const areOfDifferentObjects = (evaluator: Evaluator, left: ts.Node, right: ts.Node): boolean => {
  const [one, other] = [settersOf(evaluator, left), settersOf(evaluator, right)];
  if (one.length === 0 || other.length === 0 || one.some((method) => other.some((another) => method === another || method.parent !== another.parent))) return false;
  const filesCalling = (methods: readonly ts.MethodDeclaration[]): ts.SourceFile[] => methods.flatMap((method) => callersOf(evaluator, method).map((call) => call.getSourceFile()));
  const [callers, others] = [filesCalling(one), filesCalling(other)];
  return callers.length > 0 && others.length > 0 && !callers.some((file) => others.includes(file));
};

/** The methods that set the member on which a closer is called: `this.worker` of `this.worker.close()`. None where anything else does too. */
const settersOf = ({ world }: Evaluator, closer: ts.Node): readonly ts.MethodDeclaration[] => {
  const receiver = typescript.isCallExpression(closer) && typescript.isPropertyAccessExpression(closer.expression) ? closer.expression.expression : undefined;
  const member = receiver && typescript.isNonNullExpression(receiver) ? receiver.expression : receiver;
  if (!member || !typescript.isPropertyAccessExpression(member) || member.expression.kind !== typescript.SyntaxKind.ThisKeyword) return [];
  const symbol = world.program.symbolAt(member.name);
  const setters = (symbol ? world.assignmentsTo(symbol) : []).filter((value) => value.kind !== typescript.SyntaxKind.NullKeyword && value.getText() !== 'undefined').map((value) => functionAround(value));
  return setters.every((setter) => setter !== undefined && typescript.isMethodDeclaration(setter)) ? setters : [];
};

const openingOrClosing = /^(?:connect|on|once|open|close|disconnect|quit|end|destroy|stop|shutdown)$/;

/** Whether a variable's handle is only opened, closed, and used in callbacks of timers: no request needs it. */
export const servesOnlyTimers = ({ world }: Evaluator, { node }: CreatedHandle): boolean => {
  const name = variableOf(node);
  const symbol = name && world.program.symbolAt(name);
  const [declaration] = symbol?.declarations ?? [];
  if (!symbol || !declaration || !typescript.isVariableDeclaration(declaration) || (typescript.getCombinedModifierFlags(declaration) & typescript.ModifierFlags.Export) !== 0) return false;
  const meant = (mention: ts.Identifier): ts.Symbol | undefined => (typescript.isShorthandPropertyAssignment(mention.parent) ? world.checker.getShorthandAssignmentValueSymbol(mention.parent) : world.program.symbolAt(mention));
  const mentions = world.mentionsOf(symbol.name).filter((mention) => mention !== declaration.name && meant(mention) === symbol);
  return mentions.some(isInTimer) && mentions.every((mention) => isAssigned(mention) || isOpenedOrClosed(mention) || isInTimer(mention));
};

const variableOf = (node: ts.Node): ts.Identifier | undefined => {
  let value = node;
  while (typescript.isAwaitExpression(value.parent) || typescript.isParenthesizedExpression(value.parent) || typescript.isAsExpression(value.parent)) value = value.parent;
  const { parent } = value;
  const name = typescript.isVariableDeclaration(parent) ? parent.name : typescript.isBinaryExpression(parent) && parent.right === value ? parent.left : undefined;
  return name && typescript.isIdentifier(name) ? name : undefined;
};

const isAssigned = (mention: ts.Identifier): boolean => typescript.isBinaryExpression(mention.parent) && mention.parent.left === mention && mention.parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken;

const isOpenedOrClosed = (mention: ts.Identifier): boolean => {
  const access = mention.parent;
  // `if (client) client.close()` only looks whether it is there.
  if (typescript.isIfStatement(access)) return true;
  return typescript.isPropertyAccessExpression(access) && typescript.isCallExpression(access.parent) && access.parent.expression === access && openingOrClosing.test(access.name.text);
};

const isInTimer = (mention: ts.Node): boolean => {
  for (let around = functionAround(mention); around; around = functionAround(around)) {
    const call = around.parent;
    if (typescript.isCallExpression(call) && /^set(?:Interval|Timeout)$/.test(calledName(call))) return true;
  }
  return false;
};
