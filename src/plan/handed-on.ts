import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { CreatedHandle, World } from './world.js';

/**
 * Whether the value of a handle is given to a function or class, directly or in an object: `new Dialect({ pool })`. Where
 * that belongs to a package that is not known, closing what it made may close the handle.
 */
export const isHandedOn = (world: World, { node }: CreatedHandle): boolean => {
  const value = wholeOf(node);
  if (isGiven(value)) return true;
  const owner = value.parent;
  const name =
    typescript.isVariableDeclaration(owner) || typescript.isPropertyDeclaration(owner) ? owner.name
    : typescript.isBinaryExpression(owner) && owner.right === value ? (typescript.isPropertyAccessExpression(owner.left) ? owner.left.name : owner.left)
    : undefined;
  if (!name || !(typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name))) return false;
  const symbol = world.program.symbolAt(name);
  return world.mentionsOf(name.text).some((mention) => {
    const whole = typescript.isPropertyAccessExpression(mention.parent) && mention.parent.name === mention ? mention.parent : mention;
    return whole !== name && isGiven(whole) && (world.program.symbolAt(mention) === symbol || typescript.isShorthandPropertyAssignment(mention.parent));
  });
};

/** What an expression is part of without changing what it gives: `options.pool ?? new Pool()`. */
const wholeOf = (node: ts.Node): ts.Node => {
  const { parent } = node;
  const passes =
    typescript.isParenthesizedExpression(parent) || typescript.isAsExpression(parent) || typescript.isNonNullExpression(parent) || typescript.isAwaitExpression(parent) || typescript.isConditionalExpression(parent) ||
    (typescript.isBinaryExpression(parent) && (parent.operatorToken.kind === typescript.SyntaxKind.QuestionQuestionToken || parent.operatorToken.kind === typescript.SyntaxKind.BarBarToken));
  return passes ? wholeOf(parent) : node;
};

const isGiven = (node: ts.Node): boolean => {
  const { parent } = node;
  if (typescript.isCallExpression(parent) || typescript.isNewExpression(parent)) return parent.expression !== node;
  return (typescript.isPropertyAssignment(parent) && parent.initializer === node) || typescript.isShorthandPropertyAssignment(parent);
};
