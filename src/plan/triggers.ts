import type ts from 'typescript';
import { libraries } from '../catalogue/libraries/index.js';
import type { TriggerSemantics } from '../catalogue/library.js';
import { moduleSpecifierOf } from '../program/program.js';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import { awaitedSignal, runAfter } from './awaited-signal.js';
import { callEach } from './calls.js';
import type { Evaluator } from './evaluator.js';
import { at, handlesOf, limitOf, runPhases } from './library-call.js';
import type { LibraryCall } from './library-call.js';
import { valueOutside } from './lookup.js';
import { helperModules, indexesOf } from './syntax-index.js';
import { reachedAtStart } from './reached.js';
import type { Answer } from './step.js';
import { Strand } from './strand.js';
import type { ActItem } from './strand.js';
import { lazily, membersOf, truthiness, unknown } from './value.js';
import type { FunctionValue, Value } from './value.js';

/** Something that acts when the process is told to stop: a listener of the program's own, a helper, a framework. */
export interface Trigger extends Located {
  readonly node: ts.CallExpression | ts.NewExpression;
  /** The signals it handles; undefined when they cannot be told, so that it may be any. */
  readonly signals: readonly string[] | undefined;
  /** `process.on`, or the name of the helper or framework. */
  readonly owner: string;
  readonly isOwnListener: boolean;
  /** What was given as the listener, for listeners of the program's own. */
  readonly listener: (Located & { readonly node: ts.Expression; readonly value: Value; readonly returnsFunction: boolean }) | undefined;
  readonly reached: Answer;
  /** Whether it is registered only in tests or during development. */
  readonly isOutsideProduction: boolean;
  /** Whether its listener says by its name that it is the shutdown of a service. */
  readonly isMeantForShutdown: boolean;
  /** Whether its listener does nothing but print and exit. */
  readonly onlyExits: boolean;
  /** Whether a library's listener stays until its shutdown is complete, and ignores further signals. */
  readonly keepsListening: boolean;
  /** Runs what happens on the signal. */
  readonly run: (evaluator: Evaluator, strand: Strand) => void;
}

export const listenerMethods: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']);
/** Names of catalogue functions that install signal handlers. */
const helperNames: ReadonlySet<string> = new Set(
  libraries.flatMap((library) =>
    Object.entries(library.calls ?? {})
      .filter(([, semantics]) => semantics.trigger !== undefined)
      .flatMap(([key]) => [key.replace(/^new /, '').split('.').at(-1) ?? key, key === 'default' ? library.name : '']),
  ),
);
const signalName = /^SIG[A-Z0-9]+$/;

/** Finds what handles signals in files of the program. */
export const findTriggers = (evaluator: Evaluator, files: readonly string[]): Trigger[] => {
  return indexesOf(evaluator.world.program, files).flatMap(({ calls, importsHelper }) =>
    [...calls].flatMap(([name, nodes]) => {
      if (!importsHelper && !helperNames.has(name) && !listenerMethods.has(name)) return [];
      return nodes.flatMap((node) => {
        const listener = !typescript.isCallExpression(node) ? undefined : name === 'once' ? (listenerAt(evaluator, node) ?? onceAt(evaluator, node)) : listenerMethods.has(name) ? listenerAt(evaluator, node) : undefined;
        return listener ?? helperAt(evaluator, node) ?? [];
      });
    }),
  );
};

/** `process.on(signal, listener)`, also chained and with the process object under another name. */
const listenerAt = (evaluator: Evaluator, node: ts.CallExpression): Trigger | undefined => {
  const { world } = evaluator;
  const callee = node.expression;
  const [event, listener] = node.arguments;
  if (!event || !listener || !typescript.isPropertyAccessExpression(callee) || !listenerMethods.has(callee.name.text) || !isProcess(evaluator, callee.expression)) return undefined;
  const names = membersOf(valueOutside(evaluator, event));
  const literals = names.flatMap((name) => (name.kind === 'literal' && typeof name.value === 'string' ? [name.value] : []));
  const signals = literals.length === names.length ? literals.filter((name) => signalName.test(name)) : undefined;
  if (signals?.length === 0) return undefined;
  const awaited = awaitedSignal(node);
  const value = valueOutside(evaluator, listener);
  if (!signals?.includes('SIGTERM') && signals !== undefined && membersOf(value).every((member) => member.kind === 'function' && doesNothing(member.node))) return undefined;
  return {
    node,
    at: world.locationOf(node),
    signals,
    owner: `process.${callee.name.text}`,
    isOwnListener: true,
    listener: { node: listener, value, at: world.locationOf(listener), returnsFunction: membersOf(resultOfCalling(evaluator, value, listener)).every((member) => member.kind === 'function') },
    reached: isBehindReturn(evaluator, node) ? 'never' : reachedAtStart(evaluator, node),
    isOutsideProduction: isOutsideProduction(node),
    isMeantForShutdown: !typescript.isFunctionLike(listener) && /graceful|shut_?down/i.test(listener.getText()),
    keepsListening: false,
    onlyExits: membersOf(value).every((member) => member.kind === 'function' && onlyExits(member.node)),
    run: (running, strand) => {
      runListener(running, value, listener, strand, awaited !== undefined);
      // A promise is resolved once, however often its listener is called.
      if (!awaited || running.past.has(node)) return;
      running.fired.add(node);
      runAfter(running, awaited, strand);
    },
  };
};

/** Whether the function around has certainly returned before: `if (disabled) return;`, where nobody passes anything else. */
const isBehindReturn = (evaluator: Evaluator, node: ts.Node): boolean => {
  let statement = node;
  while (!typescript.isBlock(statement.parent) && !typescript.isSourceFile(statement.parent)) statement = statement.parent;
  if (!typescript.isBlock(statement.parent) || !typescript.isFunctionLike(statement.parent.parent)) return false;
  const { statements } = statement.parent;
  return statements.slice(0, statements.indexOf(statement as ts.Statement)).some((before) => {
    if (!typescript.isIfStatement(before) || !returnsAtOnce(before.thenStatement)) return false;
    return typescript.isIdentifier(before.expression) && truthiness(valueOutside(evaluator, before.expression)) === true && membersOf(valueOutside(evaluator, before.expression)).every((value) => value.kind === 'literal');
  });
};

const returnsAtOnce = (statement: ts.Statement): boolean => typescript.isReturnStatement(typescript.isBlock(statement) ? (statement.statements[0] ?? statement) : statement);

/** `await once(process, 'SIGTERM')` of the events module. */
const onceAt = (evaluator: Evaluator, node: ts.CallExpression): Trigger | undefined => {
  const [emitter, event] = node.arguments;
  const awaited = awaitedSignal(node);
  if (!emitter || !event || !awaited || !isProcess(evaluator, emitter)) return undefined;
  const name = valueOutside(evaluator, event);
  if (name.kind !== 'literal' || typeof name.value !== 'string' || !signalName.test(name.value)) return undefined;
  return {
    node,
    at: evaluator.world.locationOf(node),
    signals: [name.value],
    owner: 'once(process)',
    isOwnListener: true,
    listener: undefined,
    reached: reachedAtStart(evaluator, node),
    isOutsideProduction: isOutsideProduction(node),
    isMeantForShutdown: false,
    keepsListening: false,
    onlyExits: false,
    run: (running, strand) => {
      runAfter(running, awaited, strand);
    },
  };
};

const developmentOnly = /(?:integration|\bis)_?test|(?:===?\s*['"](?:test|development|dev|local)['"])|\bisDev|\b(?:__DEV__|debugMode)\b|!\s*(?:\w+\.)*isProd|!==?\s*['"]production['"]/i;

/** Whether a listener is registered only in tests or during development: a deployed process does not have it. */
const isOutsideProduction = (node: ts.Node): boolean => {
  for (let current = node; !typescript.isSourceFile(current.parent) && !typescript.isFunctionLike(current); current = current.parent) {
    if (typescript.isIfStatement(current.parent) && current.parent.thenStatement === current && developmentOnly.test(current.parent.expression.getText())) return true;
  }
  return false;
};

/** What a listener returns, to tell one that makes another function from one that acts. */
const resultOfCalling = (evaluator: Evaluator, value: Value, node: ts.Node): Value => (value.kind === 'function' ? callEach(evaluator, [value], [], node, undefined) : unknown);

const runListener = (evaluator: Evaluator, value: Value, node: ts.Expression, strand: Strand, awaited: boolean): void => {
  const members = membersOf(value);
  if (!awaited && members.some((member) => member.kind === 'unknown')) evaluator.push(strand, { kind: 'unknown', why: 'a listener that is not known', at: evaluator.world.locationOf(node), opaque: true });
  const known = members.filter((member) => member.kind !== 'unknown' && member.kind !== 'literal');
  if (known.length > 0) callEach(evaluator, known, [], node, strand);
};

/** Whether an expression is the process object, under whatever name. */
export const isProcess = (evaluator: Evaluator, expression: ts.Expression): boolean => {
  if (typescript.isCallExpression(expression) && typescript.isPropertyAccessExpression(expression.expression)) return isProcess(evaluator, expression.expression.expression);
  if (typescript.isIdentifier(expression) && expression.text === 'process') return true;
  if (typescript.isPropertyAccessExpression(expression)) return expression.getText() === 'globalThis.process' || expression.getText() === 'global.process';
  if (!typescript.isIdentifier(expression)) return false;
  const symbol = evaluator.world.checker.getTypeAtLocation(expression).getSymbol();
  return symbol?.name === 'Process' && symbol.declarations?.[0]?.getSourceFile().fileName.startsWith('/@stubs/') === true;
};

const helperAt = (evaluator: Evaluator, node: ts.CallExpression | ts.NewExpression): Trigger | undefined => {
  const { world } = evaluator;
  const callee = node.expression;
  const name = typescript.isPropertyAccessExpression(callee) ? callee.name.text : typescript.isIdentifier(callee) ? callee.text : '';
  if (!helperNames.has(name) && !(typescript.isIdentifier(callee) && isImportedHelper(evaluator, callee))) return undefined;
  const declared = world.declaredCall(callee, typescript.isNewExpression(node));
  const semantics = declared?.semantics?.trigger;
  if (!declared || !semantics) return undefined;
  const target = typescript.isPropertyAccessExpression(callee) ? valueOutside(evaluator, callee.expression) : undefined;
  // `run(…)` of a worker library handles signals for the runner that it makes.
  const receiver = handlesOf(target).length > 0 ? target : valueOutside(evaluator, node);
  const args = lazily(node.arguments ?? [], (argument) => valueOutside(evaluator, argument));
  const call: LibraryCall = { ...declared, node, receiver, args };
  if (semantics.supervises === true || isDisabled(evaluator, call, semantics)) return undefined;
  return {
    node,
    at: world.locationOf(node),
    signals: signalsOf(evaluator, call, semantics),
    owner: declared.library.name,
    isOwnListener: false,
    listener: undefined,
    reached: reachedAtStart(evaluator, node),
    isOutsideProduction: isOutsideProduction(node),
    isMeantForShutdown: true,
    keepsListening: semantics.guarded && semantics.secondSignalExits !== true,
    onlyExits: false,
    run: (running, strand) => {
      runHelper(running, call, semantics, strand);
    },
  };
};

/** Whether a name is what a package that installs signal handlers exports, under whatever name it was imported. */
const isImportedHelper = (evaluator: Evaluator, name: ts.Identifier): boolean =>
  (evaluator.world.checker.getSymbolAtLocation(name)?.declarations ?? []).some((declaration) => helperModules.has((moduleSpecifierOf(declaration) ?? '').replace(/^node:/, '')));

const isDisabled = (evaluator: Evaluator, call: LibraryCall, semantics: TriggerSemantics): boolean => {
  const literals = (places: TriggerSemantics['disabledBy']): Value[] => (places ?? []).map((place) => at(evaluator, call, place));
  return (
    literals(semantics.disabledBy).some((value) => (value.kind === 'literal' && (value.value === false || value.value === null)) || (value.kind === 'array' && value.complete && value.elements.length === 0)) ||
    literals(semantics.disabledWhenTrue).some((value) => value.kind === 'literal' && value.value === true)
  );
};

const signalsOf = (evaluator: Evaluator, call: LibraryCall, semantics: TriggerSemantics): readonly string[] | undefined => {
  const namedAt = (places: TriggerSemantics['given']): string[] =>
    (places ?? []).flatMap((place) => {
      const value = at(evaluator, call, place);
      const members = value.kind === 'array' ? value.elements : membersOf(value);
      return members.flatMap((member) => (member.kind === 'literal' && typeof member.value === 'string' ? member.value.split(/[\s,]+/).filter((word) => signalName.test(word)) : []));
    });
  const named = namedAt(semantics.given);
  return [...new Set([...(named.length > 0 ? named : semantics.signals), ...namedAt(semantics.added)])];
};

const runHelper = (evaluator: Evaluator, call: LibraryCall, semantics: TriggerSemantics, strand: Strand): void => {
  const ms = semantics.deadline && limitOf(evaluator, call, semantics.deadline);
  if (typeof ms === 'number' || ms === 'unknown') {
    // The helper exits by itself when its own limit is over.
    const expiry = new Strand('expiry');
    const place = evaluator.world.locationOf(call.node);
    const exit: ActItem = {
      kind: 'act', act: 'exit', node: call.node, at: place, label: 'process.exit()', handles: [], handleKind: undefined, bound: 'instant', waitsForInFlight: false, settles: 'sync', observed: true,
    };
    expiry.items.push(exit);
    expiry.ends = 'process-ended';
    evaluator.push(strand, { kind: 'timer', timer: { node: call.node, at: place, ms: typeof ms === 'number' ? ms : undefined, repeats: false, expiry, unreferenced: true } });
  }
  runPhases(evaluator, call, semantics.phases, strand);
};

/** Whether the listener can never do its work: it is no function, or one that only names the real handler. */
export const neverRuns = (trigger: Trigger): 'not-a-function' | 'only-returns' | undefined => {
  const { listener } = trigger;
  if (!listener) return undefined;
  const { value, node } = listener;
  const members = membersOf(value);
  if (typescript.isCallExpression(node) && members.every((member) => member.kind === 'promise' || member.kind === 'literal')) return 'not-a-function';
  const [only] = members;
  return members.length === 1 && only?.kind === 'function' && onlyReturnsFunction(trigger, only, node) ? 'only-returns' : undefined;
};

/** `process.on('SIGINT', () => {})`: a terminal sends Ctrl-C to the child as well, and what started it lets the child end first. */
const doesNothing = (listener: ts.FunctionLikeDeclaration): boolean => {
  const body = 'body' in listener ? listener.body : undefined;
  return body !== undefined && typescript.isBlock(body) && body.statements.length === 0;
};

const onlyExits = (listener: ts.FunctionLikeDeclaration): boolean => {
  const body = 'body' in listener ? listener.body : undefined;
  if (!body) return false;
  const isExit = (node: ts.Node): boolean => typescript.isCallExpression(node) && /^(?:process\.(?:exit|stdout\.write)|console\.\w+|[\w.]*log(?:ger)?(?:\.\w+)?)$/.test(node.expression.getText());
  return typescript.isBlock(body) ? body.statements.every((statement) => typescript.isExpressionStatement(statement) && isExit(statement.expression)) : isExit(body);
};

/** `() => shutdown` and `() => async () => { … }`: the inner function is never called. */
const onlyReturnsFunction = (trigger: Trigger, listener: FunctionValue, written: ts.Expression): boolean => {
  if (!(typescript.isArrowFunction(written) || typescript.isFunctionExpression(written)) || listener.node !== written) return false;
  const { body } = written;
  const result = typescript.isBlock(body) ? soleExpression(body) : body;
  if (!result) return false;
  if (typescript.isCallExpression(result)) return trigger.listener?.returnsFunction === true;
  return typescript.isArrowFunction(result) || typescript.isFunctionExpression(result) || typescript.isIdentifier(result);
};

const soleExpression = (body: ts.Block): ts.Expression | undefined => {
  const [statement] = body.statements;
  if (body.statements.length !== 1 || !statement) return undefined;
  if (typescript.isReturnStatement(statement)) return statement.expression;
  return typescript.isExpressionStatement(statement) ? statement.expression : undefined;
};
