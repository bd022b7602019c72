import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import { indexOf } from './syntax-index.js';
import type { World } from './world.js';

/** A name that is read where it means nothing. */
export interface Undeclared extends Located {
  readonly name: string;
}

/**
 * Names that functions read although they are declared only in the scope of another function of the file: reading one
 * throws a ReferenceError. Names that no declaration in the file has may be globals, and nothing is said of them.
 */
export const findUndeclared = (world: World, functions: Iterable<ts.Node>): Undeclared[] => {
  const found: Undeclared[] = [];
  const mayBeMeant = new Map<string, boolean>();
  const visit = (node: ts.Node, outer: ts.Node): void => {
    if (node !== outer && typescript.isFunctionLike(node)) return;
    if (typescript.isIdentifier(node) && isRead(node) && isUndeclared(world, node, mayBeMeant)) found.push({ name: node.text, at: world.locationOf(node) });
    typescript.forEachChild(node, (child) => {
      visit(child, outer);
    });
  };
  for (const callable of functions) visit(callable, callable);
  return found;
};

const isUndeclared = (world: World, node: ts.Identifier, mayBeMeant: Map<string, boolean>): boolean => {
  if (world.checker.getSymbolAtLocation(node)) return false;
  const source = node.getSourceFile();
  const key = `${source.fileName}\0${node.text}`;
  const known = mayBeMeant.get(key) ?? isDeclaredElsewhere(world, source, node.text);
  mayBeMeant.set(key, known);
  return known;
};

const isDeclaredElsewhere = (world: World, source: ts.SourceFile, name: string): boolean => {
  const others = indexOf(source).identifiers.get(name) ?? [];
  if (!others.some(isDeclaredThere)) return false;
  return typescript.isExternalModule(source) || !others.some((other) => isWritten(other) && !world.checker.getSymbolAtLocation(other));
};

const isDeclaredThere = ({ parent }: ts.Identifier): boolean => typescript.isVariableDeclaration(parent) || typescript.isFunctionDeclaration(parent);

/** An assignment without a declaration makes a global of the name, except in modules. */
const isWritten = (node: ts.Identifier): boolean => typescript.isBinaryExpression(node.parent) && node.parent.left === node;

/** Whether a name stands where its value is read. */
const isRead = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (typescript.isCallExpression(parent) || typescript.isNewExpression(parent)) return true;
  if (typescript.isPropertyAccessExpression(parent) || typescript.isElementAccessExpression(parent)) return parent.expression === node;
  if (typescript.isBinaryExpression(parent)) return parent.right === node || parent.operatorToken.kind !== typescript.SyntaxKind.EqualsToken;
  return typescript.isIfStatement(parent) || typescript.isPrefixUnaryExpression(parent) || typescript.isAwaitExpression(parent) || typescript.isReturnStatement(parent);
};
