import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { callEach } from './calls.js';
import type { Evaluator } from './evaluator.js';
import { propertyOf } from './members.js';
import type { Strand } from './strand.js';
import { membersOf } from './value.js';
import type { Scope, Value } from './value.js';

/** The names under which values have the methods that `using` calls, as declarations write them. */
const disposers = ['[Symbol.asyncDispose]', '[Symbol.dispose]'] as const;

/** The declarations of a statement that are disposed of where their block ends: `await using server = …`. */
export const usedBy = (statement: ts.Statement): readonly ts.Identifier[] => {
  if (!typescript.isVariableStatement(statement) || (statement.declarationList.flags & typescript.NodeFlags.Using) === 0) return [];
  return statement.declarationList.declarations.map(({ name }) => name).filter((name) => typescript.isIdentifier(name));
};

/** What leaving a block does: what it used is disposed of, the last first, each one waited for. */
export const leaveBlock = (evaluator: Evaluator, statements: readonly ts.Statement[], scope: Scope, strand: Strand): void => {
  for (const name of statements.flatMap(usedBy).reverse()) dispose(evaluator, evaluator.evaluate(name, scope), name, strand);
};

/** Disposes of one value: by its own method, or of everything that a stack of disposables holds. */
export const dispose = (evaluator: Evaluator, value: Value, node: ts.Node, strand: Strand): void => {
  for (const member of membersOf(value)) {
    if (member.kind === 'array') {
      for (const element of [...member.elements].reverse()) dispose(evaluator, element, node, strand);
      continue;
    }
    const method = member.kind === 'function' ? member : disposers.map((name) => propertyOf(evaluator, member, name, node)).find((found) => membersOf(found).some(isCallable));
    if (!method) continue;
    const result = callEach(evaluator, membersOf(method).filter(isCallable), [], node, strand);
    if (result.kind === 'promise') evaluator.wait(strand, result.awaits);
  }
};

const isCallable = (value: Value): boolean => value.kind === 'function' || value.kind === 'library-function';
