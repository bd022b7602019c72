import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import type { Start } from './starts.js';
import { valueOutside } from './lookup.js';
import { findExits, findProcessListeners, findRemovals } from './process-listeners.js';
import type { ProcessListener, Removal } from './process-listeners.js';
import { isStuckPromise } from './stuck-promise.js';
import { indexesOf } from './syntax-index.js';

/** A call of a closer on something that has none: what `listen` gave back, or an application that is no server. */
export interface WrongCloser extends Located {
  readonly label: string;
  readonly what: string;
  readonly start: Located;
}

/** `await new Promise(…)` whose executor never uses the functions that could settle it. */
export interface StuckPromise extends Located {
  readonly node: ts.NewExpression;
}

/** What the code of a process has around its plan: facts of single places that no handle and no signal stands for. */
export interface Surroundings {
  readonly listeners: readonly ProcessListener[];
  readonly removals: readonly Removal[];
  readonly exits: readonly (Located & { readonly node: ts.CallExpression })[];
  readonly wrongClosers: readonly WrongCloser[];
  readonly stuckPromises: readonly StuckPromise[];
}

/** Surveys the files of services. */
export const surveySurroundings = (evaluator: Evaluator, files: readonly string[], starts: readonly Start[]): Surroundings => ({
  listeners: findProcessListeners(evaluator, files),
  removals: findRemovals(evaluator, files),
  exits: findExits(evaluator, files).map((node) => ({ node, at: evaluator.world.locationOf(node) })),
  wrongClosers: [...starts.flatMap((start) => closersOfResult(evaluator, start)), ...closersOfApplications(evaluator, files)],
  stuckPromises: indexesOf(evaluator.world.program, files).flatMap(({ calls }) =>
    (calls.get('Promise') ?? []).flatMap((node) => (typescript.isAwaitExpression(node.parent) && isStuckPromise(node) ? [{ node, at: evaluator.world.locationOf(node) }] : [])),
  ),
});

/** Those of a survey that stand in files of one process. */
export const surroundingsIn = (all: Surroundings, isHere: (item: Located) => boolean): Surroundings => ({
  listeners: all.listeners.filter(isHere),
  removals: all.removals.filter(isHere),
  exits: all.exits.filter(isHere),
  wrongClosers: all.wrongClosers.filter(isHere),
  stuckPromises: all.stuckPromises.filter(isHere),
});

const closerNames = ['close', 'stop', 'shutdown', 'end', 'destroy'];

/** `const server = app.listen(…)` where `listen` gives a promise or an address, and then `server.close()`. */
const closersOfResult = (evaluator: Evaluator, start: Start): WrongCloser[] => {
  const { world } = evaluator;
  let outer = start.node as ts.Expression;
  while (typescript.isAwaitExpression(outer.parent) || typescript.isParenthesizedExpression(outer.parent)) outer = outer.parent;
  const declaration = outer.parent;
  const name = typescript.isVariableDeclaration(declaration) && declaration.initializer === outer ? declaration.name : typescript.isBinaryExpression(declaration) && declaration.right === outer ? declaration.left : undefined;
  if (!name || !typescript.isIdentifier(name) || !typescript.isCallExpression(start.node)) return [];
  const type = resultType(evaluator, start.node, outer);
  if (!type) return [];
  const what = world.isThenable(type) ? (start.node.arguments.some(typescript.isFunctionLike) ? 'undefined' : 'a promise') : (type.flags & typescript.TypeFlags.StringLike) !== 0 ? 'the address' : (type.flags & (typescript.TypeFlags.Void | typescript.TypeFlags.Undefined)) !== 0 ? 'undefined' : undefined;
  const symbol = world.program.symbolAt(name);
  // Another value may be assigned to the same name.
  if (what === undefined || !symbol || world.assignmentsTo(symbol).some((assigned) => assigned !== outer)) return [];
  return world.mentionsOf(name.text).flatMap((mention) => {
    const access = mention.parent;
    if (!typescript.isPropertyAccessExpression(access) || access.expression !== mention || !closerNames.includes(access.name.text) || !typescript.isCallExpression(access.parent) || access.parent.expression !== access || world.program.symbolAt(mention) !== symbol) return [];
    return [{ at: world.locationOf(access.parent), label: `${access.getText()}()`, what, start }];
  });
};

/** The type of what `listen` gives, where its library says so: by the checker, or by the value that it is called on. */
const resultType = (evaluator: Evaluator, call: ts.CallExpression, outer: ts.Expression): ts.Type | undefined => {
  const { world } = evaluator;
  if (world.declaredCall(call.expression, false)?.semantics?.starts === true) return world.checker.getTypeAtLocation(outer);
  if (!typescript.isPropertyAccessExpression(call.expression)) return undefined;
  const receiver = valueOutside(evaluator, call.expression.expression);
  const method = receiver.kind === 'handle' ? world.checker.getPropertyOfType(receiver.type, call.expression.name.text) : undefined;
  const [signature] = method && world.declaredBy(method, false)?.semantics?.starts === true ? world.checker.getTypeOfSymbol(method).getCallSignatures() : [];
  const type = signature && world.checker.getReturnTypeOfSignature(signature);
  return type && (outer === call ? type : world.awaitedType(type));
};

/** Applications that only route requests: `listen` gives the server, and the application has nothing to close. */
const routers: ReadonlyMap<string, string> = new Map([['express', 'the Express application'], ['koa', 'the Koa application'], ['connect', 'the Connect application']]);

const closersOfApplications = (evaluator: Evaluator, files: readonly string[]): WrongCloser[] => {
  const { world } = evaluator;
  return indexesOf(world.program, files).flatMap(({ calls, assignments }) =>
    (calls.get('close') ?? []).flatMap((node): WrongCloser[] => {
      const access = node.expression;
      if (!typescript.isCallExpression(node) || !typescript.isPropertyAccessExpression(access) || !typescript.isIdentifier(access.expression)) return [];
      const type = world.checker.getTypeAtLocation(access.expression);
      const symbol = type.getSymbol();
      const declared = symbol && /^(?:Application|Express)$/.test(symbol.name) ? world.declaredBy(symbol, true) : undefined;
      const what = declared && routers.get(declared.library.name);
      if (what === undefined || world.checker.getPropertyOfType(type, 'close')) return [];
      // `app.close = …` gives it one.
      if (assignments.has('close')) return [];
      return [{ at: world.locationOf(node), label: `${access.getText()}()`, what, start: { at: world.locationOf(access.expression) } }];
    }),
  );
};
