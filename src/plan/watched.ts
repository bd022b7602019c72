import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { functionAround } from './callers.js';
import { calledName, indexOf } from './syntax-index.js';
import type { World } from './world.js';

/**
 * Whether code beside a plan looks at a variable that the plan sets, and ends the process in the same file:
 * `while (true) { if (stopping) break; … } process.exit(0);`.
 *
 * @param executed the functions that the plan itself runs
 */
export const isWatched = (world: World, assigned: Iterable<ts.Symbol>, executed: ReadonlySet<ts.Node>): boolean => {
  const isBeside = (node: ts.Node): boolean => {
    for (let around = functionAround(node); around; around = functionAround(around)) if (executed.has(around)) return false;
    return true;
  };
  const exits = (source: ts.SourceFile): boolean => (indexOf(source).calls.get('exit') ?? []).some((call) => calledName(call) === 'exit' && call.expression.getText() === 'process.exit' && isBeside(call));
  return [...assigned].some((symbol) =>
    world.mentionsOf(symbol.name).some((mention) => isLookedAt(mention) && isBeside(mention) && world.program.symbolAt(mention) === symbol && exits(mention.getSourceFile())),
  );
};

/** Whether a variable or property stands in a condition: of a loop, of an `if`. */
const isLookedAt = (mention: ts.Node): boolean => {
  let node = mention;
  while (typescript.isPropertyAccessExpression(node.parent) || typescript.isPrefixUnaryExpression(node.parent) || typescript.isBinaryExpression(node.parent) || typescript.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  return (typescript.isIfStatement(parent) || typescript.isWhileStatement(parent) || typescript.isDoStatement(parent)) && parent.expression === node;
};
