import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { collected } from './collections.js';
import { creationOf } from './creation.js';
import type { Evaluator } from './evaluator.js';
import { parameterValue, valueOfIdentifier, valueOfSymbol, valueOutside, withAssignments } from './lookup.js';
import { typedUnlessKnown, typedValue } from './typed.js';
import { Scope, literal, membersOf, unionOf, unknown } from './value.js';
import type { InstanceValue, Value } from './value.js';

/** Objects that spread each other can go round in circles. */
const propertyDepthLimit = 80;

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
    return made ? ownProperty(evaluator, made, name, node) : assignedMember(evaluator, instance, name);
  }
  return memberValue(evaluator, member, instance);
};

/** A property that JavaScript declares by assigning it: `this.server = server` in a method. */
const assignedMember = (evaluator: Evaluator, instance: InstanceValue, name: string): Value => {
  const declared = evaluator.world.checker.getPropertyOfType(evaluator.world.checker.getTypeAtLocation(instance.declaration), name)?.valueDeclaration;
  const target = declared && typescript.isBinaryExpression(declared) ? declared.left : declared;
  const symbol = target && typescript.isPropertyAccessExpression(target) ? evaluator.world.program.symbolAt(target.name) : undefined;
  return symbol ? (evaluator.assigned.get(symbol) ?? valueOfSymbol(evaluator, symbol, new Scope(instance.construction, instance))) : unknown;
};

export const memberValue = (evaluator: Evaluator, member: ts.Declaration, self: Value): Value => {
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

export const propertyValue = (evaluator: Evaluator, member: ts.PropertyDeclaration, symbol: ts.Symbol, scope: Scope): Value => {
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
