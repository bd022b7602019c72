import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';

/**
 * Whether an expression is `new Promise(…)` that nothing can settle: its executor calls something, and uses neither of
 * the functions that it is given.
 */
export const isStuckPromise = (node: ts.Expression): node is ts.NewExpression => {
  if (!typescript.isNewExpression(node) || !typescript.isIdentifier(node.expression) || node.expression.text !== 'Promise') return false;
  const [executor] = node.arguments ?? [];
  if (!executor || !(typescript.isArrowFunction(executor) || typescript.isFunctionExpression(executor))) return false;
  const names = new Set(['arguments']);
  for (const parameter of executor.parameters) {
    if (!typescript.isIdentifier(parameter.name)) return false;
    names.add(parameter.name.text);
  }
  const found = { calls: false, settles: false };
  const visit = (child: ts.Node): void => {
    if (typescript.isCallExpression(child)) found.calls = true;
    if (typescript.isIdentifier(child) && names.has(child.text)) found.settles = true;
    typescript.forEachChild(child, visit);
  };
  visit(executor.body);
  return found.calls && !found.settles;
};
