import type ts from 'typescript';
import type { ActKind, Bound, CallSemantics, HandleKind, Phase, Place } from '../catalogue/library.js';
import { handleKindOf, semanticsOf } from '../program/stubs.js';
import { ts as typescript } from '../program/typescript.js';
import { callEach } from './calls.js';
import { createdBy, holds, optionOf } from './creation.js';
import type { Evaluator } from './evaluator.js';
import { outerScope } from './lookup.js';
import { typedValue } from './typed.js';
import { isInLoop } from './syntax-index.js';
import { Strand } from './strand.js';
import type { ActItem } from './strand.js';
import type { StepBound } from './step.js';
import { membersOf, unionOf, unknown } from './value.js';
import type { Value } from './value.js';
import type { CreatedHandle, DeclaredCall } from './world.js';

/** One call of a library's function, with everything that its semantics may refer to. */
export interface LibraryCall extends DeclaredCall {
  readonly node: ts.Node;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
}

/** Calls what a stub declares: adds what the call does at shutdown to the strand, and gives the value of its result. */
export const callLibrary = (evaluator: Evaluator, declared: DeclaredCall, node: ts.Node, receiver: Value | undefined, args: readonly Value[], strand: Strand | undefined): Value => {
  const semantics = declared.semantics ?? semanticsOf(declared.library, declared.key);
  const call: LibraryCall = { ...declared, semantics, node, receiver, args };
  const result = resultOf(evaluator, call);
  if (!strand || !semantics) return result;
  if (semantics.notACloser !== undefined) evaluator.misnomers.push({ at: evaluator.world.locationOf(node), label: labelOf(node), handles: handlesOf(receiver), does: semantics.notACloser });
  if (semantics.phases) return runRoutine(evaluator, call, semantics.phases, strand, result);
  if (semantics.act) return performAct(evaluator, call, semantics, semantics.act, strand, result);
  return result;
};

/** The value of a call: an existing one, an object that stands for another, a new handle, or only a type. */
const resultOf = (evaluator: Evaluator, call: LibraryCall): Value => {
  const { semantics, node } = call;
  if (semantics?.returns) return at(evaluator, call, semantics.returns);
  if (semantics?.act && semantics.settles !== undefined && !semantics.wraps) return unknown;
  if (!typescript.isCallExpression(node) && !typescript.isNewExpression(node)) return unknown;
  if (semantics?.wraps) {
    const wrapped = at(evaluator, call, semantics.wraps);
    const type = evaluator.world.checker.getTypeAtLocation(node);
    const inner = membersOf(wrapped).find((member) => member.kind === 'handle');
    return inner ? { kind: 'handle', handle: inner.handle, type, wraps: inner, creation: call.args } : { kind: 'unknown', type };
  }
  return createdBy(evaluator, node, call.args, handlesOf(call.receiver)) ?? typedValue(evaluator, node) ?? unknown;
};

/** The value at a place of a call. */
export const at = (evaluator: Evaluator, call: LibraryCall, place: Place): Value => {
  if (place.from === 'receiver') return call.receiver ?? unknown;
  if (place.from === 'argument') return optionOf(evaluator, call.args[place.index], place.option, call.node);
  const creations = creationsOf(call.receiver).map((creation) => optionOf(evaluator, creation[place.index], place.option, call.node));
  return creations.length > 0 ? unionOf(creations) : unknown;
};

/** The arguments with which a value was made; those of the stand-in where one stands for a handle. */
const creationsOf = (value: Value | undefined): (readonly Value[])[] =>
  (value ? membersOf(value) : []).flatMap((member) => (member.kind === 'handle' ? [member.creation ?? (member.handle as CreatedHandle).creation] : []));

/** The handles that a value may be; one that stands for another counts as that other. */
export const handlesOf = (value: Value | undefined): CreatedHandle[] => {
  const found = new Set<CreatedHandle>();
  for (const member of value ? membersOf(value) : []) {
    if (member.kind === 'handle') found.add((member.wraps?.kind === 'handle' ? member.wraps.handle : member.handle) as CreatedHandle);
    if (member.kind === 'array') for (const element of member.elements) for (const handle of handlesOf(element)) found.add(handle);
  }
  return [...found];
};

const performAct = (evaluator: Evaluator, call: LibraryCall, semantics: CallSemantics, act: ActKind, strand: Strand, result: Value): Value => {
  const { world } = evaluator;
  const creation = creationsOf(call.receiver)[0] ?? [];
  const forced = semantics.forcedWhen !== undefined && holds(evaluator, semantics.forcedWhen, call.args, creation, call.node) === true;
  const waits = semantics.waitsWhen === undefined ? (semantics.waitsForInFlight ?? act === 'drain') : holds(evaluator, semantics.waitsWhen, call.args, creation, call.node) !== false;
  const callback = completionCallback(call, semantics);
  const settles = semantics.settles === 'promise-or-callback' ? (callback ? 'callback' : 'promise') : (semantics.settles ?? 'sync');
  const target = semantics.on ? at(evaluator, call, semantics.on) : call.receiver;
  const item: ActItem = {
    kind: 'act',
    act: forced ? 'force' : act,
    node: call.node,
    at: world.locationOf(call.node),
    label: labelOf(call.node),
    handles: semantics.onEvery === undefined ? reachedBy(evaluator, call, semantics, handlesOf(target)) : everyHandle(evaluator, call, semantics.onEvery),
    handleKind: kindOfCall(evaluator, call, target),
    bound: forced ? 'instant' : limitOf(evaluator, call, semantics.bound),
    waitsForInFlight: waits,
    settles,
    observed: settles === 'sync' || callback !== undefined,
    repeated: isInLoop(call.node),
    declaredAs: `${call.library.name} ${call.key}`,
  };
  evaluator.push(strand, item);
  for (const handle of item.handles) evaluator.completionsOf(handle).push(item);
  if (callback) {
    const continuation = new Strand(strand.path);
    continuation.after = item;
    item.continuation = continuation;
    callEach(evaluator, membersOf(callback), [], call.node, continuation);
  }
  return settles === 'promise' ? { kind: 'promise', awaits: item, result: unknown } : result;
};

const completionCallback = (call: LibraryCall, semantics: CallSemantics): Value | undefined => {
  if (semantics.settles !== 'callback' && semantics.settles !== 'promise-or-callback') return undefined;
  const isCallable = (value: Value): boolean => membersOf(value).some((member) => member.kind === 'function' || member.kind === 'resolver' || member.kind === 'library-function' || member.kind === 'promisified');
  if (semantics.callback !== undefined) {
    const given = call.args[semantics.callback];
    return given && isCallable(given) ? given : undefined;
  }
  return call.args.findLast(isCallable);
};

/** The handles that an act on some ends too: a server under its WebSocket server, the channels of a connection. */
const reachedBy = (evaluator: Evaluator, call: LibraryCall, semantics: CallSemantics, direct: readonly CreatedHandle[]): CreatedHandle[] => [
  ...direct,
  ...(semantics.alsoCloses ?? []).flatMap((place) => handlesOf(at(evaluator, call, place))),
  ...(semantics.closesCreated === true ? [...evaluator.world.handles.values()].filter((handle) => handle.from.some((origin) => direct.includes(origin))) : []),
];

/** Every handle of a kind of the library, for calls such as `mongoose.disconnect()`. */
const everyHandle = (evaluator: Evaluator, call: LibraryCall, typeName: string): CreatedHandle[] =>
  [...evaluator.world.handles.values()].filter((handle) => handle.library === call.library && handle.typeName === typeName);

/** The kind of handle that an act is on, by the value, by its type, or by the type that declares the method. */
const kindOfCall = (evaluator: Evaluator, call: LibraryCall, target: Value | undefined): HandleKind | undefined => {
  const [known] = handlesOf(target);
  if (known) return known.kind;
  if (call.semantics?.onEvery !== undefined) return handleKindOf(call.library, call.semantics.onEvery);
  for (const member of target ? membersOf(target) : []) {
    if (member.kind === 'unknown' && member.type) return evaluator.world.handleType(member.type)?.kind;
  }
  if (typescript.isCallExpression(call.node) && typescript.isPropertyAccessExpression(call.node.expression)) {
    const found = evaluator.world.handleType(evaluator.world.checker.getTypeAtLocation(call.node.expression.expression));
    if (found) return found.kind;
  }
  return handleKindOf(call.library, call.key.split('.')[0] ?? '');
};

/** How long a call can take by its own limits. */
export const limitOf = (evaluator: Evaluator, call: LibraryCall, bound: Bound | undefined): StepBound => {
  if (bound === undefined) return 'instant';
  if (bound === 'unbounded') return 'unbounded';
  for (const place of bound.given ?? []) {
    if (place.from !== 'receiver') {
      const holder = place.from === 'argument' ? call.args[place.index] : creationsOf(call.receiver)[0]?.[place.index];
      if (holder === undefined || (holder.kind === 'literal' && holder.value === undefined) || holder.kind === 'function') continue;
      const value = optionOf(evaluator, holder, place.option, call.node);
      if (value.kind === 'literal') {
        if (value.value === undefined) continue;
        if (value.value === false || value.value === null || value.value === Number.POSITIVE_INFINITY) return 'unbounded';
        return Number(value.value) * (bound.unitMs ?? 1);
      }
      if (holder.kind !== 'object' || place.option === undefined) return 'unknown';
      if (holder.node.properties.some((property) => typescript.isSpreadAssignment(property) || property.name.getText() === place.option)) return 'unknown';
    }
  }
  return bound.defaultMs;
};

const labelOf = (node: ts.Node): string => {
  const text = (typescript.isCallExpression(node) ? node.expression : node).getText();
  return `${text.replaceAll(/\s+(?=[.?])/g, '').replaceAll(/\s+/g, ' ').slice(0, 80)}()`;
};

/** A call that does several things in order, on a strand of its own; the caller may wait for all of them. */
const runRoutine = (evaluator: Evaluator, call: LibraryCall, phases: readonly Phase[], strand: Strand, result: Value): Value => {
  const spawned = evaluator.spawn(strand, (line) => {
    line.isRoutine = true;
    runPhases(evaluator, call, phases, line);
  });
  const callback = call.semantics && completionCallback(call, call.semantics);
  if (callback) {
    evaluator.spawn(strand, (line) => {
      evaluator.wait(line, spawned);
      callEach(evaluator, membersOf(callback), [], call.node, line);
    });
  }
  return call.semantics?.settles === 'callback' ? result : { kind: 'promise', awaits: spawned, result: unknown };
};

/** Runs the phases of a routine or of a signal helper one after the other. */
export const runPhases = (evaluator: Evaluator, call: LibraryCall, phases: readonly Phase[], strand: Strand): void => {
  const lastDrain = phases.findLastIndex((phase) => 'act' in phase && phase.act === 'drain');
  const afterDrain = lastDrain < 0 ? undefined : phases.slice(lastDrain + 1).map(hookName).find((name) => name !== undefined);
  phases.forEach((phase) => {
    if (strand.ends !== 'normally') return;
    const name = hookName(phase);
    evaluator.within(name === undefined ? undefined : { name, afterDrain }, () => {
      runPhase(evaluator, call, phase, strand);
    });
  });
};

/** The name by which programs know a phase that runs their code. */
const hookName = (phase: Phase): string | undefined => {
  if ('hooks' in phase) return phase.hooks;
  if ('methods' in phase) return phase.methods;
  return 'call' in phase && phase.call.from !== 'receiver' ? phase.call.option : undefined;
};

const runPhase = (evaluator: Evaluator, call: LibraryCall, phase: Phase, strand: Strand): void => {
  if ('parallel' in phase) {
    const lines = phase.parallel.map((part) =>
      evaluator.spawn(strand, (line) => {
        runPhase(evaluator, call, part, line);
      }),
    );
    evaluator.wait(strand, { kind: 'join', mode: 'all', of: lines });
  } else if ('call' in phase) waitForEach(evaluator, membersOf(at(evaluator, call, phase.call)), call, strand, phase.awaited !== false);
  else if ('hooks' in phase) waitForEach(evaluator, hooksOf(evaluator, call, phase.hooks), call, strand, true);
  else if ('methods' in phase) waitForEach(evaluator, methodsNamed(evaluator, phase.methods), call, strand, true);
  else if ('delayMs' in phase) {
    const given = (phase.given ?? []).map((place) => at(evaluator, call, place)).find((value) => value.kind === 'literal' && typeof value.value === 'number');
    const item = { kind: 'delay', ms: given?.kind === 'literal' ? Number(given.value) : phase.delayMs, at: evaluator.world.locationOf(call.node) } as const;
    evaluator.push(strand, item);
    evaluator.wait(strand, item);
  } else if ('exit' in phase) {
    const skipped = phase.unless ? at(evaluator, call, phase.unless) : undefined;
    const act = skipped?.kind === 'literal' && skipped.value === true && phase.exit === 're-raise' ? 'exit' : phase.exit;
    if (skipped?.kind === 'literal' && skipped.value === true && phase.exit === 'exit') return;
    evaluator.push(strand, actOf(evaluator, call, act, [], undefined, 'instant', false));
    strand.ends = 'process-ended';
  } else {
    const target = phase.on ? at(evaluator, call, phase.on) : call.receiver;
    const handles = handlesOf(target);
    const forced = phase.forcedWhen !== undefined && holds(evaluator, phase.forcedWhen, call.args, creationsOf(target)[0] ?? [], call.node) === true;
    const waits = phase.waitsForInFlight ?? phase.act === 'drain';
    const item = actOf(evaluator, call, forced ? 'force' : phase.act, handles, kindOfCall(evaluator, call, target), forced ? 'instant' : limitOf(evaluator, call, phase.bound), !forced && waits);
    evaluator.push(strand, item);
    // Not `wait`: that the routine waits inside says nothing of its caller.
    evaluator.push(strand, { kind: 'wait', on: item });
    item.observed = !strand.isRoutine;
  }
};

const actOf = (evaluator: Evaluator, call: LibraryCall, act: ActKind, handles: readonly CreatedHandle[], kind: HandleKind | undefined, bound: StepBound, waitsForInFlight: boolean): ActItem => ({
  kind: 'act', act, node: call.node, at: evaluator.world.locationOf(call.node), label: labelOf(call.node), handles, handleKind: kind, bound, waitsForInFlight, settles: 'promise', observed: true, byLibrary: true,
});

const waitForEach = (evaluator: Evaluator, callbacks: readonly Value[], call: LibraryCall, strand: Strand, awaited: boolean): void => {
  for (const callback of callbacks) {
    if (callback.kind === 'literal' || callback.kind === 'unknown') continue;
    const result = callEach(evaluator, [callback], [], call.node, strand);
    if (awaited && result.kind === 'promise') evaluator.wait(strand, result.awaits);
  }
};

/** Callbacks that the program registers for a phase: `app.addHook('onClose', fn)`, anywhere in its files. */
const hooksOf = (evaluator: Evaluator, call: LibraryCall, hook: string): Value[] => {
  const found: Value[] = [];
  for (const [key, semantics] of Object.entries(call.library.calls ?? {})) {
    if (!semantics.registers) continue;
    const method = key.split('.').at(-1) ?? key;
    for (const mention of evaluator.world.mentionsOf(method)) {
      const callee = typescript.isPropertyAccessExpression(mention.parent) && mention.parent.name === mention ? mention.parent : mention;
      const site = callee.parent;
      if (!typescript.isCallExpression(site) || site.expression !== callee || !evaluator.isHere(site)) continue;
      const declared = evaluator.world.declaredCall(callee, false);
      if (declared?.library !== call.library || declared.key !== key) continue;
      const scope = outerScope(evaluator, site);
      const args = site.arguments.map((argument) => evaluator.evaluate(argument, scope));
      const registered: LibraryCall = { ...declared, node: site, receiver: undefined, args };
      const name = typeof semantics.registers.hook === 'string' ? semantics.registers.hook : literalText(at(evaluator, registered, semantics.registers.hook));
      if (name === hook) found.push(at(evaluator, registered, semantics.registers.callback));
    }
  }
  return found;
};

const literalText = (value: Value): string | undefined => (value.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined);

/** Methods of a name on the program's classes, as a framework calls them by convention. */
const methodsNamed = (evaluator: Evaluator, name: string): Value[] => {
  const found: Value[] = [];
  for (const mention of evaluator.world.mentionsOf(name)) {
    const method = mention.parent;
    if (!typescript.isMethodDeclaration(method) || method.name !== mention || !method.body || !typescript.isClassLike(method.parent) || !evaluator.isHere(method)) continue;
    const scope = outerScope(evaluator, method);
    found.push({ kind: 'function', node: method, scope, ...(scope.self ? { self: scope.self } : {}) });
  }
  return found;
};
