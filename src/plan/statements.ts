import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { leaveBlock } from './disposal.js';
import type { Evaluator } from './evaluator.js';
import { bindingPart } from './lookup.js';
import { Strand } from './strand.js';
import { iterated, literal, Scope, truthiness, unionOf, unknown } from './value.js';
import type { Value } from './value.js';

/** How a statement leaves: `return` and `throw` end the function, `loop` the round of a loop, `process` everything. */
type Completion = 'normal' | 'return' | 'loop' | 'process';

/** What a function body gives back. */
export interface Execution {
  completion: Completion;
  returns: Value[];
}

/** Executes statements on a strand, in order, until one leaves. */
export const executeBlock = (evaluator: Evaluator, statements: readonly ts.Statement[], scope: Scope, strand: Strand, execution: Execution): void => {
  let done = 0;
  for (const statement of statements) {
    execute(evaluator, statement, scope, strand, execution);
    done++;
    if (strand.ends === 'process-ended') execution.completion = 'process';
    if (execution.completion !== 'normal') break;
  }
  if (execution.completion !== 'process') leaveBlock(evaluator, statements.slice(0, done), scope, strand);
};

const execute = (evaluator: Evaluator, statement: ts.Statement, scope: Scope, strand: Strand, execution: Execution): void => {
  if (typescript.isExpressionStatement(statement)) evaluator.evaluate(statement.expression, scope, strand);
  else if (typescript.isVariableStatement(statement)) for (const declaration of statement.declarationList.declarations) declare(evaluator, declaration, scope, strand);
  else if (typescript.isReturnStatement(statement)) {
    if (statement.expression) execution.returns.push(evaluator.evaluate(statement.expression, scope, strand));
    execution.completion = 'return';
  } else if (typescript.isThrowStatement(statement)) {
    evaluator.evaluate(statement.expression, scope, strand);
    execution.completion = 'return';
  } else if (typescript.isIfStatement(statement)) executeIf(evaluator, statement, scope, strand, execution);
  else if (typescript.isBlock(statement)) executeBlock(evaluator, statement.statements, scope, strand, execution);
  else if (typescript.isTryStatement(statement)) executeTry(evaluator, statement, scope, strand, execution);
  else if (typescript.isForOfStatement(statement)) executeForOf(evaluator, statement, scope, strand, execution);
  else if (typescript.isForStatement(statement)) {
    if (statement.initializer && typescript.isVariableDeclarationList(statement.initializer)) for (const declaration of statement.initializer.declarations) declare(evaluator, declaration, scope, strand);
    executeLoop(evaluator, statement.statement, scope, strand, execution, false);
  } else if (typescript.isWhileStatement(statement) || typescript.isForInStatement(statement)) {
    evaluator.evaluate(statement.expression, scope, strand);
    executeLoop(evaluator, statement.statement, scope, strand, execution, false);
  } else if (typescript.isDoStatement(statement)) executeLoop(evaluator, statement.statement, scope, strand, execution, true);
  else if (typescript.isSwitchStatement(statement)) executeSwitch(evaluator, statement, scope, strand, execution);
  else if (typescript.isLabeledStatement(statement)) execute(evaluator, statement.statement, scope, strand, execution);
  else if (typescript.isBreakOrContinueStatement(statement)) execution.completion = 'loop';
};

const declare = (evaluator: Evaluator, declaration: ts.VariableDeclaration, scope: Scope, strand: Strand): void => {
  const value = declaration.initializer ? evaluator.evaluate(declaration.initializer, scope, strand) : literal(undefined);
  bindName(evaluator, declaration.name, value, scope);
};

/** Binds a name or a whole pattern to a value. */
export const bindName = (evaluator: Evaluator, name: ts.BindingName, value: Value, scope: Scope): void => {
  if (typescript.isIdentifier(name)) {
    const symbol = evaluator.world.checker.getSymbolAtLocation(name);
    // A value of which nothing is known is left to the declaration, which may know its type.
    if (symbol && value.kind !== 'unknown') scope.bind(symbol, value);
    return;
  }
  for (const element of name.elements) {
    if (typescript.isBindingElement(element)) bindName(evaluator, element.name, bindingPart(evaluator, element, value, scope), scope);
  }
};

const executeIf = (evaluator: Evaluator, statement: ts.IfStatement, scope: Scope, strand: Strand, execution: Execution): void => {
  const holds = truthiness(evaluator.evaluate(statement.expression, scope, strand));
  if (holds === true) {
    execute(evaluator, statement.thenStatement, scope, strand, execution);
    return;
  }
  if (holds === false) {
    // What only runs on a second signal or call, behind a guard, still is part of the picture.
    if (isGuard(statement)) secondSignal(evaluator, statement.thenStatement, scope, strand);
    if (statement.elseStatement) execute(evaluator, statement.elseStatement, scope, strand, execution);
    return;
  }
  alternatives(evaluator, [statement.thenStatement, statement.elseStatement], scope, strand, execution);
};

const isGuard = (statement: ts.IfStatement): boolean => statement.elseStatement === undefined;

const secondSignal = (evaluator: Evaluator, statement: ts.Statement, scope: Scope, strand: Strand): void => {
  const again = new Strand('second-signal');
  execute(evaluator, statement, new Scope(scope), again, { completion: 'normal', returns: [] });
  if (again.items.length > 0) evaluator.push(strand, { kind: 'branch', alternatives: [new Strand(strand.path, strand), again] });
};

/** Executes statements as the ways of a branch; a missing one is the way on which nothing happens. */
const alternatives = (evaluator: Evaluator, ways: readonly (ts.Statement | undefined)[], scope: Scope, strand: Strand, execution: Execution): void => {
  const completions: Completion[] = [];
  const strands = ways.map((way) => {
    const alternative = new Strand(strand.path, strand);
    const inner: Execution = { completion: 'normal', returns: execution.returns };
    if (way) execute(evaluator, way, scope, alternative, inner);
    if (inner.completion === 'return' || inner.completion === 'loop') alternative.ends = alternative.ends === 'normally' ? 'abruptly' : alternative.ends;
    completions.push(inner.completion);
    return alternative;
  });
  evaluator.branch(strand, strands);
  if (completions.every((completion) => completion !== 'normal')) {
    execution.completion = completions.find((completion) => completion !== 'process') ?? 'process';
  }
};

const executeTry = (evaluator: Evaluator, statement: ts.TryStatement, scope: Scope, strand: Strand, execution: Execution): void => {
  // Neither a `catch` nor a `finally` is skipped when the block fails.
  evaluator.guarded(() => {
    executeBlock(evaluator, statement.tryBlock.statements, new Scope(scope), strand, execution);
  });
  if (statement.catchClause) {
    const handler = new Strand('error');
    executeBlock(evaluator, statement.catchClause.block.statements, new Scope(scope), handler, { completion: 'normal', returns: execution.returns });
    if (handler.items.length > 0) pushPast(strand, { kind: 'branch', alternatives: [new Strand(strand.path, strand), handler] });
  }
  if (statement.finallyBlock && execution.completion !== 'process') {
    const last: Execution = { completion: 'normal', returns: execution.returns };
    executeBlock(evaluator, statement.finallyBlock.statements, new Scope(scope), strand, last);
    if (last.completion !== 'normal') execution.completion = last.completion;
  }
};

/** Adds the error path even where the main one has ended the process. */
const pushPast = (strand: Strand, item: Strand['items'][number]): void => {
  strand.items.push(item);
};

const executeForOf = (evaluator: Evaluator, statement: ts.ForOfStatement, scope: Scope, strand: Strand, execution: Execution): void => {
  const collection = evaluator.evaluate(statement.expression, scope, strand);
  const elements = collection.kind === 'array' ? iterated(collection) : [];
  const { initializer } = statement;
  for (const element of elements.length > 0 ? elements : [unknown]) {
    const round = new Scope(scope);
    let value = element;
    if (statement.awaitModifier && value.kind === 'promise') {
      evaluator.wait(strand, value.awaits);
      value = value.result;
    }
    if (typescript.isVariableDeclarationList(initializer)) for (const declaration of initializer.declarations) bindName(evaluator, declaration.name, value, round);
    executeLoop(evaluator, statement.statement, round, strand, execution, elements.length > 0);
    if (execution.completion !== 'normal') return;
  }
};

/** One round of a loop's body: in place when it is sure to run, else as one way of a branch. */
const executeLoop = (evaluator: Evaluator, body: ts.Statement, scope: Scope, strand: Strand, execution: Execution, runs: boolean): void => {
  const inner: Execution = { completion: 'normal', returns: execution.returns };
  if (runs) {
    execute(evaluator, body, scope, strand, inner);
    if (inner.completion === 'return' || inner.completion === 'process') execution.completion = inner.completion;
    return;
  }
  const round = new Strand(strand.path, strand);
  execute(evaluator, body, scope, round, inner);
  if (inner.completion === 'return' && round.ends === 'normally') round.ends = 'abruptly';
  evaluator.branch(strand, [round, new Strand(strand.path, strand)]);
};

const executeSwitch = (evaluator: Evaluator, statement: ts.SwitchStatement, scope: Scope, strand: Strand, execution: Execution): void => {
  evaluator.evaluate(statement.expression, scope, strand);
  const strands = statement.caseBlock.clauses.map((clause) => {
    const alternative = new Strand(strand.path, strand);
    const inner: Execution = { completion: 'normal', returns: execution.returns };
    executeBlock(evaluator, clause.statements, scope, alternative, inner);
    if (inner.completion === 'return' && alternative.ends === 'normally') alternative.ends = 'abruptly';
    return alternative;
  });
  evaluator.branch(strand, [...strands, new Strand(strand.path, strand)]);
};

/** The value of a function: what it returns on one of its ways. */
export const resultOf = (execution: Execution): Value => (execution.returns.length > 0 ? unionOf(execution.returns) : literal(undefined));
