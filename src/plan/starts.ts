import type ts from 'typescript';
import { callNames, lastPart, makersOf } from '../catalogue/call-names.js';
import { libraries } from '../catalogue/libraries/index.js';
import { specifiersIn } from '../program/imports.js';
import { librariesOfStub, stubFileOf } from '../program/stubs.js';
import { ts as typescript } from '../program/typescript.js';
import { creationOf, holds } from './creation.js';
import type { Evaluator } from './evaluator.js';
import { handlesOf } from './library-call.js';
import { callersOf, functionAround } from './callers.js';
import { valueOutside } from './lookup.js';
import { liveCallsOf, Place } from './reached.js';
import { calledName, indexOf, isWithin } from './syntax-index.js';
import type { Value } from './value.js';
import type { CreatedHandle, DeclaredCall } from './world.js';

/** What is known of a start at once. */
interface Facts {
  /** What is started, where its making is known. */
  readonly handles: readonly CreatedHandle[];
  readonly role: CreatedHandle['role'];
  readonly label: string;
  /** Whether its handle is assigned to one name, so that each new one replaces the last. */
  readonly keepsOnlyLast: boolean;
  /** Whether the call itself says when it ends: by an abort signal. */
  readonly takesSignal: boolean;
}

/** A place where work begins to come in: a server listens, a consumer runs. */
export class Start extends Place implements Facts {
  readonly handles: readonly CreatedHandle[];
  readonly role: CreatedHandle['role'];
  readonly label: string;
  readonly keepsOnlyLast: boolean;
  readonly takesSignal: boolean;
  #endsByItself: boolean | undefined;

  constructor(evaluator: Evaluator, node: ts.Node, facts: Facts, isHere?: (node: ts.Node) => boolean) {
    super(evaluator, node, undefined, isHere);
    this.handles = facts.handles;
    this.role = facts.role;
    this.label = facts.label;
    this.keepsOnlyLast = facts.keepsOnlyLast;
    this.takesSignal = facts.takesSignal;
  }

  /** The same place, as one of several processes comes to it: calls in code of the others say nothing of this one. */
  seenFrom(isHere: (node: ts.Node) => boolean): Start {
    return new Start(this.evaluator, this.node, this, isHere);
  }

  /** Whether it stands in a loop, or in a function that is called in one. */
  get repeated(): boolean {
    return isRepeated(this.evaluator, this.node);
  }

  /** Whether it is closed by code of its own, outside of any shutdown: a server for one callback, by an abort signal, or one that no process stays alive for. */
  get endsByItself(): boolean {
    return (this.#endsByItself ??= this.takesSignal || isUnreferenced(this.evaluator, this.handles) || closesInside(this.evaluator, this.node, this.handles));
  }

  /** Whether its name says that it answers probes and scrapes: of those none is work that could be lost. */
  get isForProbes(): boolean {
    return this.role === 'server' && [this.node, ...this.handles.map(({ node }) => node)].some(isNamedForProbes);
  }

  /** Whether code that somebody calls stops it. */
  get isStoppedSomewhere(): boolean {
    return this.handles.some((handle) => isStoppedSomewhere(this.evaluator, handle));
  }
}

const makers: ReadonlySet<string> = new Set(libraries.flatMap(makersOf));
/** Names that a thousand other functions have too: asked about only in files that import the library. */
const commonNames: ReadonlySet<string> = new Set(['get', 'add', 'create', 'run', 'watch', 'server', 'schedule', 'connect', 'from', 'new', 'init', 'subscribe', 'admin', 'child', 'topic', 'subscription', 'transport', 'destination', 'lazy', 'nodes', 'exec', 'duplicate', 'promise', 'io', 'on', 'start', 'open', 'process', 'resume', 'attach', 'bind', 'work', 'spawn', 'fork']);
/** Names of calls that begin intake; only these make the evaluator ask what they are called on. */
const startNames = callNames((semantics) => semantics.starts === true);
/** Of these, the names that mean nothing else: worth finding out what they are called on. Others count where the type is known. */
const telling: ReadonlySet<string> = new Set(['listen', 'serve', 'bindAsync', 'startAllMicroservices']);

/** Where work comes in, in some files; what makes handles is noted on the way. */
export const findStarts = (evaluator: Evaluator, files: readonly string[]): Start[] => {
  const starts: Start[] = [];
  const visitCall = (node: ts.CallExpression | ts.NewExpression): void => {
    const name = calledName(node);
    const { world } = evaluator;
    if (typescript.isCallExpression(node) && startNames.has(name) && (telling.has(name) || world.declaredCall(node.expression, false) !== undefined)) {
      const start = startAt(evaluator, node);
      if (start) {
        starts.push(start);
        return;
      }
    }
    // What is neither a maker nor a start by its name is one that was imported under another.
    if ((startNames.has(name) && !makers.has(name)) || !world.declaredCall(node.expression, typescript.isNewExpression(node))) return;
    const value = valueOutside(evaluator, node);
    for (const handle of handlesOf(value)) {
      if (handle.node !== node || handle.kind.startsOnCreation === undefined || handle.kind.startsOnCreation === false) continue;
      if (handle.kind.startsOnCreation !== true && holds(evaluator, handle.kind.startsOnCreation, handle.creation, handle.creation, node) === false) continue;
      starts.push(new Start(evaluator, node, { handles: [handle], role: handle.role, label: handle.label, keepsOnlyLast: false, takesSignal: false }));
    }
  };
  for (const file of files) {
    const source = evaluator.world.program.sourceFile(file);
    if (!source) continue;
    const { calls, classes } = indexOf(source);
    const names = namesIn(source);
    for (const [name, nodes] of calls) if (names.has(name)) nodes.forEach(visitCall);
    for (const declaration of classes) if (declaration.heritageClauses) creationOf(evaluator, declaration);
  }
  return starts;
};

const rareNames: readonly string[] = [...makers, ...startNames].filter((name) => !commonNames.has(name));
const knownNames = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

const namesIn = (source: ts.SourceFile): ReadonlySet<string> => {
  const known = knownNames.get(source) ?? namesWorthAsking(source.text);
  knownNames.set(source, known);
  return known;
};

/** A default import or a required module with its name. Every part has a limit, so that no text takes long. */
const namedImport = /\bimport\s{1,9}(?:type\s{1,9})?(\w{1,80})\b[^'"]{0,300}['"]([^'"\n]{1,300})['"]|\b(?:const|let|var)\s{1,9}(\w{1,80})\s{0,9}=\s{0,9}require\(['"]([^'"\n]{1,300})['"]/g;

/** The names of calls that may make or start something in a file, by the packages that it imports. */
const namesWorthAsking = (text: string): ReadonlySet<string> => {
  const names = new Set(rareNames);
  for (const specifier of specifiersIn(text)) {
    const stub = stubFileOf(specifier);
    for (const library of stub === undefined ? [] : librariesOfStub(stub)) for (const name of [...(makersOf(library)), ...startNames]) names.add(name);
  }
  // Somebody imports under another name what a library calls `serve` or `Worker`.
  for (const match of text.matchAll(/\b(\w{1,80})(?:\s{1,9}as|\s{0,9}:)\s{1,9}(\w{1,80})\b/g)) if (makers.has(match[1] ?? '')) names.add(match[2] ?? '');
  for (const match of text.matchAll(namedImport)) if (stubFileOf(match[2] ?? match[4] ?? '') !== undefined) names.add(match[1] ?? match[3] ?? '');
  return names;
};

const startAt = (evaluator: Evaluator, node: ts.CallExpression): Start | undefined => {
  const { world } = evaluator;
  const receiver = typescript.isPropertyAccessExpression(node.expression) ? valueOutside(evaluator, node.expression.expression) : undefined;
  const value = valueOutside(evaluator, node);
  const declared = world.declaredCall(node.expression, false) ?? declaredOn(evaluator, receiver, calledName(node));
  if (declared?.semantics?.starts !== true && !(declared === undefined && calledName(node) === 'listen' && handlesOf(value).some((handle) => handle.node === node))) return undefined;
  const handles = [...new Set([...handlesOf(value), ...handlesOf(receiver)])].filter((handle) => !declared || !isFactory(handle, declared));
  const [first] = handles;
  const kind = first?.kind ?? world.handleType(world.checker.getTypeAtLocation(node))?.kind ?? (typescript.isPropertyAccessExpression(node.expression) ? world.handleType(world.checker.getTypeAtLocation(node.expression.expression))?.kind : undefined);
  if (!kind) return undefined;
  return new Start(evaluator, node, { handles, role: kind.role, label: kind.label, keepsOnlyLast: handles.some((handle) => isAssigned(handle.node)) || isAssigned(node), takesSignal: takesSignal(node) });
};

const isFactory = (handle: CreatedHandle, declared: DeclaredCall): boolean => handle.library !== declared.library && handle.role === 'resource';

const declaredOn = (evaluator: Evaluator, receiver: Value | undefined, name: string): DeclaredCall | undefined => {
  if (receiver?.kind !== 'handle') return undefined;
  const property = evaluator.world.checker.getPropertyOfType(receiver.type, name);
  return property && evaluator.world.declaredBy(property, false);
};

const probeName = /health|liveness|readiness|probe|metrics|prometheus/i;

/** Whether the variable, function, class or file in which a server is made has the name of one for probes. */
const isNamedForProbes = (node: ts.Node): boolean => {
  const [file = ''] = node.getSourceFile().fileName.split('/').slice(-1);
  if (probeName.test(file)) return true;
  for (let current = node; !typescript.isSourceFile(current); current = current.parent) {
    const named = typescript.isBinaryExpression(current) ? current.left : typescript.isVariableDeclaration(current) || typescript.isPropertyDeclaration(current) || typescript.isFunctionDeclaration(current) || typescript.isMethodDeclaration(current) || typescript.isClassDeclaration(current) ? current.name : undefined;
    if (named && probeName.test(named.getText())) return true;
  }
  return false;
};

/** `server.listen({ port, signal })` closes the server when the signal aborts. */
const takesSignal = (node: ts.CallExpression): boolean =>
  node.arguments.some((argument) => typescript.isObjectLiteralExpression(argument) && argument.properties.some((property) => property.name?.getText() === 'signal'));

/** Whether a handle is `unref`-ed: the process ends without it, so it serves nobody but the process itself. */
const isUnreferenced = (evaluator: Evaluator, handles: readonly CreatedHandle[]): boolean =>
  evaluator.world.callsOf('unref').some(({ expression }) => typescript.isPropertyAccessExpression(expression) && handlesOf(valueOutside(evaluator, expression.expression)).some((handle) => handles.includes(handle)));

/** Whether the function that starts it also closes it, by itself or through others: a server for one login, a port that is only tried. */
const closesInside = (evaluator: Evaluator, node: ts.Node, handles: readonly CreatedHandle[]): boolean => {
  const around = functionAround(node);
  if (!around || handles.length === 0) return false;
  return evaluator.world.mentionsOf('close').some((mention) => {
    const access = mention.parent;
    if (!typescript.isPropertyAccessExpression(access) || !typescript.isCallExpression(access.parent) || !isRunBy(evaluator, mention, around, calledDepth)) return false;
    return handlesOf(valueOutside(evaluator, access.expression)).some((handle) => handles.includes(handle));
  });
};

/** A function that closes a server for the one that starts it, and one in between. */
const calledDepth = 2;

/** Whether a function runs a piece of code where all goes well: it stands there, or in a function that is called there. */
const isRunBy = (evaluator: Evaluator, node: ts.Node, runner: ts.Node, depth: number): boolean => {
  if (isWithin(node, runner)) return !isInListener(node, runner);
  // Whoever waits for a signal closes at the end of the service, and not of the function.
  if (depth === 0 || /\bSIG(?:TERM|INT)\b/.test(runner.getText())) return false;
  for (let around = functionAround(node); around; around = functionAround(around)) {
    if (callersOf(evaluator, around).some((call) => isRunBy(evaluator, call, runner, depth - 1))) return true;
  }
  return false;
};

/** Whether a node stands in a listener that is registered on the process or for an error, or in a function that is kept for later. */
const isInListener = (node: ts.Node, outer: ts.Node): boolean => {
  for (let current = node.parent as ts.Node | undefined; current && current !== outer; current = current.parent as ts.Node | undefined) {
    if (typescript.isCallExpression(current) && (/^(?:globalThis\.)?process\./.test(current.expression.getText()) || isForErrors(current))) return true;
    if (typescript.isFunctionDeclaration(current) || typescript.isMethodDeclaration(current) || typescript.isReturnStatement(current) || (typescript.isFunctionLike(current) && typescript.isVariableDeclaration(current.parent)) || typescript.isPropertyAssignment(current)) return true;
  }
  return false;
};

/** `server.on('error', …)`: what it does, it does where starting has failed. */
const isForErrors = ({ arguments: [event] }: ts.CallExpression): boolean => event !== undefined && typescript.isStringLiteralLike(event) && event.text === 'error';

/** Whether an expression's value replaces that of a property. */
const isAssigned = (node: ts.Node): boolean =>
  typescript.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken && node.parent.right === node && typescript.isPropertyAccessExpression(node.parent.left);

/** Whether a call stands in a loop, or in a function that is called in one. */
const isRepeated = (evaluator: Evaluator, node: ts.Node, depth = 3): boolean => {
  for (let current = node.parent as ts.Node | undefined; current && !typescript.isFunctionLike(current); current = current.parent as ts.Node | undefined) {
    if (typescript.isIterationStatement(current, false)) return true;
  }
  const around = functionAround(node);
  if (!around || depth === 0) return false;
  const { parent } = around;
  if ((typescript.isArrowFunction(around) || typescript.isFunctionExpression(around)) && typescript.isCallExpression(parent)) return calledName(parent) === 'forEach' || calledName(parent) === 'map';
  const calls = callersOf(evaluator, around);
  return calls.some((call) => isRepeated(evaluator, call, depth - 1));
};

/** Whether code that somebody calls closes a handle, by any of the closers of its library. */
const isStoppedSomewhere = (evaluator: Evaluator, handle: CreatedHandle): boolean => {
  const closers = new Set(Object.entries(handle.library.calls ?? {}).filter(([, semantics]) => semantics.act !== undefined || semantics.phases !== undefined).map(([key]) => lastPart(key)));
  return [...closers].some((name) =>
    liveCallsOf(evaluator, name).some((call) => typescript.isPropertyAccessExpression(call.expression) && handlesOf(valueOutside(evaluator, call.expression.expression)).includes(handle)),
  );
};
