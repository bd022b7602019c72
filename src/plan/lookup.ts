import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { requiredSpecifier } from '../program/program.js';
import { libraryOf } from '../program/stubs.js';
import { invoke } from './calls.js';
import { creationOf } from './creation.js';
import type { Evaluator } from './evaluator.js';
import { sortedBy } from './sorting.js';
import { literal, membersOf, Scope, unionOf, unknown } from './value.js';
import type { ArrayValue, InstanceValue, Value } from './value.js';

/** A function called from more places than this is a utility; its parameters say nothing about one of them. */
const callerLimit = 12;
/** Callers of callers that are looked for, when one asks what a parameter is given. */
const callerDepthLimit = 4;
/** Calls by one name in a program, beyond which nobody asks which of them are of one function. */
const namesakeLimit = 1000;
/** Objects that spread each other can go round in circles. */
const propertyDepthLimit = 80;

/** The value of a name where it is used. */
export const valueOfIdentifier = (evaluator: Evaluator, node: ts.Identifier, scope: Scope): Value => {
  if (node.text === 'undefined') return literal(undefined);
  const { program, checker } = evaluator.world;
  const local = typescript.isShorthandPropertyAssignment(node.parent) ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node);
  if (!local) return unknown;
  const bound = scope.lookup(local) ?? evaluator.assigned.get(local);
  if (bound) return bound;
  const symbol = program.unaliased(local);
  if (!symbol) return unknown;
  return evaluator.assigned.get(symbol) ?? valueOfSymbol(evaluator, symbol, scope, node);
};

/** Notes what an assignment gives a variable or a property of `this`, for the rest of this evaluation. */
export const assignTo = (evaluator: Evaluator, target: ts.Expression, value: Value, scope: Scope): void => {
  const name = typescript.isPropertyAccessExpression(target) ? target.name : target;
  const symbol = typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name) ? evaluator.world.program.symbolAt(name) : undefined;
  if (symbol && !scope.assign(symbol, value)) evaluator.assigned.set(symbol, value);
};

/** What a symbol's declarations say of its value, without regard to when it is asked. */
export const valueOfSymbol = (evaluator: Evaluator, symbol: ts.Symbol, scope: Scope, node?: ts.Node): Value => {
  const { world } = evaluator;
  if (world.evaluating.has(symbol)) return unknown;
  const stable = isStable(evaluator, symbol);
  const known = stable ? world.statics.get(symbol) : undefined;
  if (known) return typedUnlessKnown(evaluator, known, node);
  world.evaluating.add(symbol);
  try {
    const value = stable ? evaluator.outside.fromOutside(() => declaredValue(evaluator.outside, symbol, new Scope())) : declaredValue(evaluator, symbol, scope);
    if (stable) world.statics.set(symbol, value);
    return typedUnlessKnown(evaluator, value, node);
  } finally {
    world.evaluating.delete(symbol);
  }
};

const declaredValue = (evaluator: Evaluator, symbol: ts.Symbol, scope: Scope): Value =>
  unionOf((symbol.declarations ?? []).map((declaration) => valueOfDeclaration(evaluator, symbol, declaration, scope)));

/** Whether a symbol means the same whatever is being executed: it and its assignments stand outside of that. */
const isStable = (evaluator: Evaluator, symbol: ts.Symbol): boolean => {
  if (evaluator.active.length === 0) return true;
  const isInside = (node: ts.Node): boolean => {
    for (let around = functionAround(node); around; around = functionAround(around)) if (evaluator.active.includes(around)) return true;
    return false;
  };
  return !(symbol.declarations ?? []).some(isInside) && !evaluator.world.assignmentsTo(symbol).some(isInside);
};

/** The value of an expression where nothing is being executed: parameters are what callers give, `this` is any object of the class. */
export const valueOutside = (evaluator: Evaluator, expression: ts.Expression): Value => {
  const { world } = evaluator;
  const known = world.outsideValues.get(expression);
  if (known) return known;
  // Until it is known, it is not: who asks again on the way gets no answer.
  world.outsideValues.set(expression, unknown);
  const value = evaluator.outside.fromOutside(() => evaluator.outside.evaluate(expression, outerScope(evaluator.outside, expression)));
  world.outsideValues.set(expression, value);
  return value;
};

const valueOfDeclaration = (evaluator: Evaluator, symbol: ts.Symbol, declaration: ts.Declaration, scope: Scope): Value => {
  const { world } = evaluator;
  if (world.program.fileOf(declaration) === undefined) {
    const declared = world.declaredBy(symbol, false);
    return declared ? { kind: 'library-function', library: declared.library, key: declared.key } : unknown;
  }
  if (typescript.isFunctionDeclaration(declaration)) return { kind: 'function', node: declaration, scope: scopeAround(evaluator, declaration, scope) };
  if (typescript.isMethodDeclaration(declaration) || typescript.isGetAccessorDeclaration(declaration)) {
    return memberValue(evaluator, declaration, instanceAround(evaluator, declaration));
  }
  if (typescript.isClassLike(declaration)) return { kind: 'class', declaration, scope: scopeAround(evaluator, declaration, scope) };
  if (typescript.isVariableDeclaration(declaration)) return variableValue(evaluator, symbol, declaration, scope);
  if (typescript.isBindingElement(declaration)) return bindingValue(evaluator, declaration, scope);
  if (typescript.isParameter(declaration)) return parameterValue(evaluator, declaration, scope);
  if (typescript.isPropertyAssignment(declaration)) return withAssignments(evaluator, symbol, evaluator.evaluate(declaration.initializer, scopeAround(evaluator, declaration, scope)), scope);
  if (typescript.isShorthandPropertyAssignment(declaration)) return valueOfIdentifier(evaluator, declaration.name, scopeAround(evaluator, declaration, scope));
  if (typescript.isPropertyDeclaration(declaration)) {
    const self = instanceAround(evaluator, declaration);
    return propertyValue(evaluator, declaration, symbol, new Scope(self.kind === 'instance' ? self.construction : undefined, self));
  }
  if (typescript.isExportAssignment(declaration)) return evaluator.evaluate(declaration.expression, new Scope());
  if (typescript.isEnumMember(declaration)) {
    const constant = world.checker.getConstantValue(declaration);
    return constant === undefined ? unknown : literal(constant);
  }
  if (typescript.isSourceFile(declaration) || typescript.isModuleDeclaration(declaration)) return { kind: 'namespace', symbol };
  // CommonJS: `exports.stop = …`, `module.exports = …`, and `this.server = …` in a constructor function.
  const assignment = typescript.isBinaryExpression(declaration) ? declaration : typescript.isBinaryExpression(declaration.parent) ? declaration.parent : undefined;
  if (assignment) return collected(evaluator, symbol, withAssignments(evaluator, symbol, unknown, scope), scope);
  return unknown;
};

/** Variables of the same function keep the scope of the call under way; those of other functions are seen from outside. */
const scopeAround = (evaluator: Evaluator, node: ts.Node, scope: Scope): Scope => {
  const around = functionAround(node);
  return around === undefined || evaluator.active.includes(around) ? scope : new Scope(undefined, selfAround(evaluator, node));
};

export const functionAround = (node: ts.Node): ts.FunctionLikeDeclaration | undefined => {
  let current = node.parent as ts.Node | undefined;
  while (current && !isFunctionWithBody(current)) current = current.parent;
  return current;
};

const isFunctionWithBody = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  typescript.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const selfAround = (evaluator: Evaluator, node: ts.Node): Value | undefined => {
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent as ts.Node | undefined) {
    if (typescript.isClassLike(current)) return instanceOf(evaluator, current);
    if (typescript.isFunctionDeclaration(current)) return undefined;
  }
  return undefined;
};

/** A scope in which nothing is bound, as seen from a node: `this` is the instance of the class around it. */
export const outerScope = (evaluator: Evaluator, node: ts.Node): Scope => new Scope(undefined, selfAround(evaluator, node));

const instanceAround = (evaluator: Evaluator, member: ts.ClassElement | ts.MethodDeclaration | ts.AccessorDeclaration): Value => {
  if (typescript.isClassLike(member.parent)) return instanceOf(evaluator, member.parent);
  return typescript.isObjectLiteralExpression(member.parent) ? { kind: 'object', node: member.parent, scope: new Scope() } : unknown;
};

/** The one object that stands for all of a class where no particular `new` is known, as with dependency injection. */
export const instanceOf = (evaluator: Evaluator, declaration: ts.ClassLikeDeclaration): InstanceValue => {
  const known = evaluator.world.instances.get(declaration);
  if (known) return known;
  const instance: InstanceValue = { kind: 'instance', declaration, construction: new Scope() };
  evaluator.world.instances.set(declaration, instance);
  return instance;
};

export const valueOfThis = (evaluator: Evaluator, node: ts.Node, scope: Scope): Value => scope.self ?? selfAround(evaluator, node) ?? unknown;

/** The initializer and every assignment, but for those of functions being executed: they have not happened yet. */
const withAssignments = (evaluator: Evaluator, symbol: ts.Symbol, initial: Value, scope: Scope): Value => {
  const values: Value[] = initial.kind === 'unknown' && initial.type === undefined ? [] : [initial];
  for (const expression of evaluator.world.assignmentsTo(symbol)) {
    const around = functionAround(expression);
    if (around && evaluator.active.includes(around)) continue;
    if (expression.kind === typescript.SyntaxKind.NullKeyword || (typescript.isIdentifier(expression) && expression.text === 'undefined')) continue;
    values.push(evaluator.evaluate(expression, scopeAround(evaluator, expression, scope)));
  }
  return values.length === 0 ? initial : unionOf(values);
};

const variableValue = (evaluator: Evaluator, symbol: ts.Symbol, declaration: ts.VariableDeclaration, scope: Scope): Value => {
  const around = scopeAround(evaluator, declaration, scope);
  const statement = declaration.parent.parent;
  if (typescript.isForOfStatement(statement)) {
    const collection = evaluator.evaluate(statement.expression, around);
    return collection.kind === 'array' ? unionOf(collection.elements) : unknown;
  }
  const initial = declaration.initializer ? evaluator.evaluate(declaration.initializer, around) : unknown;
  if ((declaration.parent.flags & typescript.NodeFlags.Const) !== 0) return collected(evaluator, symbol, initial, scope);
  return collected(evaluator, symbol, withAssignments(evaluator, symbol, declaration.initializer ? initial : literal(undefined), scope), scope);
};

/** A binding pattern's name: the property or element of what the whole pattern is given. */
const bindingValue = (evaluator: Evaluator, element: ts.BindingElement, scope: Scope): Value => {
  const owner = element.parent.parent;
  const whole =
    typescript.isBindingElement(owner) ? bindingValue(evaluator, owner, scope)
    : typescript.isParameter(owner) ? parameterValue(evaluator, owner, scope)
    : owner.initializer ? evaluator.evaluate(owner.initializer, scopeAround(evaluator, owner, scope))
    : unknown;
  return bindingPart(evaluator, element, whole, scope);
};

/** The part of a value that one element of a binding pattern takes. */
export const bindingPart = (evaluator: Evaluator, element: ts.BindingElement, whole: Value, scope: Scope): Value => {
  const { parent } = element;
  let part: Value = unknown;
  if (typescript.isArrayBindingPattern(parent)) {
    if (whole.kind === 'array') part = whole.elements[parent.elements.indexOf(element)] ?? unknown;
  } else if (element.dotDotDotToken === undefined) {
    const name = element.propertyName ?? element.name;
    if (typescript.isIdentifier(name) || typescript.isStringLiteral(name)) part = propertyOf(evaluator, whole, name.text, name);
  }
  const empty = part.kind === 'unknown' || (part.kind === 'literal' && part.value === undefined);
  if (!element.initializer || !empty) return part;
  const fallback = evaluator.evaluate(element.initializer, scope);
  return fallback.kind === 'literal' ? literal(fallback.value, part.kind === 'unknown') : fallback;
};

/** A parameter outside of a call: what the function's callers pass, wherever they are found. */
const parameterValue = (evaluator: Evaluator, parameter: ts.ParameterDeclaration, scope: Scope): Value => {
  const callable = parameter.parent;
  const index = callable.parameters.indexOf(parameter);
  const values: Value[] = [];
  const element = elementGiven(evaluator, callable, index, scope) ?? (index === 0 ? pipedValue(evaluator, callable) : undefined);
  if (element && element.kind !== 'unknown') return element;
  const calls = callersOf(evaluator, callable);
  evaluator.world.callerDepth++;
  for (const call of calls) {
    const given = call.arguments?.[index];
    if (given && !call.arguments.slice(0, index).some(typescript.isSpreadElement)) values.push(valueOutside(evaluator, given));
    else if (parameter.initializer) values.push(evaluator.evaluate(parameter.initializer, scope));
  }
  evaluator.world.callerDepth--;
  const known = values.filter((value) => value.kind !== 'unknown');
  if (known.length > 0) return unionOf(known);
  if (parameter.initializer && values.length === 0) {
    const fallback = evaluator.evaluate(parameter.initializer, scope);
    return fallback.kind === 'literal' ? literal(fallback.value, true) : fallback;
  }
  return typedValue(evaluator, parameter.name) ?? unknown;
};

/** `pipe(withRoutes, (app) => …)(express())`: what goes in, led through the functions before. */
const pipedValue = (evaluator: Evaluator, callable: ts.SignatureDeclaration): Value | undefined => {
  const composition = callable.parent;
  if (!typescript.isCallExpression(composition) || composition.arguments.length < 2 || !composition.arguments.every((step) => typescript.isFunctionLike(step) || typescript.isIdentifier(step))) return undefined;
  const application = composition.parent;
  const [input] = typescript.isCallExpression(application) && application.expression === composition ? application.arguments : [];
  if (!input) return undefined;
  let value = valueOutside(evaluator, input);
  for (const step of composition.arguments) {
    if (step === callable) return value;
    // A step that configures what it is given and returns it can mostly not be followed: then it is taken to do just that.
    const next = invoke(evaluator, valueOutside(evaluator, step), [value], step, undefined);
    if (next.kind === 'handle' || next.kind === 'instance') value = next;
  }
  return undefined;
};

/** `signals.forEach((signal) => …)`: the first parameter is each element in turn. */
const elementGiven = (evaluator: Evaluator, callable: ts.SignatureDeclaration, index: number, scope: Scope): Value | undefined => {
  const call = callable.parent;
  if (index !== 0 || !typescript.isCallExpression(call) || !typescript.isPropertyAccessExpression(call.expression) || !/^(?:forEach|map|filter|find|some|every|flatMap)$/.test(call.expression.name.text)) return undefined;
  const collection = evaluator.evaluate(call.expression.expression, scopeAround(evaluator, call, scope));
  return collection.kind === 'array' && collection.elements.length > 0 ? unionOf(collection.elements) : undefined;
};

/** Calls of a function or constructor in the product's code. Files that may hold more are asked for. */
export const callersOf = (evaluator: Evaluator, callable: ts.SignatureDeclaration): readonly (ts.CallExpression | ts.NewExpression)[] => {
  const { world } = evaluator;
  const known = world.callers.get(callable);
  if (known) return known;
  // What a caller's caller's caller passes on is too far away to be read by anybody.
  if (world.callerDepth >= callerDepthLimit) return [];
  // Asking who calls a function can lead back to the same question; then nobody is known yet.
  world.callers.set(callable, []);
  const found = findCallers(evaluator, callable);
  world.callers.set(callable, found);
  return found;
};

const findCallers = (evaluator: Evaluator, callable: ts.SignatureDeclaration): (ts.CallExpression | ts.NewExpression)[] => {
  const { world } = evaluator;
  const owner = typescript.isConstructorDeclaration(callable) ? callable.parent : callable;
  const nameNode = nameOfCallable(owner);
  if (!nameNode || !(typescript.isIdentifier(nameNode) || typescript.isPrivateIdentifier(nameNode))) return [];
  const symbol = world.program.symbolAt(nameNode);
  const file = world.program.fileOf(nameNode);
  if (!symbol || file === undefined) return [];
  if (isVisibleOutside(owner)) world.program.wantUsersOf(nameNode.text, file, world.accepts);
  const named = world.callsOf(nameNode.text);
  const isPlain = typescript.isFunctionDeclaration(owner) || typescript.isVariableDeclaration(owner.parent);
  if (named.length > namesakeLimit) return [];
  const calls: (ts.CallExpression | ts.NewExpression)[] = [];
  for (const call of named) {
    const callee = call.expression;
    const name = typescript.isPropertyAccessExpression(callee) ? callee.name : callee;
    if (isPlain && callee !== name && !mayBeModule(evaluator, callee)) continue;
    if (!typescript.isIdentifier(name) && !typescript.isPrivateIdentifier(name)) continue;
    if (world.program.symbolAt(name) === symbol || isMethodCall(evaluator, callee, callable) || isInterfaceCall(evaluator, name, callable)) calls.push(call);
    if (calls.length > callerLimit) return [];
  }
  return calls;
};

/** Whether a function that is called as `x.name()` may be one of a module: `x` is what an import or `require` gives. */
const mayBeModule = (evaluator: Evaluator, callee: ts.LeftHandSideExpression): boolean => {
  const owner = typescript.isPropertyAccessExpression(callee) ? callee.expression : callee;
  if (!typescript.isIdentifier(owner)) return typescript.isCallExpression(owner) || typescript.isParenthesizedExpression(owner);
  const declarations = evaluator.world.checker.getSymbolAtLocation(owner)?.declarations;
  return declarations?.every((declaration) => typescript.isVariableDeclaration(declaration) && declaration.initializer !== undefined && requiredSpecifier(declaration.initializer) === undefined) !== true;
};

/** Whether a call is of a method where the checker has lost its type, as with classes that CommonJS hands on. */
const isMethodCall = (evaluator: Evaluator, callee: ts.Node, callable: ts.SignatureDeclaration): boolean => {
  const { world } = evaluator;
  if (!typescript.isMethodDeclaration(callable) || !typescript.isPropertyAccessExpression(callee)) return false;
  if (!world.isAny(world.checker.getTypeAtLocation(callee.expression))) return false;
  return membersOf(valueOutside(evaluator, callee)).some((member) => member.kind === 'function' && member.node === callable);
};

/** Whether a call of an interface's method may be one of this class's: the class says that it implements the interface. */
const isInterfaceCall = (evaluator: Evaluator, mention: ts.Node, callable: ts.SignatureDeclaration): boolean => {
  if (!typescript.isMethodDeclaration(callable) || !typescript.isClassLike(callable.parent)) return false;
  const clause = callable.parent.heritageClauses?.find((heritage) => heritage.token === typescript.SyntaxKind.ImplementsKeyword);
  if (!clause) return false;
  const declared = evaluator.world.program.symbolAt(mention)?.declarations?.[0]?.parent;
  return declared !== undefined && typescript.isInterfaceDeclaration(declared) && clause.types.some((type) => type.expression.getText() === declared.name.text);
};

/** The name that a function goes by: its own, or that of the variable, property or export it is assigned to. */
const nameOfCallable = (owner: ts.SignatureDeclaration | ts.ClassLikeDeclaration): ts.Node | undefined => {
  if (owner.name && !(typescript.isFunctionExpression(owner) && typescript.isBinaryExpression(owner.parent))) return owner.name;
  const parent = owner.parent;
  if (typescript.isVariableDeclaration(parent) || typescript.isPropertyAssignment(parent) || typescript.isPropertyDeclaration(parent)) return parent.name;
  // CommonJS: `exports.stop = async (server) => { … }`.
  return typescript.isBinaryExpression(parent) && parent.right === owner && typescript.isPropertyAccessExpression(parent.left) ? parent.left.name : undefined;
};

const isVisibleOutside = (owner: ts.Node): boolean => {
  for (let node = owner as ts.Node | undefined; node && !typescript.isSourceFile(node); node = node.parent as ts.Node | undefined) {
    if (node !== owner && isFunctionWithBody(node)) return false;
  }
  return true;
};

/** An array, Set or Map with what is added to it anywhere in its file or by callers of the functions there. */
const collected = (evaluator: Evaluator, symbol: ts.Symbol, initial: Value, scope: Scope): Value => {
  if (initial.kind !== 'array' && !isCollectionType(evaluator, symbol)) return initial;
  const elements: Value[] = initial.kind === 'array' ? [...initial.elements] : [];
  let complete = initial.kind !== 'array' || initial.complete;
  let sorted: ts.Expression | undefined;
  for (const mention of evaluator.world.mentionsOf(symbol.name)) {
    const access = mention.parent;
    const container = typescript.isPropertyAccessExpression(access) && access.name === mention ? access : mention;
    const member = container.parent;
    if (!typescript.isPropertyAccessExpression(member) || member.expression !== container) continue;
    const call = member.parent;
    if (!typescript.isCallExpression(call) || call.expression !== member) continue;
    if (evaluator.world.program.symbolAt(mention) !== symbol) continue;
    if (member.name.text === 'sort') sorted = call.arguments[0];
    const added = member.name.text === 'push' || member.name.text === 'unshift' || member.name.text === 'add' ? call.arguments : member.name.text === 'set' ? call.arguments.slice(1) : /^(?:use|defer|adopt)$/.test(member.name.text) && isStack(symbol) ? call.arguments.slice(member.name.text === 'adopt' ? 1 : 0) : [];
    for (const argument of added) {
      for (const value of valuesPerCall(evaluator, argument, scope)) {
        if (value.kind === 'unknown' && value.type === undefined) complete = false;
        else if (member.name.text === 'unshift') elements.unshift(...membersOf(value));
        else elements.push(...membersOf(value));
      }
    }
  }
  const value: ArrayValue = { kind: 'array', elements: sortedBy(evaluator, elements, sorted), complete };
  return value;
};

/** The values of an expression inside a function, one for each call of it: `add(name, run) { steps.push({ name, run }) }`. */
const valuesPerCall = (evaluator: Evaluator, expression: ts.Expression, scope: Scope): Value[] => {
  const around = functionAround(expression);
  const calls = around && !evaluator.active.includes(around) && around.parameters.length > 0 ? callersOf(evaluator, around) : [];
  if (!around || calls.length === 0) return [evaluator.evaluate(expression, scopeAround(evaluator, expression, scope))];
  const inSource = [...calls].sort((left, right) => (left.getSourceFile() === right.getSourceFile() ? left.end - right.end : 0));
  return inSource.map((call) => {
    const given = outerScope(evaluator, expression);
    around.parameters.forEach((parameter, index) => {
      const symbol = typescript.isIdentifier(parameter.name) ? evaluator.world.checker.getSymbolAtLocation(parameter.name) : undefined;
      const argument = call.arguments?.[index];
      if (symbol && argument) given.bind(symbol, valueOutside(evaluator, argument));
    });
    return evaluator.evaluate(expression, given);
  });
};

/** Whether a variable holds a stack of disposables. */
const isStack = ({ valueDeclaration }: ts.Symbol): boolean =>
  valueDeclaration !== undefined && (typescript.isVariableDeclaration(valueDeclaration) || typescript.isPropertyDeclaration(valueDeclaration)) && /^new (?:Async)?DisposableStack\b/.test(valueDeclaration.initializer?.getText() ?? '');

const isCollectionType = (evaluator: Evaluator, symbol: ts.Symbol): boolean => {
  const declaration = symbol.valueDeclaration;
  const initializer = declaration && (typescript.isVariableDeclaration(declaration) || typescript.isPropertyDeclaration(declaration)) ? declaration.initializer : undefined;
  return initializer !== undefined && typescript.isNewExpression(initializer) && typescript.isIdentifier(initializer.expression) && ['Set', 'Map', 'Array', 'AsyncDisposableStack', 'DisposableStack'].includes(initializer.expression.text);
};

export const isGlobalObject = (node: ts.Expression): boolean => typescript.isIdentifier(node) && (node.text === 'globalThis' || node.text === 'global');

/** The value of `globalThis.name`: what any file of the program assigns there; something of the language where none does. */
export const globalValue = (evaluator: Evaluator, node: ts.PropertyAccessExpression): Value => {
  const given = evaluator.world.mentionsOf(node.name.text).flatMap((mention) => {
    const access = mention.parent;
    const assignment = access.parent as ts.Node | undefined;
    return typescript.isPropertyAccessExpression(access) && access.name === mention && isGlobalObject(access.expression) && assignment && typescript.isBinaryExpression(assignment) && assignment.left === access && assignment.operatorToken.kind === typescript.SyntaxKind.EqualsToken
      ? [valueOutside(evaluator, assignment.right)]
      : [];
  });
  return given.length > 0 ? unionOf(given) : propertyOf(evaluator, unknown, node.name.text, node.name);
};

/** The value of `target.name`. `node` is where it is written, for the checker's opinion when the value is unknown. */
export const propertyOf = (evaluator: Evaluator, target: Value, name: string, node: ts.Node): Value => {
  if (evaluator.world.depth > propertyDepthLimit) return unknown;
  const changed = target.kind === 'object' ? assignedProperty(evaluator, node) : undefined;
  if (changed) return changed;
  evaluator.world.depth++;
  const values = membersOf(target).map((member) => ownProperty(evaluator, member, name, node));
  evaluator.world.depth--;
  const known = values.filter((value) => value.kind !== 'unknown');
  return known.length > 0 ? unionOf(known) : (byChecker(evaluator, node) ?? unknown);
};

/** What this evaluation has assigned to a property whose type is written beside its object: then its symbol is the type's. */
const assignedProperty = (evaluator: Evaluator, node: ts.Node): Value | undefined => {
  if (evaluator.assigned.size === 0 || !typescript.isIdentifier(node)) return undefined;
  const symbol = evaluator.world.program.symbolAt(node);
  const value = symbol && evaluator.assigned.get(symbol);
  return value?.kind === 'literal' ? value : undefined;
};

const ownProperty = (evaluator: Evaluator, target: Value, name: string, node: ts.Node): Value => {
  const { world } = evaluator;
  switch (target.kind) {
    case 'object':
      return objectProperty(evaluator, target.node, target.scope, target, name);
    case 'instance':
      return instanceMember(evaluator, target, name, node);
    case 'class':
      return classStatic(evaluator, target.declaration, name);
    case 'handle': {
      const property = propertyNamed(evaluator, target.type, name);
      if (!property) return unknown;
      const declared = world.declaredBy(property, false);
      const type = world.checker.getTypeOfSymbol(property);
      const kind = world.handleType(type);
      // `app.server`, `wss.options.server`: another face of the same thing.
      if (kind && type.getCallSignatures().length === 0) return { kind: 'handle', handle: target.handle, type: kind.type };
      return declared ? { kind: 'library-function', library: declared.library, key: declared.key, self: target } : unknown;
    }
    case 'namespace': {
      const exported = world.checker.tryGetMemberInModuleExports(name, target.symbol);
      const symbol = exported && world.program.unaliased(exported);
      if (symbol) return evaluator.assigned.get(symbol) ?? valueOfSymbol(evaluator, symbol, new Scope());
      const [file] = (target.symbol.declarations ?? []).map((declaration) => world.program.fileOf(declaration));
      if (file !== undefined) world.program.wantExport(file, name);
      return unknown;
    }
    case 'unknown': {
      const property = target.type && world.checker.getPropertyOfType(target.type, name);
      const declared = property && world.declaredBy(property, false);
      return declared ? { kind: 'library-function', library: declared.library, key: declared.key, self: target } : unknown;
    }
    case 'resolvers':
      return name === 'promise' ? { kind: 'promise', awaits: { kind: 'join', mode: 'any', of: target.promise.settledBy }, result: target.promise.result } : { kind: 'resolver', promise: target.promise };
    case 'controller':
      return name === 'signal' ? { kind: 'signal', source: target.source } : unknown;
    case 'signal':
      return name === 'aborted' ? literal(false, true) : unknown;
    default:
      return unknown;
  }
};

/** A property of a type; one under a well-known symbol goes by the name that its declaration writes. */
const propertyNamed = (evaluator: Evaluator, type: ts.Type, name: string): ts.Symbol | undefined => {
  const symbolName = /^\[Symbol\.(\w+)\]$/.exec(name)?.[1];
  if (symbolName === undefined) return evaluator.world.checker.getPropertyOfType(type, name);
  return type.getProperties().find((property) => property.name.startsWith(`__@${symbolName}@`));
};

const objectProperty = (evaluator: Evaluator, node: ts.ObjectLiteralExpression, scope: Scope, self: Value, name: string): Value => {
  for (const property of [...node.properties].reverse()) {
    if (typescript.isSpreadAssignment(property)) {
      const spread = propertyOf(evaluator, evaluator.evaluate(property.expression, scope), name, property);
      if (spread.kind !== 'unknown') return spread;
      continue;
    }
    if (!isNamed(property.name, name)) continue;
    const symbol = evaluator.world.checker.getSymbolAtLocation(property.name);
    const assigned = symbol && evaluator.assigned.get(symbol);
    if (assigned) return assigned;
    if (typescript.isPropertyAssignment(property)) {
      const value = evaluator.evaluate(property.initializer, scope);
      const bound: Value = value.kind === 'function' && typescript.isFunctionExpression(value.node) && !value.self ? { ...value, self } : value;
      return symbol ? withAssignments(evaluator, symbol, bound, scope) : bound;
    }
    if (typescript.isShorthandPropertyAssignment(property)) return valueOfIdentifier(evaluator, property.name, scope);
    if (typescript.isMethodDeclaration(property)) return { kind: 'function', node: property, scope, self };
    if (typescript.isGetAccessorDeclaration(property)) return returnedBy(evaluator, property, new Scope(scope, self));
  }
  return unknown;
};

/** Whether a member is declared under a name; `[Symbol.asyncDispose]` stands for itself. */
const isNamed = (declared: ts.PropertyName, name: string): boolean =>
  typescript.isComputedPropertyName(declared) ? declared.getText() === name : !typescript.isNumericLiteral(declared) && !typescript.isBigIntLiteral(declared) && declared.text === name;

const instanceMember = (evaluator: Evaluator, instance: InstanceValue, name: string, node: ts.Node): Value => {
  const member = findMember(evaluator, instance.declaration, name);
  if (!member) {
    // A member that a library's base class declares: the object itself is the handle.
    const made = creationOf(evaluator, instance.declaration);
    return made ? ownProperty(evaluator, made, name, node) : unknown;
  }
  return memberValue(evaluator, member, instance);
};

const memberValue = (evaluator: Evaluator, member: ts.Declaration, self: Value): Value => {
  const construction = self.kind === 'instance' ? self.construction : new Scope();
  const scope = new Scope(construction, self);
  if (typescript.isMethodDeclaration(member)) return { kind: 'function', node: member, scope, self };
  if (typescript.isGetAccessorDeclaration(member)) return returnedBy(evaluator, member, scope);
  const symbol = evaluator.world.checker.getSymbolAtLocation(typescript.getNameOfDeclaration(member) ?? member);
  const assigned = symbol && evaluator.assigned.get(symbol);
  if (assigned) return assigned;
  if (!symbol || evaluator.world.evaluating.has(symbol)) return unknown;
  if (typescript.isParameter(member)) {
    const bound = construction.lookup(symbol);
    return bound ?? typedUnlessKnown(evaluator, parameterValue(evaluator, member, scope), member.name);
  }
  if (!typescript.isPropertyDeclaration(member)) return unknown;
  evaluator.world.evaluating.add(symbol);
  try {
    return propertyValue(evaluator, member, symbol, scope);
  } finally {
    evaluator.world.evaluating.delete(symbol);
  }
};

const propertyValue = (evaluator: Evaluator, member: ts.PropertyDeclaration, symbol: ts.Symbol, scope: Scope): Value => {
  const initial = member.initializer ? evaluator.evaluate(member.initializer, scope) : unknown;
  const value = collected(evaluator, symbol, withAssignments(evaluator, symbol, initial, scope), scope);
  return typedUnlessKnown(evaluator, value, member.name);
};

/** The declaration of a member: own first, then those of base classes of the program. Includes parameter properties. */
const findMember = (evaluator: Evaluator, declaration: ts.ClassLikeDeclaration, name: string, depth = 0): ts.Declaration | undefined => {
  for (const member of declaration.members) {
    if (member.name && isNamed(member.name, name) && !isAbstract(member)) return member;
    if (!typescript.isConstructorDeclaration(member)) continue;
    for (const parameter of member.parameters) {
      if (typescript.isIdentifier(parameter.name) && parameter.name.text === name && typescript.isParameterPropertyDeclaration(parameter, member)) return parameter;
    }
  }
  const base = depth < 8 ? baseClassOf(evaluator, declaration) : undefined;
  return base && findMember(evaluator, base, name, depth + 1);
};

const isAbstract = (member: ts.Declaration): boolean => (typescript.getCombinedModifierFlags(member) & typescript.ModifierFlags.Abstract) !== 0;

/** The class of the program that a class extends. */
export const baseClassOf = (evaluator: Evaluator, declaration: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration | undefined => {
  const extended = declaration.heritageClauses?.find((clause) => clause.token === typescript.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  if (!extended) return undefined;
  const base = evaluator.evaluate(extended, new Scope());
  return base.kind === 'class' ? base.declaration : undefined;
};

const classStatic = (evaluator: Evaluator, declaration: ts.ClassLikeDeclaration, name: string): Value => {
  const member = findMember(evaluator, declaration, name);
  return member ? memberValue(evaluator, member, { kind: 'class', declaration, scope: new Scope() }) : unknown;
};

/** What a function without parameters of interest returns: a getter, a factory. */
export const returnedBy = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration, scope: Scope): Value => {
  const { body } = callable;
  if (!body || evaluator.world.evaluating.has(callable)) return unknown;
  evaluator.world.evaluating.add(callable);
  try {
    return evaluator.inside(callable, () => {
      if (!typescript.isBlock(body)) return evaluator.evaluate(body, scope);
      const values = returnsOf(body).map((expression) => evaluator.evaluate(expression, scope));
      return values.length > 0 ? unionOf(values) : literal(undefined);
    });
  } finally {
    evaluator.world.evaluating.delete(callable);
  }
};

/** The expressions that a function body returns, without those of functions inside it. */
export const returnsOf = (body: ts.Node): ts.Expression[] => {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isFunctionLike(node) || typescript.isClassLike(node)) return;
    if (typescript.isReturnStatement(node) && node.expression) found.push(node.expression);
    typescript.forEachChild(node, visit);
  };
  visit(body);
  return found;
};

/** The checker's opinion of a name: what its declaration in the program says, or a value of a known type. */
const byChecker = (evaluator: Evaluator, node: ts.Node): Value | undefined => {
  const symbol = evaluator.world.program.symbolAt(node);
  if (!symbol) return typedValue(evaluator, node);
  const assigned = evaluator.assigned.get(symbol);
  if (assigned) return assigned;
  const value = valueOfSymbol(evaluator, symbol, new Scope());
  return value.kind === 'unknown' ? typedValue(evaluator, node) : value;
};

const typedUnlessKnown = (evaluator: Evaluator, value: Value, node: ts.Node | undefined): Value =>
  value.kind === 'unknown' && node ? (typedValue(evaluator, node) ?? value) : value;

/**
 * A value of which only the type is known: the object of a class of the program, as injection provides it, or something
 * of a library's type, of which the origin is not known.
 */
export const typedValue = (evaluator: Evaluator, node: ts.Node): Value | undefined => {
  const { world } = evaluator;
  const named = namedType(node);
  const type = world.checker.getTypeAtLocation(named ?? node);
  wantTypesOf(evaluator, node);
  for (const declaration of type.getSymbol()?.declarations ?? []) {
    if (typescript.isClassLike(declaration) && world.program.fileOf(declaration) !== undefined) return instanceOf(evaluator, declaration);
    if (typescript.isInterfaceDeclaration(declaration) && world.program.fileOf(declaration) !== undefined) {
      const implementers = implementersOf(evaluator, declaration);
      if (implementers.length > 0) return unionOf(implementers.map((implementer) => instanceOf(evaluator, implementer)));
    }
  }
  return type.getSymbol()?.declarations?.some((declaration) => libraryOf(declaration) !== undefined) === true || world.handleType(type) ? { kind: 'unknown', type } : undefined;
};

/** Asks for the files behind the names of a declaration's type annotation. */
const wantTypesOf = (evaluator: Evaluator, node: ts.Node): void => {
  const declaration = node.parent as ts.Node | undefined;
  const annotation = declaration && (typescript.isParameter(declaration) || typescript.isPropertyDeclaration(declaration) || typescript.isVariableDeclaration(declaration)) ? declaration.type : undefined;
  const written = annotation ?? namedType(node);
  if (!written) return;
  const visit = (child: ts.Node): void => {
    if (typescript.isIdentifier(child)) evaluator.world.program.symbolAt(child);
    typescript.forEachChild(child, visit);
  };
  visit(written);
};

const implementerLimit = 4;

/** The classes of the program that implement an interface; none when there are too many to say anything. */
const implementersOf = (evaluator: Evaluator, declaration: ts.InterfaceDeclaration): readonly ts.ClassLikeDeclaration[] => {
  const { world } = evaluator;
  const file = world.program.fileOf(declaration);
  const symbol = world.program.symbolAt(declaration.name);
  if (file === undefined || !symbol) return [];
  world.program.wantUsersOf(declaration.name.text, file, (candidate) => world.accepts(candidate) && (world.program.tree.text(candidate)?.includes('implements') ?? false));
  const found = new Set<ts.ClassLikeDeclaration>();
  for (const mention of world.mentionsOf(declaration.name.text)) {
    const clause = mention.parent.parent;
    if (typescript.isHeritageClause(clause) && clause.token === typescript.SyntaxKind.ImplementsKeyword && typescript.isClassLike(clause.parent) && world.program.symbolAt(mention) === symbol) found.add(clause.parent);
  }
  return found.size <= implementerLimit ? [...found] : [];
};

/** `container.get<Subscriber>(token)`: where the container is not known, the caller says what it gets. */
const namedType = (node: ts.Node): ts.TypeNode | undefined => (typescript.isCallExpression(node) && node.typeArguments?.length === 1 ? node.typeArguments[0] : undefined);
