import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { valueOutside } from './lookup.js';
import { Place } from './reached.js';
import { isDropped } from './started-work.js';
import type { Answer } from './step.js';
import { calledName, isWithin } from './syntax-index.js';
import { literal } from './value.js';

/** A loop that goes on until something stops it. */
export class Loop extends Place {
  /** `always` when nothing inside or around can end it; `maybe` when a flag that the program sets somewhere does. */
  readonly endless: Answer;
  /** The flag that its condition looks at. */
  readonly flag: ts.Symbol | undefined;

  readonly #statement: ts.IterationStatement;

  constructor(evaluator: Evaluator, node: ts.IterationStatement, endless: Answer, flag: ts.Symbol | undefined, isHere?: (node: ts.Node) => boolean) {
    super(evaluator, node, evaluator.world.locationOf(node.getFirstToken() ?? node), isHere);
    this.#statement = node;
    this.endless = endless;
    this.flag = flag;
  }

  /** The same loop, as one of several processes comes to it. */
  seenFrom(isHere: (node: ts.Node) => boolean): Loop {
    return new Loop(this.evaluator, this.#statement, this.endless, this.flag, isHere);
  }

  /** Whether nobody can learn of its end. */
  get isDropped(): boolean {
    return isDropped(this.evaluator, this.node);
  }
}

/** The loop that a statement is, unless it ends by itself. */
export const loopAt = (evaluator: Evaluator, node: ts.IterationStatement): Loop | undefined => {
  const flag = flagOf(evaluator, node);
  const endless = endlessness(evaluator, node, flag);
  return endless === 'never' ? undefined : new Loop(evaluator, node, endless, flag);
};

/** Whether a signal is handed to a function of the program that never throws: its abort ends a sleep, not the loop. */
const onlyDelays = (evaluator: Evaluator, node: ts.Identifier): boolean => {
  const call = node.parent;
  if (!typescript.isCallExpression(call) || !call.arguments.includes(node)) return false;
  const declaration = evaluator.world.declarationsAt(typescript.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression)[0];
  const callable = declaration && typescript.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  return callable !== undefined && typescript.isFunctionLike(callable) && evaluator.world.program.fileOf(callable) !== undefined && !/\bthrow|reject/.test(callable.getText());
};

/** Whether what a node is handed to is followed by `.catch(…)`, so that its rejection does not end the loop. */
const isCaught = (node: ts.Node): boolean => {
  for (let current = node.parent as ts.Node | undefined; current && !typescript.isStatement(current); current = current.parent as ts.Node | undefined) {
    if (typescript.isPropertyAccessExpression(current) && current.name.text === 'catch') return true;
  }
  return false;
};

/** Names of what tells a loop to stop. */
const stopName = /signal|abort|shut(?:ting)?_?down|stop(?:ped|ping)|closing|closed|cancel|terminat|draining|exiting|isrunning/i;

/** `always` for a loop with awaits whose condition is constant and that nothing inside leaves. */
const endlessness = (evaluator: Evaluator, node: ts.IterationStatement, flag: ts.Symbol | undefined): Answer => {
  const constant = isEndlessCondition(evaluator, node);
  if ((!constant && !flag) || (!constant && onlyWaits(node.statement))) return 'never';
  const found = { waits: typescript.isForOfStatement(node), leaves: false };
  const visit = (child: ts.Node, nested: boolean): void => {
    if (typescript.isFunctionLike(child)) return;
    if (typescript.isAwaitExpression(child)) found.waits = true;
    if (child.kind === typescript.SyntaxKind.YieldExpression || typescript.isReturnStatement(child)) found.leaves = true;
    // A signal that is looked at or handed on may end the loop by throwing.
    if (typescript.isIdentifier(child) && stopName.test(child.text) && !isInsideTry(child, node) && !isCaught(child) && !onlyDelays(evaluator, child)) found.leaves = true;
    if (typescript.isBreakStatement(child) && (!nested || child.label)) found.leaves = true;
    if (typescript.isCallExpression(child) && /^(?:process\.exit|throwIfAborted)$|\.throwIfAborted$/.test(child.expression.getText())) found.leaves = true;
    if (typescript.isThrowStatement(child) && !isInsideTry(child, node)) found.leaves = true;
    const inner = nested || typescript.isIterationStatement(child, false) || typescript.isSwitchStatement(child);
    typescript.forEachChild(child, (next) => {
      visit(next, inner);
    });
  };
  typescript.forEachChild(node, (child) => {
    visit(child, false);
  });
  return !found.waits || found.leaves ? 'never' : constant ? 'always' : 'maybe';
};

const pauseName = /^(?:sleep|delay|wait|timeout|pause|setTimeout|setImmediate|tick)$/i;

/** `while (this.busy) await sleep(50)`: it waits for other work and does none. */
const onlyWaits = (body: ts.Statement): boolean => {
  const statement = !typescript.isBlock(body) ? body : body.statements.length === 1 ? body.statements[0] : undefined;
  if (!statement || !typescript.isExpressionStatement(statement) || !typescript.isAwaitExpression(statement.expression)) return false;
  const { expression } = statement.expression;
  if (typescript.isNewExpression(expression)) return expression.expression.getText() === 'Promise' && /setTimeout|setImmediate/.test(expression.getText());
  return typescript.isCallExpression(expression) && pauseName.test(calledName(expression));
};

/** The variable or property behind `while (running)` and `while (!this.stopped)`, when only literals are assigned to it. */
const flagOf = (evaluator: Evaluator, node: ts.IterationStatement): ts.Symbol | undefined => {
  if (!typescript.isWhileStatement(node)) return undefined;
  const condition = typescript.isPrefixUnaryExpression(node.expression) ? node.expression.operand : node.expression;
  const name = typescript.isPropertyAccessExpression(condition) && condition.expression.kind === typescript.SyntaxKind.ThisKeyword ? condition.name : condition;
  if (!typescript.isIdentifier(name) && !typescript.isPrivateIdentifier(name)) return undefined;
  const symbol = evaluator.world.program.symbolAt(name);
  const assigned = symbol ? evaluator.world.assignmentsTo(symbol) : [];
  const isBoolean = (expression: ts.Expression): boolean => expression.kind === typescript.SyntaxKind.TrueKeyword || expression.kind === typescript.SyntaxKind.FalseKeyword;
  // A flag that the loop itself sets ends it by its own work, as paging does.
  return assigned.length > 0 && assigned.every((expression) => isBoolean(expression) && !isWithin(expression, node)) ? symbol : undefined;
};

const isInsideTry = (node: ts.Node, loop: ts.Node): boolean => {
  for (let current = node.parent as ts.Node | undefined; current && current !== loop; current = current.parent as ts.Node | undefined) {
    if (typescript.isTryStatement(current) && current.catchClause) return true;
  }
  return false;
};

const isEndlessCondition = (evaluator: Evaluator, node: ts.IterationStatement): boolean => {
  if (typescript.isForStatement(node)) return node.condition === undefined || evaluatesToTrue(evaluator, node.condition);
  if (typescript.isWhileStatement(node) || typescript.isDoStatement(node)) return evaluatesToTrue(evaluator, node.expression);
  if (!typescript.isForOfStatement(node) || !node.awaitModifier || !typescript.isCallExpression(node.expression)) return false;
  // `for await (const _ of setInterval(ms))` of timers/promises ends only by its signal.
  const declaration = evaluator.world.declarationsAt(typescript.isPropertyAccessExpression(node.expression.expression) ? node.expression.expression.name : node.expression.expression)[0];
  return declaration?.getSourceFile().fileName === '/@stubs/timers/promises.d.ts' && declaredName(declaration) === 'setInterval' && node.expression.arguments.length < 3;
};

const declaredName = (declaration: ts.Declaration): string | undefined => typescript.getNameOfDeclaration(declaration)?.getText();

const evaluatesToTrue = (evaluator: Evaluator, condition: ts.Expression): boolean => {
  if (condition.kind === typescript.SyntaxKind.TrueKeyword) return true;
  // Only constants and flags are worth asking about: `while (queue.length)` ends by its own work.
  if (!typescript.isIdentifier(condition) && !typescript.isNumericLiteral(condition) && !(typescript.isPrefixUnaryExpression(condition) && typescript.isNumericLiteral(condition.operand))) return false;
  const symbol = typescript.isIdentifier(condition) ? evaluator.world.program.symbolAt(condition) : undefined;
  if (symbol && evaluator.world.assignmentsTo(symbol).length > 0) return false;
  const value = valueOutside(evaluator, condition);
  return value.kind === 'literal' && value.assumed !== true && (value.value === true || value.value === literal(1).value);
};
