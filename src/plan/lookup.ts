import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { callersOf, functionAround } from './callers.js';
import { invoke } from './calls.js';
import type { Evaluator } from './evaluator.js';
import { collected } from './collections.js';
import { memberValue, propertyOf, propertyValue } from './members.js';
import { calledName } from './syntax-index.js';
import { typedUnlessKnown, typedValue } from './typed.js';
import { Scope, iterated, literal, unionOf, unknown } from './value.js';
import type { InstanceValue, Value } from './value.js';

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
  const value = evaluator.ask((outside) => outside.fromOutside(() => outside.evaluate(expression, outerScope(outside, expression))));
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
export const scopeAround = (evaluator: Evaluator, node: ts.Node, scope: Scope): Scope => {
  const around = functionAround(node);
  return around === undefined || evaluator.active.includes(around) ? scope : new Scope(undefined, selfAround(evaluator, node));
};

const selfAround = (evaluator: Evaluator, node: ts.Node): Value | undefined => {
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent as ts.Node | undefined) {
    if (typescript.isClassLike(current)) return instanceOf(evaluator, current);
    // `app.listen(port, function () { this.unref(); })`: a server calls its listeners as its own.
    if (typescript.isFunctionExpression(current) && typescript.isCallExpression(current.parent) && calledName(current.parent) === 'listen') return valueOutside(evaluator, current.parent);
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
export const withAssignments = (evaluator: Evaluator, symbol: ts.Symbol, initial: Value, scope: Scope): Value => {
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
    return collection.kind === 'array' ? unionOf(iterated(collection)) : unknown;
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
    : typescript.isForOfStatement(owner.parent.parent) ? evaluator.evaluate(owner.parent.parent.expression, scopeAround(evaluator, owner, scope))
    : unknown;
  // `for (const [name, close] of closers)`: one part of each.
  if (!typescript.isBindingElement(owner) && typescript.isForOfStatement(owner.parent.parent)) return whole.kind === 'array' ? unionOf(iterated(whole).map((round) => bindingPart(evaluator, element, round, scope))) : unknown;
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
export const parameterValue = (evaluator: Evaluator, parameter: ts.ParameterDeclaration, scope: Scope): Value => {
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
