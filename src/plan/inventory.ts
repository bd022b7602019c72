import type ts from 'typescript';
import type { CallSemantics, Library } from '../catalogue/library.js';
import { libraries } from '../catalogue/libraries/index.js';
import { specifiersIn } from '../program/imports.js';
import { librariesOfStub, stubFileOf } from '../program/stubs.js';
import { ts as typescript } from '../program/typescript.js';
import { creationOf, holds } from './creation.js';
import type { Evaluator } from './evaluator.js';
import { handlesOf } from './library-call.js';
import { callersOf, functionAround, valueOutside } from './lookup.js';
import { isPassedByName, reachedAtStart } from './reached.js';
import type { Answer } from './step.js';
import { calledName, indexesOf, indexOf } from './syntax-index.js';
import type { Located } from '../rule.js';
import { literal } from './value.js';
import type { Value } from './value.js';
import type { CreatedHandle, DeclaredCall } from './world.js';

/** A place where work begins to come in: a server listens, a consumer runs. */
export interface Start extends Located {
  readonly node: ts.Node;
  /** What is started, where its making is known. */
  readonly handles: readonly CreatedHandle[];
  readonly role: CreatedHandle['role'];
  readonly label: string;
  /** Whether it happens when the process starts. */
  readonly reached: Answer;
  /** Whether it stands in a loop, or in a function that is called in one. */
  readonly repeated: boolean;
  /** Whether its handle is assigned to one name, so that each new one replaces the last. */
  readonly keepsOnlyLast: boolean;
  /** Whether it is closed by code of its own, outside of any shutdown: a server for one callback, or by an abort signal. */
  readonly endsByItself: boolean;
  /** Calls that lead to it, for the reader. */
  readonly startedBy: readonly Located[];
  /** Whether code that somebody calls stops it; found out for schedulers alone. */
  readonly isStoppedSomewhere: boolean;
}

/** A repeating timer of the program's own. */
export interface Interval extends Located {
  readonly node: ts.CallExpression;
  readonly unreferenced: boolean;
  /** Whether its own callback clears it. */
  readonly clearsItself: boolean;
  /** Whether code that somebody calls clears it. */
  readonly isStoppedSomewhere: boolean;
  readonly reached: Answer;
  /** Calls that lead to it, for the reader. */
  readonly startedBy: readonly Located[];
}

/** A loop that goes on until something stops it. */
export interface Loop extends Located {
  readonly node: ts.Node;
  /** `always` when nothing inside or around can end it; `maybe` when a flag that the program sets somewhere does. */
  readonly endless: Answer;
  /** The flag that its condition looks at. */
  readonly flag: ts.Symbol | undefined;
  readonly reached: Answer;
  readonly startedBy: readonly Located[];
}

/** A call that a library's stub gives a meaning, found in the program's files. */
export interface Site {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly declared: DeclaredCall;
}

/** Everything of interest that a set of files has, found in one pass over each. */
export interface Inventory {
  readonly starts: readonly Start[];
  readonly intervals: readonly Interval[];
  readonly loops: readonly Loop[];
  readonly handles: readonly (Located & { readonly handle: CreatedHandle; readonly reached: Answer })[];
  /** `await` of a call that gives nothing to wait for; the awaited call. */
  readonly vainAwaits: readonly ts.CallExpression[];
}

const lastPart = (key: string): string => key.replace(/^new /, '').split('.').at(-1) ?? key;
const nameSet = (accept: (semantics: CallSemantics, library: Library, key: string) => boolean): ReadonlySet<string> =>
  new Set(libraries.flatMap((library) => Object.entries(library.calls ?? {}).filter(([key, semantics]) => accept(semantics, library, key)).map(([key]) => lastPart(key))));

/** Names of what makes handles: their classes, and functions that the stubs declare to return one. */
const makersIn = (library: Library): readonly string[] => {
  const kinds = Object.keys(library.handles ?? {});
  const returnsKind = new RegExp(String.raw`(\w+)\s*(?:<[^>(]*>)?\([^;]*?\)\s*:\s*(?:Promise<)?\s*(?:[\w.]+\.)?(?:${kinds.join('|')})\b`, 'g');
  const functions = kinds.length === 0 ? [] : Object.values(library.modules).flatMap((text) => [...text.matchAll(returnsKind)].map((match) => match[1] ?? ''));
  return [...kinds, ...functions];
};
const makersByLibrary: ReadonlyMap<Library, readonly string[]> = new Map(libraries.map((library) => [library, makersIn(library)]));
const makers: ReadonlySet<string> = new Set([...makersByLibrary.values()].flat());
/** Names that a thousand other functions have too: asked about only in files that import the library. */
const commonNames: ReadonlySet<string> = new Set(['get', 'add', 'create', 'run', 'watch', 'server', 'schedule', 'connect', 'from', 'new', 'init', 'subscribe', 'admin', 'child', 'topic', 'subscription', 'transport', 'destination', 'lazy', 'nodes', 'exec', 'duplicate', 'promise', 'io', 'on', 'start', 'open', 'process', 'resume', 'attach', 'bind', 'work', 'spawn', 'fork']);
/** Names of calls that begin intake; only these make the evaluator ask what they are called on. */
const startNames = nameSet((semantics) => semantics.starts === true);
/** Of these, the names that mean nothing else: worth finding out what they are called on. Others count where the type is known. */
const telling: ReadonlySet<string> = new Set(['listen', 'serve', 'bindAsync', 'startAllMicroservices']);
/** Names of closers that settle by callback or event, of which `await` is a mistake. */
const callbackNames = nameSet((semantics) => (semantics.settles === 'callback' || semantics.settles === 'event' || semantics.settles === 'sync') && semantics.act !== undefined);

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
    if (!makers.has(name) || !world.declaredCall(node.expression, typescript.isNewExpression(node))) return;
    const value = valueOutside(evaluator, node);
    for (const handle of handlesOf(value)) {
      if (handle.node !== node || handle.kind.startsOnCreation === undefined || handle.kind.startsOnCreation === false) continue;
      if (handle.kind.startsOnCreation !== true && holds(evaluator, handle.kind.startsOnCreation, handle.creation, handle.creation, node) === false) continue;
      starts.push({ node, at: world.locationOf(node), handles: [handle], role: handle.role, label: handle.label, reached: reachedAtStart(evaluator, node), repeated: false, keepsOnlyLast: false, endsByItself: false, startedBy: callsAround(evaluator, node), isStoppedSomewhere: isStoppedSomewhere(evaluator, handle) });
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

/** Takes stock of the files of services: what is created there, what repeats, what never ends, what is awaited in vain. */
export const takeInventory = (evaluator: Evaluator, files: readonly string[], starts: readonly Start[]): Inventory => {
  const intervals: Interval[] = [];
  const loops: Loop[] = [];
  const vainAwaits: ts.CallExpression[] = [];
  for (const index of indexesOf(evaluator.world.program, files)) {
    for (const node of index.calls.get('setInterval') ?? []) {
      const interval = typescript.isCallExpression(node) ? intervalAt(evaluator, node) : undefined;
      if (interval) intervals.push(interval);
    }
    for (const node of index.loops) {
      const loop = loopAt(evaluator, node);
      if (loop) loops.push(loop);
    }
    for (const node of index.awaits) vainAwaits.push(...awaitedCalls(node.expression).filter((call) => isVain(evaluator, call)));
  }
  const inFiles = new Set<ts.SourceFile | undefined>(files.map((file) => evaluator.world.program.sourceFile(file)));
  return { starts, intervals, loops, vainAwaits, handles: [...evaluator.world.handles.values()]
      .filter((handle) => inFiles.has(handle.node.getSourceFile()))
      .map((handle) => ({ handle, at: handle.at, reached: reachedAtStart(evaluator, handle.node) })),
  };
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
    for (const library of stub === undefined ? [] : librariesOfStub(stub)) for (const name of [...(makersByLibrary.get(library) ?? []), ...startNames]) names.add(name);
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
  return { node, at: world.locationOf(node), handles, role: kind.role, label: kind.label, reached: reachedAtStart(evaluator, node), repeated: isRepeated(evaluator, node), keepsOnlyLast: handles.some((handle) => isAssigned(handle.node)) || isAssigned(node), endsByItself: takesSignal(node) || closesInside(evaluator, node, handles), startedBy: callsAround(evaluator, node), isStoppedSomewhere: handles.some((handle) => isStoppedSomewhere(evaluator, handle)) };
};

const isFactory = (handle: CreatedHandle, declared: DeclaredCall): boolean => handle.library !== declared.library && handle.role === 'resource';

const declaredOn = (evaluator: Evaluator, receiver: Value | undefined, name: string): DeclaredCall | undefined => {
  if (receiver?.kind !== 'handle') return undefined;
  const property = evaluator.world.checker.getPropertyOfType(receiver.type, name);
  return property && evaluator.world.declaredBy(property, false);
};

/** `server.listen({ port, signal })` closes the server when the signal aborts. */
const takesSignal = (node: ts.CallExpression): boolean =>
  node.arguments.some((argument) => typescript.isObjectLiteralExpression(argument) && argument.properties.some((property) => property.name?.getText() === 'signal'));

/** Whether the function that starts it also closes it: a server that lives as long as one call, such as a login's. */
const closesInside = (evaluator: Evaluator, node: ts.CallExpression, handles: readonly CreatedHandle[]): boolean => {
  const around = functionAround(node);
  if (!around || handles.length === 0) return false;
  return evaluator.world.mentionsOf('close').some((mention) => {
    const access = mention.parent;
    if (!typescript.isPropertyAccessExpression(access) || !typescript.isCallExpression(access.parent) || !isWithin(mention, around) || isInListener(mention, around)) return false;
    return handlesOf(valueOutside(evaluator, access.expression)).some((handle) => handles.includes(handle));
  });
};

const isWithin = (node: ts.Node, outer: ts.Node): boolean => node.pos >= outer.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile();

/** Whether a node stands in a listener that is registered on the process, or in a function that is kept for later. */
const isInListener = (node: ts.Node, outer: ts.Node): boolean => {
  for (let current = node.parent as ts.Node | undefined; current && current !== outer; current = current.parent as ts.Node | undefined) {
    if (typescript.isCallExpression(current) && /^(?:globalThis\.)?process\./.test(current.expression.getText())) return true;
    if (typescript.isFunctionDeclaration(current) || typescript.isMethodDeclaration(current) || typescript.isReturnStatement(current) || (typescript.isFunctionLike(current) && typescript.isVariableDeclaration(current.parent)) || typescript.isPropertyAssignment(current)) return true;
  }
  return false;
};

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

const intervalAt = (evaluator: Evaluator, node: ts.CallExpression): Interval | undefined => {
  const { world } = evaluator;
  const symbol = world.program.symbolAt(node.expression);
  const isGlobal = typescript.isIdentifier(node.expression) && (symbol?.declarations?.every((declaration) => declaration.getSourceFile().fileName.startsWith('/@stubs/')) ?? true);
  if (!isGlobal || typescript.isForOfStatement(node.parent)) return undefined;
  return { node, at: world.locationOf(node), unreferenced: isUnreferenced(evaluator, node), clearsItself: clearsItself(evaluator, node), isStoppedSomewhere: isClearedSomewhere(evaluator, node), reached: reachedAtStart(evaluator, node), startedBy: callsAround(evaluator, node) };
};

/** Calls of a name whose function somebody calls, or that stand at the top level. */
const liveCallsOf = (evaluator: Evaluator, name: string): ts.CallExpression[] =>
  evaluator.world.callsOf(name).filter((call): call is ts.CallExpression => typescript.isCallExpression(call) && isCalledSomewhere(evaluator, call));

const isCalledSomewhere = (evaluator: Evaluator, node: ts.Node): boolean => {
  const around = functionAround(node);
  return !around?.name || callersOf(evaluator, around).length > 0 || isPassedByName(evaluator, around);
};

const isClearedSomewhere = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  const symbol = keptAs(evaluator, node);
  return symbol !== undefined && liveCallsOf(evaluator, 'clearInterval').some((call) => {
    const [cleared] = call.arguments;
    const name = cleared && (typescript.isPropertyAccessExpression(cleared) ? cleared.name : cleared);
    return name !== undefined && evaluator.world.program.symbolAt(name) === symbol;
  });
};

/** Whether code that somebody calls closes a handle, by any of the closers of its library. */
const isStoppedSomewhere = (evaluator: Evaluator, handle: CreatedHandle): boolean => {
  if (handle.role !== 'scheduler') return false;
  const closers = new Set(Object.entries(handle.library.calls ?? {}).filter(([, semantics]) => semantics.act !== undefined || semantics.phases !== undefined).map(([key]) => lastPart(key)));
  return [...closers].some((name) =>
    liveCallsOf(evaluator, name).some((call) => typescript.isPropertyAccessExpression(call.expression) && handlesOf(valueOutside(evaluator, call.expression.expression)).includes(handle)),
  );
};

const clearsItself = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  const [callback] = node.arguments;
  const symbol = keptAs(evaluator, node);
  return callback !== undefined && symbol !== undefined && evaluator.world.mentionsOf('clearInterval').some((mention) => {
    const call = mention.parent;
    const [cleared] = typescript.isCallExpression(call) ? call.arguments : [];
    const name = cleared && (typescript.isPropertyAccessExpression(cleared) ? cleared.name : cleared);
    return name !== undefined && isWithin(mention, callback) && evaluator.world.program.symbolAt(name) === symbol;
  });
};

/** Where the function around a node is called from, for the reader to see how it begins. */
const callsAround = (evaluator: Evaluator, node: ts.Node): Located[] => {
  const around = functionAround(node);
  return around ? callersOf(evaluator, around).map((call) => ({ at: evaluator.world.locationOf(call) })) : [];
};

/** Whether a timer is `unref`-ed where it is made or later by its variable. */
const isUnreferenced = (evaluator: Evaluator, node: ts.CallExpression): boolean => {
  let outer = node as ts.Node;
  while (typescript.isParenthesizedExpression(outer.parent) || typescript.isAsExpression(outer.parent) || typescript.isNonNullExpression(outer.parent)) outer = outer.parent;
  if (typescript.isPropertyAccessExpression(outer.parent) && outer.parent.name.text === 'unref') return true;
  const symbol = keptAs(evaluator, node);
  if (!symbol) return false;
  return evaluator.world.mentionsOf('unref').some((mention) => {
    const access = mention.parent;
    if (!typescript.isPropertyAccessExpression(access)) return false;
    const target = typescript.isPropertyAccessExpression(access.expression) ? access.expression.name : access.expression;
    return typescript.isIdentifier(target) && evaluator.world.program.symbolAt(target) === symbol;
  });
};

/** The variable or property that an expression's value is kept under. */
const keptAs = (evaluator: Evaluator, node: ts.Node): ts.Symbol | undefined => {
  let outer = node;
  while (typescript.isParenthesizedExpression(outer.parent) || typescript.isAsExpression(outer.parent) || typescript.isNonNullExpression(outer.parent)) outer = outer.parent;
  const owner = outer.parent;
  const name =
    typescript.isVariableDeclaration(owner) || typescript.isPropertyDeclaration(owner) ? owner.name
    : typescript.isBinaryExpression(owner) && owner.right === outer ? (typescript.isPropertyAccessExpression(owner.left) ? owner.left.name : owner.left)
    : undefined;
  return name && (typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name)) ? evaluator.world.program.symbolAt(name) : undefined;
};

const loopAt = (evaluator: Evaluator, node: ts.IterationStatement): Loop | undefined => {
  const flag = flagOf(evaluator, node);
  const endless = endlessness(evaluator, node, flag);
  if (endless === 'never') return undefined;
  const { world } = evaluator;
  const keyword = node.getFirstToken() ?? node;
  return { node, at: world.locationOf(keyword), endless, flag, reached: reachedAtStart(evaluator, node), startedBy: callsAround(evaluator, node) };
};

/** Whether a signal is handed to a function of the program that never throws: its abort ends a sleep, not the loop. */
const onlyDelays = (evaluator: Evaluator, node: ts.Identifier): boolean => {
  const call = node.parent;
  if (!typescript.isCallExpression(call) || !call.arguments.includes(node)) return false;
  const declaration = evaluator.world.declarationsAt(typescript.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression)[0];
  const callable = declaration && typescript.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  return callable !== undefined && typescript.isFunctionLike(callable) && evaluator.world.program.fileOf(callable) !== undefined && !/\bthrow|reject/.test(callable.getText());
};

/** Whether what a node is handed to is followed by `.catch(…)`, so that its rejection does not end the loop. */
const isCaught = (node: ts.Node): boolean => {
  for (let current = node.parent as ts.Node | undefined; current && !typescript.isStatement(current); current = current.parent as ts.Node | undefined) {
    if (typescript.isPropertyAccessExpression(current) && current.name.text === 'catch') return true;
  }
  return false;
};

/** Names of what tells a loop to stop. */
const stopName = /signal|abort|shut(?:ting)?_?down|stop(?:ped|ping)|closing|closed|cancel|terminat|draining|exiting|isrunning/i;

/** `always` for a loop with awaits whose condition is constant and that nothing inside leaves. */
const endlessness = (evaluator: Evaluator, node: ts.IterationStatement, flag: ts.Symbol | undefined): Answer => {
  const constant = isEndlessCondition(evaluator, node);
  if (!constant && !flag) return 'never';
  const found = { waits: typescript.isForOfStatement(node), leaves: false };
  const visit = (child: ts.Node, nested: boolean): void => {
    if (typescript.isFunctionLike(child)) return;
    if (typescript.isAwaitExpression(child)) found.waits = true;
    if (child.kind === typescript.SyntaxKind.YieldExpression || typescript.isReturnStatement(child)) found.leaves = true;
    // A signal that is looked at or handed on may end the loop by throwing.
    if (typescript.isIdentifier(child) && stopName.test(child.text) && !isInsideTry(child, node) && !isCaught(child) && !onlyDelays(evaluator, child)) found.leaves = true;
    if (typescript.isBreakStatement(child) && (!nested || child.label)) found.leaves = true;
    if (typescript.isCallExpression(child) && /^(?:process\.exit|throwIfAborted)$|\.throwIfAborted$/.test(child.expression.getText())) found.leaves = true;
    if (typescript.isThrowStatement(child) && !isInsideTry(child, node)) found.leaves = true;
    const inner = nested || typescript.isIterationStatement(child, false) || typescript.isSwitchStatement(child);
    typescript.forEachChild(child, (next) => {
      visit(next, inner);
    });
  };
  typescript.forEachChild(node, (child) => {
    visit(child, false);
  });
  return !found.waits || found.leaves ? 'never' : constant ? 'always' : 'maybe';
};

/** The variable or property behind `while (running)` and `while (!this.stopped)`, when only literals are assigned to it. */
const flagOf = (evaluator: Evaluator, node: ts.IterationStatement): ts.Symbol | undefined => {
  if (!typescript.isWhileStatement(node)) return undefined;
  const condition = typescript.isPrefixUnaryExpression(node.expression) ? node.expression.operand : node.expression;
  const name = typescript.isPropertyAccessExpression(condition) && condition.expression.kind === typescript.SyntaxKind.ThisKeyword ? condition.name : condition;
  if (!typescript.isIdentifier(name) && !typescript.isPrivateIdentifier(name)) return undefined;
  const symbol = evaluator.world.program.symbolAt(name);
  const assigned = symbol ? evaluator.world.assignmentsTo(symbol) : [];
  const isBoolean = (expression: ts.Expression): boolean => expression.kind === typescript.SyntaxKind.TrueKeyword || expression.kind === typescript.SyntaxKind.FalseKeyword;
  // A flag that the loop itself sets ends it by its own work, as paging does.
  return assigned.length > 0 && assigned.every((expression) => isBoolean(expression) && !isWithin(expression, node)) ? symbol : undefined;
};

const isInsideTry = (node: ts.Node, loop: ts.Node): boolean => {
  for (let current = node.parent as ts.Node | undefined; current && current !== loop; current = current.parent as ts.Node | undefined) {
    if (typescript.isTryStatement(current) && current.catchClause) return true;
  }
  return false;
};

const isEndlessCondition = (evaluator: Evaluator, node: ts.IterationStatement): boolean => {
  if (typescript.isForStatement(node)) return node.condition === undefined || evaluatesToTrue(evaluator, node.condition);
  if (typescript.isWhileStatement(node) || typescript.isDoStatement(node)) return evaluatesToTrue(evaluator, node.expression);
  if (!typescript.isForOfStatement(node) || !node.awaitModifier || !typescript.isCallExpression(node.expression)) return false;
  // `for await (const _ of setInterval(ms))` of timers/promises ends only by its signal.
  const declaration = evaluator.world.declarationsAt(typescript.isPropertyAccessExpression(node.expression.expression) ? node.expression.expression.name : node.expression.expression)[0];
  return declaration?.getSourceFile().fileName === '/@stubs/timers/promises.d.ts' && declaredName(declaration) === 'setInterval' && node.expression.arguments.length < 3;
};

const declaredName = (declaration: ts.Declaration): string | undefined => typescript.getNameOfDeclaration(declaration)?.getText();

const evaluatesToTrue = (evaluator: Evaluator, condition: ts.Expression): boolean => {
  if (condition.kind === typescript.SyntaxKind.TrueKeyword) return true;
  // Only constants and flags are worth asking about: `while (queue.length)` ends by its own work.
  if (!typescript.isIdentifier(condition) && !typescript.isNumericLiteral(condition) && !(typescript.isPrefixUnaryExpression(condition) && typescript.isNumericLiteral(condition.operand))) return false;
  const symbol = typescript.isIdentifier(condition) ? evaluator.world.program.symbolAt(condition) : undefined;
  if (symbol && evaluator.world.assignmentsTo(symbol).length > 0) return false;
  const value = valueOutside(evaluator, condition);
  return value.kind === 'literal' && value.assumed !== true && (value.value === true || value.value === literal(1).value);
};

/** The calls that an `await` waits for: the awaited one, or the elements of an awaited `Promise.all([…])`. */
const awaitedCalls = (awaited: ts.Expression): ts.CallExpression[] => {
  if (!typescript.isCallExpression(awaited)) return [];
  const [list] = awaited.arguments;
  if (!/^Promise\.(?:all|allSettled|race)$/.test(awaited.expression.getText()) || !list || !typescript.isArrayLiteralExpression(list)) return [awaited];
  return list.elements.filter((element) => typescript.isCallExpression(element));
};

const isVain = (evaluator: Evaluator, call: ts.CallExpression): boolean => {
  if (!callbackNames.has(calledName(call))) return false;
  const declared = evaluator.world.declaredCall(call.expression, false);
  if (declared?.semantics?.act === undefined) return false;
  const { settles } = declared.semantics;
  if (settles !== 'callback' && settles !== 'event') return false;
  const type = evaluator.world.checker.getTypeAtLocation(call);
  return !evaluator.world.isAny(type) && !evaluator.world.isThenable(type);
};
