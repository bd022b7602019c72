import type ts from 'typescript';
import { callEach } from './calls.js';
import { valueAt } from './collections.js';
import { dispose } from './disposal.js';
import type { Evaluator } from './evaluator.js';
import { sortedBy } from './sorting.js';
import { Strand } from './strand.js';
import { literal, membersOf, pair, unionOf, unknown } from './value.js';
import type { ArrayValue, Value } from './value.js';

/** What a method of an array, Set, Map or disposable stack gives and, on a strand, does. Undefined when it has no such method. */
export const arrayMethod = (evaluator: Evaluator, array: ArrayValue, name: string, node: ts.CallExpression, args: readonly Value[], strand: Strand | undefined): Value | undefined => {
  const each = (call: (element: Value) => Value): Value[] => array.elements.map(call);
  const callback = args[0];
  switch (name) {
    case 'map':
    case 'flatMap':
      if (callback && array.elements.length === 0 && strand) return { ...array, elements: [perhapsOnce(evaluator, callback, node, strand)], complete: false };
      return callback && { ...array, elements: each((element) => callEach(evaluator, membersOf(callback), [element], node, strand)) };
    case 'forEach':
      if (callback && array.elements.length === 0 && strand) perhapsOnce(evaluator, callback, node, strand);
      else if (callback) array.elements.forEach((element, index) => callEach(evaluator, membersOf(callback), array.keys ? [element, array.keys[index] ?? unknown] : [element], node, strand));
      return literal(undefined);
    case 'reverse':
    case 'toReversed':
      return { ...array, elements: [...array.elements].reverse() };
    case 'sort':
    case 'toSorted':
      return { ...array, elements: sortedBy(evaluator, array.elements, node.arguments[0]) };
    case 'filter':
    case 'slice':
    case 'flat':
    case 'splice':
      return array;
    case 'values':
      return { kind: 'array', elements: array.elements, complete: array.complete };
    case 'keys':
      return array.keys && { kind: 'array', elements: array.keys, complete: array.complete };
    case 'entries':
      return { kind: 'array', elements: array.elements.map((element, index) => pair(array.keys?.[index] ?? unknown, element)), complete: array.complete };
    case 'concat':
      return { ...array, elements: [...array.elements, ...args.flatMap((argument) => (argument.kind === 'array' ? argument.elements : [argument]))] };
    case 'pop':
    case 'shift':
    case 'find':
    case 'at':
      return array.elements.length > 0 ? unionOf(array.elements) : unknown;
    case 'get':
      return valueAt(array, args[0]);
    case 'push':
    case 'unshift':
    case 'add':
    case 'set':
    case 'delete':
    case 'clear':
    case 'has':
    case 'includes':
      return unknown;
    case 'use':
    case 'adopt':
      return args[0];
    case 'disposeAsync':
    case 'dispose': {
      if (!strand) return unknown;
      const disposed = evaluator.spawn(strand, (line) => {
        dispose(evaluator, array, node, line);
      });
      return name === 'dispose' ? literal(undefined) : { kind: 'promise', awaits: disposed, result: literal(undefined) };
    }
    case 'move':
      return array;
    case 'reduce':
      // `closers.reduce((done, close) => done.then(close), Promise.resolve())`: one after the other.
      return callback && array.elements.reduce((accumulated, element) => callEach(evaluator, membersOf(callback), [accumulated, element], node, strand), args[1] ?? unknown);
    default:
      return undefined;
  }
};

/** Calls the callback of a collection of which no element is known: what is put into it elsewhere may be none. */
const perhapsOnce = (evaluator: Evaluator, callback: Value, node: ts.Node, strand: Strand): Value => {
  const round = new Strand(strand.path, strand);
  const result = callEach(evaluator, membersOf(callback), [unknown], node, round);
  evaluator.branch(strand, [round, new Strand(strand.path, strand)]);
  return result;
};
