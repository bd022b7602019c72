import type ts from 'typescript';
import { libFile } from '../program/stubs.js';
import { ts as typescript } from '../program/typescript.js';
import { arrayMethod } from './array-methods.js';
import { callEach, invoke } from './calls.js';
import { optionOf } from './creation.js';
import { handlesOf } from './library-call.js';
import type { Evaluator } from './evaluator.js';
import { valueOutside } from './lookup.js';
import { propertyOf } from './members.js';
import { actsWithin, Strand } from './strand.js';
import type { ActItem, Awaitable, Timer } from './strand.js';
import { indexOf, isWithin } from './syntax-index.js';
import { iterated, literal, membersOf, pair, unionOf, unknown } from './value.js';
import type { AbortSource, ArrayValue, FunctionValue, PendingPromise, Value } from './value.js';

const immediately: Awaitable = { kind: 'join', mode: 'all', of: [] };

/**
 * Calls whose meaning is the language's or Node's own: promises, arrays, timers, `bind`, `promisify`, the end of the
 * process. Undefined when the call is none of these.
 */
export const nativeCall = (evaluator: Evaluator, node: ts.CallExpression, callee: ts.Expression, receiver: Value | undefined, args: readonly Value[], strand: Strand | undefined): Value | undefined => {
  if (typescript.isPropertyAccessExpression(callee)) {
    const name = callee.name.text;
    if (typescript.isIdentifier(callee.expression)) {
      const known = staticMethod(evaluator, `${callee.expression.text}.${name}`, node, args, strand);
      if (known) return known;
    }
    return receiver && methodOf(evaluator, receiver, name, node, callee, args, strand);
  }
  if (!typescript.isIdentifier(callee)) return undefined;
  const module = moduleOfNative(evaluator, callee);
  if (module === undefined) return undefined;
  return nativeFunction(evaluator, module, importedName(evaluator, callee), node, args, strand);
};

/** The module of Node that declares a name, `''` for a global one, undefined when it is neither. */
const moduleOfNative = (evaluator: Evaluator, name: ts.Identifier): string | undefined => {
  const symbol = evaluator.world.program.symbolAt(name);
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
  if (file === libFile) return '';
  return file === undefined ? undefined : /^\/@stubs\/(timers\/promises|timers|util|events|process)\.d\.ts$/.exec(file)?.[1];
};

const importedName = (evaluator: Evaluator, name: ts.Identifier): string => evaluator.world.program.symbolAt(name)?.name ?? name.text;

const nativeFunction = (evaluator: Evaluator, module: string, name: string, node: ts.CallExpression, args: readonly Value[], strand: Strand | undefined): Value | undefined => {
  if (module === 'timers/promises') return name === 'setTimeout' || name === 'setImmediate' || name === 'wait' ? delay(evaluator, node, name === 'setImmediate' ? literal(0) : args[0], strand) : undefined;
  switch (name) {
    case 'setTimeout':
    case 'setInterval':
      return armTimer(evaluator, node, args, name === 'setInterval', strand);
    case 'setImmediate':
    case 'queueMicrotask':
    case 'nextTick':
      return soon(evaluator, node, args, strand);
    case 'clearTimeout':
    case 'clearInterval':
      return disarm(evaluator, node, args[0], strand);
    case 'promisify':
      return args[0] && { kind: 'promisified', target: args[0] };
    case 'Number':
    case 'parseInt':
    case 'parseFloat':
      return numberOf(args[0]);
    case 'Boolean':
    case 'String':
      return args[0]?.kind === 'literal' ? literal(name === 'String' ? String(args[0].value) : Boolean(args[0].value), args[0].assumed) : unknown;
    case 'once':
      return module === 'events' ? { kind: 'promise', awaits: eventOf(evaluator, node, args[0], args[1]), result: unknown } : undefined;
    default:
      return undefined;
  }
};

const endEvents = new Set(['close', 'end', 'finish', 'exit', 'drain', 'stopped']);

/** What has to happen for an event: for the last one of a handle, the acts that end it. */
const eventOf = (evaluator: Evaluator, node: ts.Node, emitter: Value | undefined, event: Value | undefined): Awaitable => {
  const handles = event?.kind === 'literal' && endEvents.has(String(event.value)) ? handlesOf(emitter) : [];
  if (handles.length > 0) return { kind: 'join', mode: 'all', of: handles.map((handle) => ({ kind: 'join', mode: 'any', of: evaluator.completionsOf(handle) })) };
  return { kind: 'unknown', why: 'an event', at: evaluator.world.locationOf(node), opaque: false };
};

/** `server.once('close', () => process.exit(0))`: goes on when what ends the server is complete. */
const onEnd = (evaluator: Evaluator, receiver: Value, node: ts.CallExpression, args: readonly Value[], strand: Strand): void => {
  const [event, listener] = args;
  if (!listener || event?.kind !== 'literal' || !endEvents.has(String(event.value)) || handlesOf(receiver).length === 0) return;
  evaluator.spawn(strand, (line) => {
    evaluator.wait(line, eventOf(evaluator, node, receiver, event));
    callEach(evaluator, membersOf(listener), [], node, line);
  });
};

const numberOf = (value: Value | undefined): Value => {
  if (value?.kind !== 'literal') return unknown;
  const number = Number(value.value);
  return Number.isNaN(number) ? unknown : literal(number, value.assumed);
};

const staticMethod = (evaluator: Evaluator, name: string, node: ts.CallExpression, args: readonly Value[], strand: Strand | undefined): Value | undefined => {
  switch (name) {
    case 'Promise.all':
      return joined('all', args[0]);
    case 'Promise.allSettled': {
      const settled = joined('all', args[0]);
      if (settled.kind === 'promise') guard(settled.awaits);
      return settled;
    }
    case 'Promise.race':
    case 'Promise.any':
      return joined('any', args[0]);
    case 'Promise.withResolvers': {
      const promise: PendingPromise = { settledBy: [], result: unknown };
      return { kind: 'resolvers', promise };
    }
    case 'Promise.resolve':
      return args[0]?.kind === 'promise' ? args[0] : { kind: 'promise', awaits: immediately, result: args[0] ?? literal(undefined) };
    case 'Promise.reject':
      return { kind: 'promise', awaits: immediately, result: unknown };
    case 'Number.parseInt':
    case 'Number.parseFloat':
      return numberOf(args[0]);
    case 'Math.max':
    case 'Math.min': {
      const numbers = args.map((argument) => (argument.kind === 'literal' ? Number(argument.value) : Number.NaN));
      return numbers.some(Number.isNaN) ? unknown : literal(name === 'Math.max' ? Math.max(...numbers) : Math.min(...numbers), args.some((argument) => argument.kind === 'literal' && argument.assumed === true));
    }
    case 'process.exit':
    case 'process.reallyExit':
    case 'process.abort':
      return endProcess(evaluator, node, 'exit', strand);
    case 'process.kill':
      return /^process\.pid$/.test(node.arguments[0]?.getText() ?? '') ? endProcess(evaluator, node, 're-raise', strand) : literal(true);
    case 'process.nextTick':
      return soon(evaluator, node, args, strand);
    case 'process.emit':
      return strand ? emitOn(evaluator, node, args, strand, (receiver) => receiver.getText() === 'process') : unknown;
    case 'Array.from':
    case 'Array.of':
      return args[0]?.kind === 'array' ? listOf(args[0]) : unknown;
    case 'Object.assign':
      // What it is given and what is added to it are one object: a member is found in either.
      return unionOf(args);
    case 'Object.values':
      return objectValues(evaluator, args[0], node);
    case 'Object.entries': {
      const values = objectValues(evaluator, args[0], node);
      return values.kind === 'array' ? { ...values, elements: values.elements.map((value) => pair(unknown, value)) } : values;
    }
    case 'AbortSignal.timeout':
      return { kind: 'signal', source: { node, listeners: [], timeoutMs: args[0]?.kind === 'literal' ? Number(args[0].value) : undefined } };
    case 'util.promisify':
      return args[0] && { kind: 'promisified', target: args[0] };
    case 'console.log':
    case 'console.error':
    case 'console.info':
    case 'console.warn':
    case 'console.debug':
      return literal(undefined);
    default:
      return undefined;
  }
};

/** A collection as an array. */
const listOf = (collection: ArrayValue): ArrayValue => ({ kind: 'array', elements: iterated(collection), complete: collection.complete });

const objectValues = (evaluator: Evaluator, value: Value | undefined, node: ts.Node): Value => {
  if (value?.kind === 'array') return value;
  if (value?.kind !== 'object') return unknown;
  const names = value.node.properties.map((property) => property.name).filter((name) => name !== undefined);
  return { kind: 'array', elements: names.map((name) => propertyOf(evaluator, value, name.getText(), node)), complete: true };
};

const joined = (mode: 'all' | 'any', list: Value | undefined): Value => {
  const elements = list?.kind === 'array' ? list.elements.flatMap(membersOf) : [];
  const awaits = elements.flatMap((element) => (element.kind === 'promise' ? [element.awaits] : []));
  const results = elements.map((element) => (element.kind === 'promise' ? element.result : element));
  return { kind: 'promise', awaits: { kind: 'join', mode, of: awaits }, result: { kind: 'array', elements: results, complete: false } };
};

/** The end of the process, and with it of the strand. */
export const endProcess = (evaluator: Evaluator, node: ts.CallExpression, act: 'exit' | 're-raise', strand: Strand | undefined): Value => {
  if (!strand) return unknown;
  const item: ActItem = {
    kind: 'act', act, node, at: evaluator.world.locationOf(node), label: node.expression.getText(), handles: [], handleKind: undefined, bound: 'instant', waitsForInFlight: false, settles: 'sync', observed: true,
  };
  evaluator.push(strand, item);
  strand.ends = 'process-ended';
  return unknown;
};

const delay = (evaluator: Evaluator, node: ts.CallExpression, ms: Value | undefined, strand: Strand | undefined): Value => {
  const item = { kind: 'delay', ms: ms?.kind === 'literal' ? Number(ms.value) : undefined, at: evaluator.world.locationOf(node) } as const;
  if (strand) evaluator.push(strand, item);
  return { kind: 'promise', awaits: item, result: unknown };
};

const armTimer = (evaluator: Evaluator, node: ts.CallExpression, args: readonly Value[], repeats: boolean, strand: Strand | undefined): Value => {
  const [callback, ms] = args;
  const expiry = new Strand(strand?.path === 'main' ? 'expiry' : (strand?.path ?? 'expiry'));
  const timer: Timer = { node, at: evaluator.world.locationOf(node), ms: ms?.kind === 'literal' ? Number(ms.value) : ms === undefined ? 0 : undefined, repeats, expiry, unreferenced: false };
  expiry.timer = timer;
  if (strand) {
    evaluator.push(strand, { kind: 'timer', timer });
    if (callback) callEach(evaluator, membersOf(callback), args.slice(2), node, expiry);
  }
  return { kind: 'timer', timer };
};

const soon = (evaluator: Evaluator, node: ts.CallExpression, args: readonly Value[], strand: Strand | undefined): Value => {
  if (strand && args[0]) {
    const callback = args[0];
    evaluator.spawn(strand, (line) => {
      callEach(evaluator, membersOf(callback), args.slice(1), node, line);
    });
  }
  return unknown;
};

const disarm = (evaluator: Evaluator, node: ts.CallExpression, timer: Value | undefined, strand: Strand | undefined): Value => {
  if (!strand) return literal(undefined);
  for (const member of timer ? membersOf(timer) : []) if (member.kind === 'timer') evaluator.push(strand, { kind: 'disarm', timer: member.timer, at: evaluator.world.locationOf(node) });
  return literal(undefined);
};

const methodOf = (evaluator: Evaluator, receiver: Value, name: string, node: ts.CallExpression, callee: ts.PropertyAccessExpression, args: readonly Value[], strand: Strand | undefined): Value | undefined => {
  switch (receiver.kind) {
    case 'promise':
      return name === 'then' || name === 'catch' || name === 'finally' ? chained(evaluator, receiver, name, node, args, strand) : undefined;
    case 'array':
      return arrayMethod(evaluator, receiver, name, node, args, strand);
    case 'timer':
      if (name === 'unref') receiver.timer.unreferenced = true;
      if (name === 'ref') receiver.timer.unreferenced = false;
      return name === 'unref' || name === 'ref' ? receiver : undefined;
    case 'controller':
      return name === 'abort' ? abort(evaluator, receiver.source, node, strand) : undefined;
    case 'function':
    case 'library-function':
      if (name === 'bind') return { ...receiver, ...(args[0] && args[0].kind !== 'literal' ? { self: args[0] } : {}), bound: [...(receiver.bound ?? []), ...args.slice(1)] };
      if (name === 'call') return invoke(evaluator, args[0] && args[0].kind !== 'literal' ? { ...receiver, self: args[0] } : receiver, args.slice(1), node, strand);
      if (name === 'apply') return invoke(evaluator, args[0] && args[0].kind !== 'literal' ? { ...receiver, self: args[0] } : receiver, args[1]?.kind === 'array' ? args[1].elements : [], node, strand);
      return undefined;
    case 'promisified':
      return name === 'bind' && receiver.target.kind === 'library-function' && args[0] ? { kind: 'promisified', target: { ...receiver.target, self: args[0] } } : undefined;
    case 'literal':
      return name === 'split' && typeof receiver.value === 'string' && args[0]?.kind === 'literal' && typeof args[0].value === 'string'
        ? { kind: 'array', elements: receiver.value.split(args[0].value).map((part) => literal(part)), complete: true }
        : undefined;
    default:
      if ((name === 'on' || name === 'once') && strand) onEnd(evaluator, receiver, node, args, strand);
      if (name === 'emit' && strand) return emitOn(evaluator, node, args, strand, (other) => sameReceiver(evaluator, other, callee.expression));
      return undefined;
  }
};

const sameReceiver = (evaluator: Evaluator, left: ts.Expression, right: ts.Expression): boolean => {
  const nameOf = (expression: ts.Expression): ts.Node => (typescript.isPropertyAccessExpression(expression) ? expression.name : expression);
  const [a, b] = [evaluator.world.program.symbolAt(nameOf(left)), evaluator.world.program.symbolAt(nameOf(right))];
  if (a !== undefined && a === b) return true;
  const [x, y] = [valueOutside(evaluator, left), valueOutside(evaluator, right)];
  return x.kind === 'handle' && y.kind === 'handle' && x.handle === y.handle;
};

/** Runs the listeners of an event that the program registers anywhere on the same emitter. */
const emitOn = (evaluator: Evaluator, node: ts.CallExpression, args: readonly Value[], strand: Strand, isSame: (receiver: ts.Expression) => boolean): Value | undefined => {
  const event = args[0];
  if (event?.kind !== 'literal') return undefined;
  const listeners = ['on', 'once', 'addListener'].flatMap((method) => evaluator.world.mentionsOf(method));
  let found = false;
  for (const mention of listeners) {
    const access = mention.parent;
    const call = access.parent as ts.Node | undefined;
    if (!typescript.isPropertyAccessExpression(access) || !call || !typescript.isCallExpression(call) || call.expression !== access) continue;
    const [name, listener] = call.arguments;
    if (!name || !listener || !typescript.isStringLiteralLike(name) || name.text !== event.value || !evaluator.isHere(call) || !isSame(access.expression)) continue;
    found = true;
    if (access.name.text === 'once') {
      if (evaluator.past.has(call)) continue;
      evaluator.fired.add(call);
    }
    callEach(evaluator, membersOf(valueOutside(evaluator, listener)), args.slice(1), node, strand);
  }
  return found ? literal(true) : undefined;
};

const abort = (evaluator: Evaluator, source: AbortSource, node: ts.CallExpression, strand: Strand | undefined): Value => {
  if (!strand || evaluator.past.has(source.node)) return literal(undefined);
  evaluator.fired.add(source.node);
  evaluator.push(strand, {
    kind: 'act', act: 'abort', node, at: evaluator.world.locationOf(node), label: node.expression.getText(), handles: [], handleKind: undefined, bound: 'instant', waitsForInFlight: false, settles: 'sync', observed: true,
  });
  let heard = false;
  for (const mention of evaluator.world.mentionsOf('addEventListener')) {
    const access = mention.parent;
    const call = access.parent as ts.Node | undefined;
    if (!typescript.isPropertyAccessExpression(access) || !call || !typescript.isCallExpression(call)) continue;
    const [event, listener] = call.arguments;
    if (!event || !listener || !typescript.isStringLiteralLike(event) || event.text !== 'abort') continue;
    const signal = valueOutside(evaluator, access.expression);
    if (membersOf(signal).some((member) => member.kind === 'signal' && member.source.node === source.node)) {
      heard = true;
      callEach(evaluator, membersOf(valueOutside(evaluator, listener)), [], node, strand);
    }
  }
  // Whoever was given the signal goes on from here, unseen.
  if (!heard) evaluator.push(strand, { kind: 'unknown', why: 'what waits for the abort signal is not followed', at: evaluator.world.locationOf(node), opaque: true });
  return literal(undefined);
};

/** Notes that the failure of what is waited for ends there. */
const guard = (awaitable: Awaitable): void => {
  const here = {};
  for (const act of actsWithin(awaitable)) act.guards = [...(act.guards ?? []), here];
};

/** `.then`, `.catch` and `.finally`: a strand that waits for the promise and goes on from there. */
const chained = (evaluator: Evaluator, promise: Extract<Value, { kind: 'promise' }>, name: string, node: ts.CallExpression, args: readonly Value[], strand: Strand | undefined): Value => {
  if (!strand) return promise;
  if (name !== 'then' || args.length > 1) guard(promise.awaits);
  let result: Value = promise.result;
  const next = new Strand(strand.path);
  evaluator.wait(next, promise.awaits);
  const run = (callback: Value | undefined, line: Strand): Value => (callback ? callEach(evaluator, membersOf(callback).filter((member) => member.kind !== 'literal'), [promise.result], node, line) : promise.result);
  const fallback = name === 'then' ? args[1] : name === 'catch' ? args[0] : undefined;
  if (fallback) {
    const failed = new Strand('error');
    run(fallback, failed);
    if (failed.items.length > 0) next.items.push({ kind: 'branch', alternatives: [new Strand(next.path, next), failed] });
  }
  if (name !== 'catch' && args[0]) {
    result = run(args[0], next);
    if (result.kind === 'promise') {
      evaluator.wait(next, result.awaits);
      result = result.result;
    }
  }
  evaluator.push(strand, { kind: 'spawn', strand: next });
  return { kind: 'promise', awaits: next, result: name === 'finally' ? promise.result : result };
};

/** What an executor hands to `resolve`, where that is something with a name: `app.listen(port, () => resolve(server))`. */
const resolvedWith = (evaluator: Evaluator, { node, scope }: FunctionValue): Value => {
  const [resolve] = node.parameters;
  if (!resolve || !typescript.isIdentifier(resolve.name)) return unknown;
  const { text } = resolve.name;
  const given = (indexOf(node.getSourceFile()).calls.get(text) ?? []).flatMap((call) => (isWithin(call, node) ? (call.arguments?.slice(0, 1) ?? []) : []));
  return unionOf(given.filter((argument) => typescript.isIdentifier(argument) || argument.kind === typescript.SyntaxKind.ThisKeyword).map((argument) => (argument.kind === typescript.SyntaxKind.ThisKeyword ? valueOutside(evaluator, argument) : evaluator.evaluate(argument, scope))));
};

/** `new Promise(executor)` and the collections and controllers of the language. */
export const nativeNew = (evaluator: Evaluator, node: ts.NewExpression, args: readonly Value[], strand: Strand | undefined): Value | undefined => {
  if (!typescript.isIdentifier(node.expression)) return undefined;
  switch (node.expression.text) {
    case 'Promise': {
      const promise: PendingPromise = { settledBy: [], result: unknown };
      const resolver: Value = { kind: 'resolver', promise };
      if (strand && args[0]) {
        // Resolving on the executor's own line is the shortcut of a case that does not apply, unless nothing else resolves.
        callEach(evaluator, membersOf(args[0]), [resolver, resolver], node, strand);
        const later = promise.settledBy.filter((line) => line !== strand.root);
        promise.settledBy.splice(0, promise.settledBy.length, ...later);
      } else if (args[0]?.kind === 'function') promise.result = resolvedWith(evaluator, args[0]);
      return { kind: 'promise', awaits: { kind: 'join', mode: 'any', of: promise.settledBy }, result: promise.result };
    }
    case 'AsyncDisposableStack':
    case 'DisposableStack':
      return { kind: 'array', elements: [], complete: true };
    case 'AbortController':
      return { kind: 'controller', source: { node, listeners: [] } };
    case 'Set':
    case 'Array':
      return args[0]?.kind === 'array' ? listOf(args[0]) : { kind: 'array', elements: [], complete: true };
    case 'Map': {
      const entries = args[0]?.kind === 'array' ? iterated(args[0]) : [];
      const [keys, elements] = [0, 1].map((part) => entries.map((entry) => (entry.kind === 'array' ? (entry.elements[part] ?? unknown) : unknown)));
      return { kind: 'array', elements: elements ?? [], keys: keys ?? [], complete: true };
    }
    default:
      return undefined;
  }
};

/** Milliseconds that an option of a value gives, for callers that read limits. */
export const millisecondsAt = (evaluator: Evaluator, value: Value | undefined, option: string | undefined, node: ts.Node): number | undefined => {
  const found = optionOf(evaluator, value, option, node);
  return found.kind === 'literal' && typeof found.value === 'number' ? found.value : undefined;
};
