import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { callersOf, functionAround } from './callers.js';
import type { Evaluator } from './evaluator.js';
import { outerScope, scopeAround, valueOutside } from './lookup.js';
import { sortedBy } from './sorting.js';
import { iterated, membersOf, unionOf, unknown } from './value.js';
import type { ArrayValue, Scope, Value } from './value.js';

/** An array, Set or Map with what is added to it anywhere in its file or by callers of the functions there. */
export const collected = (evaluator: Evaluator, symbol: ts.Symbol, initial: Value, scope: Scope): Value => {
  if (initial.kind !== 'array' && !isCollectionType(evaluator, symbol)) return initial;
  const elements: Value[] = initial.kind === 'array' ? [...initial.elements] : [];
  const entries = initial.kind === 'array' && initial.keys ? new Entries(initial) : undefined;
  let complete = initial.kind !== 'array' || initial.complete;
  let sorted: ts.Expression | undefined;
  const reads: ts.CallExpression[] = [];
  for (const { call, name } of callsOn(evaluator, symbol)) {
    if (name === 'sort') sorted = call.arguments[0];
    if (entries && name === 'get') reads.push(call);
    if (entries && name === 'set') {
      const [key, value] = call.arguments;
      if (key && value) for (const [at, given] of valuesPerCall(evaluator, [key, value], scope)) entries.add(at ?? unknown, given ?? unknown);
      continue;
    }
    const added = name === 'push' || name === 'unshift' || name === 'add' ? call.arguments : name === 'set' ? call.arguments.slice(1) : /^(?:use|defer|adopt)$/.test(name) && isStack(symbol) ? call.arguments.slice(name === 'adopt' ? 1 : 0) : [];
    for (const argument of added) {
      for (const [value = unknown] of valuesPerCall(evaluator, [argument], scope)) {
        if (value.kind === 'unknown' && value.type === undefined) complete = false;
        else if (name === 'unshift') elements.unshift(...membersOf(value));
        else elements.push(...membersOf(value));
      }
    }
  }
  if (!entries) return { kind: 'array', elements: sortedBy(evaluator, elements, sorted), complete };
  for (const read of reads) for (const { key, value } of additionsTo(evaluator, read, scope)) entries.addTo(key, value);
  return entries.value;
};

/** The calls of methods on a variable or property. */
const callsOn = (evaluator: Evaluator, symbol: ts.Symbol): { readonly call: ts.CallExpression; readonly name: string }[] =>
  evaluator.world.mentionsOf(symbol.name).flatMap((mention) => {
    const access = mention.parent;
    const container = typescript.isPropertyAccessExpression(access) && access.name === mention ? access : mention;
    const member = container.parent;
    if (!typescript.isPropertyAccessExpression(member) || member.expression !== container) return [];
    const call = member.parent;
    if (!typescript.isCallExpression(call) || call.expression !== member) return [];
    return evaluator.world.program.symbolAt(mention) === symbol ? [{ call, name: member.name.text }] : [];
  });

/** The entries of a Map as they come in: lists under one key are one list. */
class Entries {
  readonly #entries: { readonly key: Value; value: Value }[];
  #complete: boolean;

  constructor(initial: ArrayValue) {
    this.#entries = initial.elements.map((value, index) => ({ key: initial.keys?.[index] ?? unknown, value }));
    this.#complete = initial.complete;
  }

  get value(): ArrayValue {
    return { kind: 'array', elements: this.#entries.map(({ value }) => value), keys: this.#entries.map(({ key }) => key), complete: this.#complete };
  }

  add(key: Value, value: Value): void {
    for (const member of membersOf(value)) {
      if (member.kind === 'unknown' && member.type === undefined) {
        this.#complete = false;
        continue;
      }
      const list = member.kind === 'array' ? this.#listAt(key) : undefined;
      if (list && member.kind === 'array') list.value = { ...member, elements: [...elementsOf(list.value), ...member.elements] };
      else this.#entries.push({ key, value: member });
    }
  }

  /** Puts something into the list that stands under a key. */
  addTo(key: Value, value: Value): void {
    const list: ArrayValue = value.kind === 'unknown' && value.type === undefined ? { kind: 'array', elements: [], complete: false } : { kind: 'array', elements: membersOf(value), complete: true };
    this.add(key, list);
  }

  #listAt(key: Value): { readonly key: Value; value: Value } | undefined {
    return this.#entries.find((entry) => entry.value.kind === 'array' && isSameKey(entry.key, key));
  }
}

const elementsOf = (value: Value): readonly Value[] => (value.kind === 'array' ? value.elements : []);

/** Whether two keys are equal as far as is known: what is not known shares one place. */
const isSameKey = (left: Value, right: Value): boolean => (left.kind === 'literal' && right.kind === 'literal' ? left.value === right.value : left.kind === 'unknown' && right.kind === 'unknown');

/** The value of a Map under a key: of all of them, where the key is not known. */
export const valueAt = ({ elements, keys }: ArrayValue, key: Value | undefined): Value => {
  const isKnown = key?.kind === 'literal' && keys?.every((other) => other.kind === 'literal') === true;
  const found = isKnown ? elements.filter((_, index) => isSameKey(keys[index] ?? unknown, key)) : elements;
  return found.length > 0 ? unionOf(found) : unknown;
};

/** What is put into a list that is read from a Map: `hooks.get(name)?.push(run)`, also under a name of its own. */
const additionsTo = (evaluator: Evaluator, read: ts.CallExpression, scope: Scope): { readonly key: Value; readonly value: Value }[] => {
  const [at] = read.arguments;
  let list: ts.Node = read;
  while (typescript.isNonNullExpression(list.parent) || typescript.isParenthesizedExpression(list.parent) || typescript.isAsExpression(list.parent) || (typescript.isBinaryExpression(list.parent) && list.parent.left === list)) list = list.parent;
  const { parent } = list;
  const name = typescript.isVariableDeclaration(parent) && parent.initializer === list && typescript.isIdentifier(parent.name) ? evaluator.world.program.symbolAt(parent.name) : undefined;
  const calls = name ? callsOn(evaluator, name) : typescript.isPropertyAccessExpression(parent) && typescript.isCallExpression(parent.parent) && parent.parent.expression === parent ? [{ call: parent.parent, name: parent.name.text }] : [];
  return calls.flatMap(({ call, name: method }) => {
    const [added] = call.arguments;
    if (!at || !added || !/^(?:push|unshift|add)$/.test(method)) return [];
    return valuesPerCall(evaluator, [at, added], scope).map(([key = unknown, value = unknown]) => ({ key, value }));
  });
};

/** The values of expressions inside a function, for each call of it: `add(name, run) { steps.push({ name, run }) }`. */
const valuesPerCall = (evaluator: Evaluator, expressions: readonly ts.Expression[], scope: Scope): Value[][] => {
  const [first] = expressions;
  const around = first && functionAround(first);
  const calls = around && !evaluator.active.includes(around) && around.parameters.length > 0 ? callersOf(evaluator, around) : [];
  if (!around || calls.length === 0) return [expressions.map((expression) => evaluator.evaluate(expression, scopeAround(evaluator, expression, scope)))];
  const inSource = [...calls].sort((left, right) => (left.getSourceFile() === right.getSourceFile() ? left.end - right.end : 0));
  return inSource.map((call) => {
    const given = outerScope(evaluator, first);
    around.parameters.forEach((parameter, index) => {
      const symbol = typescript.isIdentifier(parameter.name) ? evaluator.world.checker.getSymbolAtLocation(parameter.name) : undefined;
      const argument = call.arguments?.[index];
      if (symbol && argument) given.bind(symbol, valueOutside(evaluator, argument));
    });
    return expressions.map((expression) => evaluator.evaluate(expression, given));
  });
};

/** Notes what is added to a collection that the function being executed has made for itself. */
export const noteAddition = (evaluator: Evaluator, callee: ts.PropertyAccessExpression, receiver: ArrayValue, args: readonly Value[], scope: Scope): void => {
  const symbol = typescript.isIdentifier(callee.expression) ? evaluator.world.checker.getSymbolAtLocation(callee.expression) : undefined;
  if (!symbol) return;
  const nodes = typescript.isCallExpression(callee.parent) ? callee.parent.arguments : [];
  const added = args.flatMap((argument, index) => (argument.kind === 'array' && nodes[index] && typescript.isSpreadElement(nodes[index]) ? iterated(argument) : [argument]));
  const complete = receiver.complete && !added.some((argument) => argument.kind === 'unknown');
  if (receiver.keys && callee.name.text === 'set') scope.assign(symbol, { ...receiver, elements: [...receiver.elements, args[1] ?? unknown], keys: [...receiver.keys, args[0] ?? unknown], complete });
  else if (callee.name.text === 'push' || callee.name.text === 'add') scope.assign(symbol, { ...receiver, elements: [...receiver.elements, ...added], complete });
  else if (callee.name.text === 'unshift') scope.assign(symbol, { ...receiver, elements: [...added, ...receiver.elements], complete });
};

/** Whether a variable holds a stack of disposables. */
const isStack = ({ valueDeclaration }: ts.Symbol): boolean =>
  valueDeclaration !== undefined && (typescript.isVariableDeclaration(valueDeclaration) || typescript.isPropertyDeclaration(valueDeclaration)) && /^new (?:Async)?DisposableStack\b/.test(valueDeclaration.initializer?.getText() ?? '');

const isCollectionType = (evaluator: Evaluator, symbol: ts.Symbol): boolean => {
  const declaration = symbol.valueDeclaration;
  const initializer = declaration && (typescript.isVariableDeclaration(declaration) || typescript.isPropertyDeclaration(declaration)) ? declaration.initializer : undefined;
  return initializer !== undefined && typescript.isNewExpression(initializer) && typescript.isIdentifier(initializer.expression) && ['Set', 'Map', 'Array', 'AsyncDisposableStack', 'DisposableStack'].includes(initializer.expression.text);
};
