import type ts from 'typescript';
import { libraries } from '../catalogue/libraries/index.js';
import { ts as typescript } from '../program/typescript.js';
import type { Located, Location } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import { handlesOf } from './library-call.js';
import { callersOf, functionAround } from './callers.js';
import { valueOutside } from './lookup.js';
import { isPassedByName } from './reached.js';
import { indexesOf, isWithin } from './syntax-index.js';
import { membersOf } from './value.js';
import type { CreatedHandle } from './world.js';

/** A function of the program that closes something, by what it does and, mostly, by its name. */
export class Teardown implements Located {
  readonly node: ts.FunctionLikeDeclaration;
  readonly name: string;
  readonly at: Location;
  readonly closes: readonly CreatedHandle[];
  readonly #evaluator: Evaluator;
  #mayBeCalled: boolean | undefined;

  constructor(evaluator: Evaluator, node: ts.FunctionLikeDeclaration, closes: readonly CreatedHandle[]) {
    this.#evaluator = evaluator;
    this.node = node;
    this.name = nameOf(node);
    this.at = evaluator.world.locationOf(nameNodeOf(node) ?? node);
    this.closes = closes;
  }

  /** Whether it says by its name that it ends something; others close what they opened themselves. */
  get isNamedSo(): boolean {
    return teardownName.test(this.name);
  }

  /** Whether any code of the program may call it: by its name, as a callback, or on something of unknown type. */
  get mayBeCalled(): boolean {
    return (this.#mayBeCalled ??= mayBeCalled(this.#evaluator, this.node, this.name));
  }

  /** Whether it stands in the very function that makes a handle, so that there is one for each call. */
  isMadeWith(handle: CreatedHandle): boolean {
    const maker = functionAround(handle.node);
    return maker !== undefined && isWithin(this.node, maker);
  }
}

const teardownName = /^(?:close|stop|shut_?down|destroy|dispose|tear_?down|end|disconnect|clean_?up|drain|flush|quit|terminate|release|kill|deinit)/i;

const closerKeys = libraries.flatMap((library) => Object.entries(library.calls ?? {}).filter(([, semantics]) => semantics.act !== undefined && semantics.act !== 'exit' && semantics.act !== 're-raise').map(([key]) => key.split('.').at(-1) ?? key));
/** Names of what closes or flushes the handles of any library. */
const closerNames: ReadonlySet<string> = new Set(closerKeys.filter((name) => name !== 'push'));

/** The functions in some files that close handles. */
export const findTeardowns = (evaluator: Evaluator, files: readonly string[]): Teardown[] => {
  const closers = new Map<ts.FunctionLikeDeclaration, Set<CreatedHandle>>();
  for (const { calls } of indexesOf(evaluator.world.program, files)) {
    for (const name of closerNames) {
      for (const call of calls.get(name) ?? []) {
        const around = typescript.isCallExpression(call) ? namedFunctionAround(call) : undefined;
        if (!around || !typescript.isPropertyAccessExpression(call.expression) || !mayHold(call.expression.expression)) continue;
        // A function of any other name is of interest only where it closes what it has made itself.
        if (!teardownName.test(nameOf(around)) && !isLocalTo(evaluator, call.expression.expression, around)) continue;
        for (const handle of handlesOf(valueOutside(evaluator, call.expression.expression))) add(closers, around, handle);
      }
    }
  }
  return [...closers].map(([node, closes]) => new Teardown(evaluator, node, [...closes]));
};

const passing = /^(?:res|response|reply|req|request|socket|stream|console|logger|log|span)$/i;

/** Whether what a closer is called on could be a handle of the process, and not a part of one request. */
const mayHold = (receiver: ts.Expression): boolean => {
  const name = typescript.isPropertyAccessExpression(receiver) ? receiver.name.text : receiver.getText();
  return !passing.test(name);
};

const isLocalTo = (evaluator: Evaluator, receiver: ts.Expression, around: ts.Node): boolean =>
  typescript.isIdentifier(receiver) && (evaluator.world.checker.getSymbolAtLocation(receiver)?.declarations ?? []).some((declaration) => isWithin(declaration, around));

const add = (closers: Map<ts.FunctionLikeDeclaration, Set<CreatedHandle>>, node: ts.FunctionLikeDeclaration, handle: CreatedHandle): void => {
  const known = closers.get(node);
  if (known) known.add(handle);
  else closers.set(node, new Set([handle]));
};

/** The nearest function around that has a name to call it by. */
const namedFunctionAround = (node: ts.Node): ts.FunctionLikeDeclaration | undefined => {
  let around = functionAround(node);
  while (around && !nameNodeOf(around)) around = functionAround(around);
  return around;
};

const nameNodeOf = (callable: ts.FunctionLikeDeclaration): ts.Node | undefined => {
  if (callable.name) return callable.name;
  const { parent } = callable;
  if (typescript.isVariableDeclaration(parent) || typescript.isPropertyAssignment(parent) || typescript.isPropertyDeclaration(parent)) return parent.name;
  return typescript.isBinaryExpression(parent) && typescript.isPropertyAccessExpression(parent.left) ? parent.left.name : undefined;
};

const nameOf = (callable: ts.FunctionLikeDeclaration): string => nameNodeOf(callable)?.getText() ?? '';

/** Methods that frameworks and the language call by their names. */
const conventional = /^(?:on(?:Module|Application|Before|After|Close|Stop|Exit|Destroy)\w*|before\w+|after\w+|disconnectedCallback|constructor|\[Symbol\.(?:asyncDispose|dispose)\])$/;

const mayBeCalled = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration, name: string): boolean => {
  if (conventional.test(name) || callersOf(evaluator, callable).length > 0 || isPassedByName(evaluator, callable)) return true;
  return isMentionedAsValue(evaluator, callable, name) || isCalledOnUnknown(evaluator, callable, name);
};

/** Whether a function is handed on without being called: exported in an object, put into a list, returned. */
const isMentionedAsValue = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration, name: string): boolean => {
  const own = nameNodeOf(callable);
  const symbol = own && evaluator.world.program.symbolAt(own);
  return evaluator.world.mentionsOf(name).some((mention) => {
    const { parent } = mention;
    if (mention === own || typescript.isImportSpecifier(parent) || typescript.isExportSpecifier(parent) || typescript.isImportClause(parent)) return false;
    // `module.exports = { stop }` only makes it known.
    if (typescript.isShorthandPropertyAssignment(parent) && typescript.isBinaryExpression(parent.parent.parent)) return false;
    const callee = typescript.isPropertyAccessExpression(parent) && parent.name === mention ? parent : mention;
    if (typescript.isCallExpression(callee.parent) && callee.parent.expression === callee) return false;
    if (typescript.isBinaryExpression(callee.parent) && callee.parent.left === callee) return false;
    return evaluator.world.program.symbolAt(mention) === symbol;
  });
};

/** Whether a method of that name is called on something that could be its object: of unknown type, or of an interface. */
const isCalledOnUnknown = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration, name: string): boolean => {
  const isMember = typescript.isMethodDeclaration(callable) || typescript.isPropertyDeclaration(callable.parent) || typescript.isPropertyAssignment(callable.parent) || typescript.isBinaryExpression(callable.parent);
  if (!isMember) return false;
  const { world } = evaluator;
  return world.callsOf(name).some((call) => {
    if (!typescript.isCallExpression(call) || !typescript.isPropertyAccessExpression(call.expression)) return false;
    const receiver = call.expression.expression;
    if (world.program.symbolAt(call.expression.name) !== undefined) return false;
    const value = valueOutside(evaluator, receiver);
    return membersOf(value).some((member) => (member.kind === 'unknown' && member.type === undefined) || (member.kind === 'instance' && member.declaration === callable.parent));
  });
};
