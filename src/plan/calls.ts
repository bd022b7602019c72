import type ts from 'typescript';
import { moduleSpecifierOf, requiredSpecifier } from '../program/program.js';
import { libFile } from '../program/stubs.js';
import { ts as typescript } from '../program/typescript.js';
import { noteAddition } from './collections.js';
import { createdBy, creationOf, presumedServer } from './creation.js';
import type { Evaluator } from './evaluator.js';
import { callLibrary } from './library-call.js';
import { propertyOf, returnsOf } from './members.js';
import { typedUnlessKnown, typedValue } from './typed.js';
import { isInLoop } from './syntax-index.js';
import { endProcess, nativeCall, nativeNew } from './natives.js';
import { bindName, executeBlock, resultOf } from './statements.js';
import type { Execution } from './statements.js';
import { actsOn, Strand } from './strand.js';
import type { ActItem, Awaitable, UnknownItem } from './strand.js';
import { lazily, literal, membersOf, Scope, unionOf, unknown } from './value.js';
import type { FunctionValue, PendingPromise, Value } from './value.js';

/** Names that promise something about ending: a call of one that cannot be followed may have done it. */
const endingName = /close|stop|shut|destroy|\bend|drain|terminat|dispos|clean|tear|exit|kill|disconnect|quit|release|grace|finish|flush|halt|abort|finali[sz]e|unload|deinit|cancel|deregister|unregister/i;
/** Methods of the language that have such a name, or are given what others could stop, and do nothing to it. */
const languageName = /^(?:endsWith|bind)$/;
/** `span.end()` writes down how long something took. */
const spanName = /span$/i;
/** Names of methods that keep a callback for later instead of calling it now. */
const registration = /^(?:on|once|off|addListener|addEventListener|removeListener|removeEventListener|prependListener|use|get|post|put|patch|delete|all|route|register|subscribe|listen|handle|command|action|option)$/;
const callbackName = /callback|handler|^fn$|^f$|^cb$|^run$|execute|^call$|invoke|hook|listener|task|action|perform/i;
const activeLimit = 40;
/** A wrapper such as `withSpan(name, fn)` is called inside of itself; a recursive function would go on for ever. */
const nestingLimit = 3;

export const evaluateCall = (evaluator: Evaluator, node: ts.CallExpression, scope: Scope, strand: Strand | undefined): Value => {
  const callee = withoutParentheses(node.expression);
  if (callee.kind === typescript.SyntaxKind.ImportKeyword || (typescript.isIdentifier(callee) && callee.text === 'require')) return required(evaluator, node);
  if (callee.kind === typescript.SyntaxKind.SuperKeyword) return unknown;
  const receiver = typescript.isPropertyAccessExpression(callee) ? evaluator.evaluate(callee.expression, scope, strand) : undefined;
  const args = argumentsOf(evaluator, node.arguments, scope, strand);
  if (isLogging(callee, node.arguments)) return unknown;
  const native = nativeCall(evaluator, node, callee, receiver, args, strand);
  if (native && strand && receiver?.kind === 'array' && typescript.isPropertyAccessExpression(callee)) noteAddition(evaluator, callee, receiver, args, scope);
  if (native) return native;
  const target = typescript.isPropertyAccessExpression(callee) && receiver ? propertyOf(evaluator, receiver, callee.name.text, callee.name) : evaluator.evaluate(callee, scope, strand);
  const own = membersOf(target).filter((member) => member.kind !== 'library-function' && member.kind !== 'unknown' && !(member.kind === 'literal'));
  if (own.length > 0) return callEach(evaluator, own, args, node, strand);
  const declared = world(evaluator).declaredCall(callee, false) ?? membersOf(target).find((member) => member.kind === 'library-function');
  if (declared) {
    const self = 'kind' in declared ? declared.self : undefined;
    const semantics = 'semantics' in declared ? declared.semantics : undefined;
    return callLibrary(evaluator, { library: declared.library, key: declared.key, semantics }, node, receiver ?? self, args, strand);
  }
  return unknownCall(evaluator, node, args, receiver, strand);
};

/** The values of arguments: in order where evaluating them does something, on demand where only the result is asked for. */
const argumentsOf = (evaluator: Evaluator, nodes: readonly ts.Expression[], scope: Scope, strand: Strand | undefined): readonly Value[] => {
  const { active } = evaluator;
  const values = lazily(nodes, (argument) => evaluator.whileActive(active, () => evaluator.evaluate(argument, scope, doesNothing(argument) ? undefined : strand)));
  if (strand) nodes.forEach((argument, index) => doesNothing(argument) || values[index]);
  return values;
};

/** Whether evaluating an expression does nothing: a name, a constant, a text made of them. */
const doesNothing = (expression: ts.Expression): boolean => {
  if (typescript.isPropertyAccessExpression(expression)) return doesNothing(expression.expression);
  if (typescript.isTemplateExpression(expression)) return expression.templateSpans.every((span) => doesNothing(span.expression));
  return typescript.isIdentifier(expression) || expression.kind === typescript.SyntaxKind.ThisKeyword || typescript.isLiteralExpression(expression);
};

const world = (evaluator: Evaluator): Evaluator['world'] => evaluator.world;

export const evaluateNew = (evaluator: Evaluator, node: ts.NewExpression, scope: Scope, strand: Strand | undefined): Value => {
  const args = argumentsOf(evaluator, node.arguments ?? [], scope, strand);
  const native = nativeNew(evaluator, node, args, strand);
  if (native) return native;
  const target = evaluator.evaluate(node.expression, scope);
  if (target.kind === 'class') return instantiate(evaluator, target.declaration, node, args);
  const declared = world(evaluator).declaredCall(node.expression, true);
  if (declared) return callLibrary(evaluator, declared, node, undefined, args, strand);
  return createdBy(evaluator, node, args) ?? typedValue(evaluator, node) ?? unknown;
};

/** An object of a class of the program; a library's handle when the class extends one. Constructors are not run for their acts. */
const instantiate = (evaluator: Evaluator, declaration: ts.ClassLikeDeclaration, node: ts.NewExpression, args: readonly Value[]): Value => {
  const known = world(evaluator).instances.get(node);
  if (known && evaluator.active.length === 0) return known;
  creationOf(evaluator, declaration);
  const construction = new Scope();
  const constructor = declaration.members.find(typescript.isConstructorDeclaration);
  constructor?.parameters.forEach((parameter, index) => {
    const value = args[index] ?? (parameter.initializer ? evaluator.evaluate(parameter.initializer, construction) : literal(undefined));
    bindName(evaluator, parameter.name, value, construction);
  });
  const instance: Value = { kind: 'instance', declaration, construction };
  world(evaluator).instances.set(node, instance);
  return instance;
};

const required = (evaluator: Evaluator, node: ts.CallExpression): Value => {
  const specifier = requiredSpecifier(node);
  const { program } = world(evaluator);
  const from = program.fileOf(node);
  if (specifier === undefined || from === undefined) return unknown;
  const file = program.resolver.resolve(specifier, from);
  if (file === undefined) return unknown;
  program.want(file);
  const source = program.sourceFile(file);
  const symbol = source && world(evaluator).checker.getSymbolAtLocation(source);
  const [argument] = node.arguments;
  const fromSpecifier = argument && world(evaluator).checker.getSymbolAtLocation(argument);
  const found = fromSpecifier ?? symbol;
  return found ? { kind: 'namespace', symbol: found } : unknown;
};

/** Calls every function that a value may be: one in place, several as the ways of a branch. */
export const callEach = (evaluator: Evaluator, targets: readonly Value[], args: readonly Value[], node: ts.Node, strand: Strand | undefined): Value => {
  const [only] = targets;
  if (targets.length === 1 && only) return invoke(evaluator, only, args, node, strand);
  if (!strand) return unionOf(targets.map((target) => invoke(evaluator, target, args, node, undefined)));
  const alternatives = targets.map(() => new Strand(strand.path, strand));
  const values = targets.map((target, index) => invoke(evaluator, target, args, node, alternatives[index]));
  evaluator.branch(strand, alternatives);
  return unionOf(values);
};

/** Calls one value. What cannot be called is passed over as unknown. */
export const invoke = (evaluator: Evaluator, target: Value, args: readonly Value[], node: ts.Node, strand: Strand | undefined): Value => {
  switch (target.kind) {
    case 'function':
      return callFunction(evaluator, target, args, strand);
    case 'library-function':
      return callLibrary(evaluator, { library: target.library, key: target.key, semantics: undefined }, node, target.self, [...(target.bound ?? []), ...args], strand);
    case 'promisified':
      return callPromisified(evaluator, target.target, args, node, strand);
    case 'exit':
      return typescript.isCallExpression(node) ? endProcess(evaluator, node, 'exit', strand) : unknown;
    case 'resolver':
      if (strand) target.promise.settledBy.push(strand.root);
      if (args[0]) target.promise.result = args[0];
      return literal(undefined);
    case 'union':
      return callEach(evaluator, target.members, args, node, strand);
    default:
      if (strand) evaluator.push(strand, { kind: 'unknown', why: 'a call of a value that is not known', at: world(evaluator).locationOf(node), opaque: false });
      return unknown;
  }
};

/** `promisify(server.close)()`: the callback form with the rest of the function as its callback. */
const callPromisified = (evaluator: Evaluator, target: Value, args: readonly Value[], node: ts.Node, strand: Strand | undefined): Value => {
  const promise: PendingPromise = { settledBy: [], result: unknown };
  invoke(evaluator, target, [...args, { kind: 'resolver', promise }], node, strand);
  return { kind: 'promise', awaits: { kind: 'join', mode: 'any', of: promise.settledBy }, result: unknown };
};

/** Calls a function of the program: in place, or on a strand of its own when it is async and so ends later. */
export const callFunction = (evaluator: Evaluator, target: FunctionValue, args: readonly Value[], strand: Strand | undefined): Value => {
  const { node } = target;
  const body = 'body' in node ? node.body : undefined;
  if (!body || evaluator.active.filter((active) => active === node).length >= nestingLimit || evaluator.active.length > activeLimit || evaluator.exhausted) return unknown;
  const scope = new Scope(target.scope, target.self);
  const bound = target.bound ?? [];
  const given = bound.length > 0 ? [...bound, ...args] : args;
  node.parameters.forEach((parameter, index) => {
    const { name, initializer } = parameter;
    const passed = (): Value => {
      if (parameter.dotDotDotToken) return { kind: 'array', elements: given.slice(index), complete: true };
      const value = given[index] ?? literal(undefined);
      return initializer && value.kind === 'literal' && value.value === undefined ? evaluator.evaluate(initializer, scope) : typedUnlessKnown(evaluator, value, name);
    };
    const symbol = typescript.isIdentifier(name) ? evaluator.world.checker.getSymbolAtLocation(name) : undefined;
    if (symbol) scope.bindLazily(symbol, passed);
    else bindName(evaluator, name, passed(), scope);
  });
  const isAsync = node.modifiers?.some((modifier) => modifier.kind === typescript.SyntaxKind.AsyncKeyword) ?? false;
  if ('asteriskToken' in node && node.asteriskToken) return unknown;
  if (strand) evaluator.executed.add(node);
  return evaluator.inside(node, () => {
    if (!strand) return staticResult(evaluator, body, scope);
    if (!isAsync) return executeBody(evaluator, body, scope, strand);
    let result: Value = unknown;
    const spawned = evaluator.spawn(strand, (line) => {
      result = executeBody(evaluator, body, scope, line);
    });
    if (endsWithoutWaiting(spawned)) strand.ends = 'process-ended';
    return { kind: 'promise', awaits: spawned, result };
  });
};

const endsWithoutWaiting = (strand: Strand): boolean => strand.ends === 'process-ended' && !strand.items.some((item) => item.kind === 'wait');

const staticResult = (evaluator: Evaluator, body: ts.ConciseBody, scope: Scope): Value => {
  if (!typescript.isBlock(body)) return evaluator.evaluate(body, scope);
  const values = returnsOf(body).map((expression) => evaluator.evaluate(expression, scope));
  return values.length > 0 ? unionOf(values) : literal(undefined);
};

/** Runs a body; a promise that it returns is waited for by whoever waits for the function. */
const executeBody = (evaluator: Evaluator, body: ts.ConciseBody, scope: Scope, strand: Strand): Value => {
  if (!typescript.isBlock(body)) return settle(evaluator, evaluator.evaluate(body, scope, strand), strand, body);
  const execution: Execution = { completion: 'normal', returns: [] };
  executeBlock(evaluator, body.statements, scope, strand, execution);
  return settle(evaluator, resultOf(execution), strand, body);
};

/** `return close()` in an async function is `return await close()` to everybody outside. */
const settle = (evaluator: Evaluator, value: Value, strand: Strand, body: ts.Node): Value => {
  const isAsync = (body.parent as ts.FunctionLikeDeclaration).modifiers?.some((modifier) => modifier.kind === typescript.SyntaxKind.AsyncKeyword) ?? false;
  if (!isAsync || value.kind !== 'promise') return value;
  evaluator.wait(strand, value.awaits);
  return value.result;
};

/** Whether a value is one that code elsewhere could stop or call. Functions and promises themselves are followed. */
const isTelling = (value: Value): boolean =>
  membersOf(value).some((member) => ['handle', 'instance', 'controller', 'library-function', 'promisified'].includes(member.kind) || (member.kind === 'array' && member.elements.some((element) => element.kind === 'function' || isTelling(element) || (element.kind === 'object' && hasFunctions(element.node)))));

/** Whether an object literal carries functions, as the entries of a registry of closers do. */
const hasFunctions = (node: ts.ObjectLiteralExpression): boolean =>
  node.properties.some((property) => typescript.isMethodDeclaration(property) || typescript.isShorthandPropertyAssignment(property) || (typescript.isPropertyAssignment(property) && typescript.isFunctionLike(property.initializer)));

/** `sockets[id].destroy()` in a loop over what a server has accepted: cuts a peer, whatever its type is. */
const forcedPeer = (evaluator: Evaluator, node: ts.CallExpression, callee: ts.Expression, name: string): ActItem | undefined => {
  if ((name !== 'destroy' && name !== 'terminate') || !typescript.isPropertyAccessExpression(callee) || !/sock|conn|client/i.test(callee.expression.getText()) || !isInLoop(node)) return undefined;
  return {
    kind: 'act', act: 'force', node, at: evaluator.world.locationOf(node), label: `${callee.getText().slice(0, 60)}()`, handles: [], handleKind: undefined, bound: 'instant', waitsForInFlight: false, settles: 'sync', observed: true, repeated: true,
  };
};

const logName = /^(?:log|info|warn|warning|error|debug|trace|fatal|verbose|silly|notice|crit)$/;
const loggerName = /log(?:ger)?$|^console$/i;
const logFunction = /^(?:log|debug|logger|log(?:Info|Warn|Warning|Error|Debug|Message|Event))$/;

/** `this.logger.info(…)`, `log(…)`: nobody's shutdown is in there, and loggers are the deepest code that handlers call. */
const isLogging = (callee: ts.Expression, args: readonly ts.Expression[]): boolean => {
  if (args.some((argument) => typescript.isFunctionLike(argument))) return false;
  if (typescript.isIdentifier(callee)) return logFunction.test(callee.text);
  if (!typescript.isPropertyAccessExpression(callee) || !logName.test(callee.name.text)) return false;
  const owner = callee.expression;
  const name = typescript.isPropertyAccessExpression(owner) ? owner.name : typescript.isCallExpression(owner) ? owner.expression : owner;
  return loggerName.test(typescript.isPropertyAccessExpression(name) ? name.name.text : typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name) ? name.text : '');
};

/** Functions and methods of the language, such as `JSON.stringify` and `bind`, log methods and spans: they stop nothing, whatever they are given. */
const isHarmless = (evaluator: Evaluator, callee: ts.Expression, name: string): boolean => {
  let root: ts.Expression = callee;
  while (typescript.isPropertyAccessExpression(root) || typescript.isCallExpression(root) || typescript.isNewExpression(root)) root = root.expression;
  const isLanguage = typescript.isIdentifier(root) && evaluator.world.program.symbolAt(root)?.declarations?.[0]?.getSourceFile().fileName === libFile;
  if (isLanguage) return root !== callee;
  if (!typescript.isPropertyAccessExpression(callee)) return false;
  return logName.test(name) || languageName.test(name) || (name === 'end' && spanName.test(callee.expression.getText()));
};

/** Whether a function of unknown origin is called: a callback from a collection or a parameter, which could do anything. */
const isCallback = (evaluator: Evaluator, callee: ts.Expression, name: string): boolean => {
  if (typescript.isPropertyAccessExpression(callee) ? !callbackName.test(name) : !typescript.isIdentifier(callee)) return false;
  let root: ts.Expression = callee;
  while (typescript.isPropertyAccessExpression(root) || typescript.isNonNullExpression(root)) root = root.expression;
  if (!typescript.isIdentifier(root)) return false;
  const declarations = evaluator.world.checker.getSymbolAtLocation(root)?.declarations ?? [];
  return declarations.some((declaration) => typescript.isParameter(declaration) || (typescript.isBindingElement(declaration) && isPartOfParameter(declaration)) || (typescript.isVariableDeclaration(declaration) && (typescript.isForOfStatement(declaration.parent.parent) || isBound(declaration.initializer))));
};

/** `const stop = hooks.onStop?.bind(hooks)`: what is bound is not known, and may be called later. */
const isBound = (initializer: ts.Expression | undefined): boolean =>
  initializer !== undefined && typescript.isCallExpression(initializer) && typescript.isPropertyAccessExpression(initializer.expression) && initializer.expression.name.text === 'bind';

const isPartOfParameter = (element: ts.BindingElement): boolean => {
  const owner = element.parent.parent;
  return typescript.isBindingElement(owner) ? isPartOfParameter(owner) : typescript.isParameter(owner);
};

/**
 * Whether what is called comes from a package that the program only uses: such code cannot stop a server that it is
 * not given.
 */
const isExternal = (evaluator: Evaluator, expression: ts.Node, depth = 4): boolean => {
  let root = expression;
  for (;;) {
    if (typescript.isCallExpression(root) || typescript.isNewExpression(root) || typescript.isAwaitExpression(root) || typescript.isParenthesizedExpression(root) || typescript.isNonNullExpression(root) || typescript.isAsExpression(root)) root = root.expression;
    else if (typescript.isPropertyAccessExpression(root) && root.expression.kind !== typescript.SyntaxKind.ThisKeyword) root = root.expression;
    else break;
  }
  const name = typescript.isPropertyAccessExpression(root) ? root.name : root;
  const specifier = typescript.isCallExpression(root.parent) ? requiredSpecifier(root.parent) : undefined;
  const { program, checker } = evaluator.world;
  const from = program.fileOf(root);
  if (from === undefined || depth === 0) return false;
  if (specifier !== undefined) return program.resolver.resolve(specifier, from) === undefined;
  const symbol = checker.getSymbolAtLocation(name);
  for (const declaration of symbol?.declarations ?? []) {
    if (typescript.isVariableDeclaration(declaration) || typescript.isPropertyDeclaration(declaration)) {
      if (declaration.initializer && isExternal(evaluator, declaration.initializer, depth - 1)) return true;
    } else {
      const imported = moduleSpecifierOf(declaration);
      if (imported !== undefined && program.resolver.resolve(imported, from) === undefined && !imported.startsWith('.')) return true;
    }
  }
  return symbol ? evaluator.world.assignmentsTo(symbol).some((assigned) => isExternal(evaluator, assigned, depth - 1)) : false;
};

const unknownCall = (evaluator: Evaluator, node: ts.CallExpression, args: readonly Value[], receiver: Value | undefined, strand: Strand | undefined): Value => {
  const callee = withoutParentheses(node.expression);
  const name = typescript.isPropertyAccessExpression(callee) ? callee.name.text : typescript.isIdentifier(callee) ? callee.text : '';
  const typed = typedValue(evaluator, node) ?? createdBy(evaluator, node, args) ?? (name === 'listen' ? presumedServer(evaluator, node) : undefined) ?? unknown;
  if (!strand) return typed;
  if (registration.test(name)) return receiver ?? unknown;
  const forced = forcedPeer(evaluator, node, callee, name);
  if (forced) {
    evaluator.push(strand, forced);
    return unknown;
  }
  const callback = isCallback(evaluator, callee, name);
  const opaque = !isHarmless(evaluator, callee, name) && (args.some(isTelling) || callback || ((endingName.test(name) || name === '') && !isExternal(evaluator, callee)));
  const item: UnknownItem = { kind: 'unknown', why: `\`${name === '' ? 'a computed call' : `${callee.getText().slice(0, 60)}()`}\` leads to code that is not followed`, at: evaluator.world.locationOf(node), opaque, isCallback: callback, name, target: typescript.isPropertyAccessExpression(callee) ? callee.expression.getText() : '' };
  if (endingName.test(name)) evaluator.closedSomethingForeign = true;
  if (opaque) evaluator.world.unresolved++;
  // What stops nothing is not part of the plan; who waits for it still waits.
  if (opaque) evaluator.push(strand, item);
  const awaited = args.flatMap((argument) => membersOf(argument)).flatMap((argument) => (argument.kind === 'promise' ? [argument.awaits] : []));
  const inside: Awaitable[] = [];
  for (const argument of args.flatMap((value) => membersOf(value))) {
    if (argument.kind === 'resolver') argument.promise.settledBy.push(item);
    if (argument.kind !== 'function') continue;
    // Somebody else's code calls it, presumably when it is done: a continuation of what is not known.
    evaluator.spawn(strand, (continuation) => {
      evaluator.push(continuation, { kind: 'wait', on: item });
      const result = callFunction(evaluator, argument, [], continuation);
      if (result.kind === 'promise') inside.push(result.awaits);
    });
  }
  for (const on of [...awaited, ...inside]) for (const act of actsOn(on)) act.observed = true;
  // `timeout(close(), 5000)` may settle before what it is given; `withSpan(name, async () => …)` settles with what it runs.
  const own: Awaitable = awaited.length > 0 ? { kind: 'join', mode: 'any', of: [...awaited, item] } : item;
  return { kind: 'promise', awaits: inside.length > 0 ? { kind: 'join', mode: 'all', of: [own, ...inside] } : own, result: typed };
};


/** `(await f)(x)` and `(0, f)(x)` alike: the expression that is called. */
const withoutParentheses = (node: ts.Expression): ts.Expression => {
  let inner = node;
  while (typescript.isParenthesizedExpression(inner) || typescript.isNonNullExpression(inner) || typescript.isAsExpression(inner)) inner = inner.expression;
  return inner;
};
