import type ts from 'typescript';
import { requiredSpecifier } from '../program/program.js';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { valueOutside } from './lookup.js';
import { membersOf } from './value.js';

/** A function called from more places than this is a utility; its parameters say nothing about one of them. */
const callerLimit = 12;

/** Callers of callers that are looked for, when one asks what a parameter is given. */
const callerDepthLimit = 4;

/** Calls by one name in a program, beyond which nobody asks which of them are of one function. */
const namesakeLimit = 1000;

export const functionAround = (node: ts.Node): ts.FunctionLikeDeclaration | undefined => {
  let current = node.parent as ts.Node | undefined;
  while (current && !isFunctionWithBody(current)) current = current.parent;
  return current;
};

const isFunctionWithBody = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  typescript.isFunctionLike(node) && 'body' in node && node.body !== undefined;

/** Calls of a function or constructor in the product's code. Files that may hold more are asked for. */
export const callersOf = (evaluator: Evaluator, callable: ts.SignatureDeclaration): readonly (ts.CallExpression | ts.NewExpression)[] => {
  const { world } = evaluator;
  const known = world.callers.get(callable);
  if (known) return known;
  // What a caller's caller's caller passes on is too far away to be read by anybody.
  if (world.callerDepth >= callerDepthLimit) return [];
  // Asking who calls a function can lead back to the same question; then nobody is known yet.
  world.callers.set(callable, []);
  const found = evaluator.ask((outside) => findCallers(outside, callable));
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
  // TypeScript knows a function where its file is loaded, or an interface stands for its class. Asking it is what takes time.
  const knowing = implementsSomething(callable) ? undefined : world.program.reach.loadersOf(file);
  const calls: (ts.CallExpression | ts.NewExpression)[] = [];
  for (const call of named) {
    const callee = call.expression;
    if (knowing && !isJavaScript(call) && !knowing.has(world.program.fileOf(call) ?? '')) continue;
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
  // `new Task().run()` of a class that the program does not have is no call of one that it has.
  if (typescript.isNewExpression(callee.expression)) return false;
  // Whom a caller's caller means is too far away to be worth an evaluation where types mostly say it.
  if (world.callerDepth > 0 && !isJavaScript(callee)) return false;
  if (!world.isAny(world.checker.getTypeAtLocation(callee.expression))) return false;
  return membersOf(valueOutside(evaluator, callee)).some((member) => member.kind === 'function' && member.node === callable);
};

const isJavaScript = (node: ts.Node): boolean => (node.flags & typescript.NodeFlags.JavaScriptFile) !== 0;

const implementsSomething = (callable: ts.SignatureDeclaration): boolean => typescript.isClassLike(callable.parent) && interfacesOf(callable.parent).length > 0;

/** What a class says that it implements. */
const interfacesOf = (declaration: ts.ClassLikeDeclaration): readonly ts.ExpressionWithTypeArguments[] =>
  declaration.heritageClauses?.find((heritage) => heritage.token === typescript.SyntaxKind.ImplementsKeyword)?.types ?? [];

/** Whether a call of an interface's method may be one of this class's: the class says that it implements the interface. */
const isInterfaceCall = (evaluator: Evaluator, mention: ts.Node, callable: ts.SignatureDeclaration): boolean => {
  if (!typescript.isMethodDeclaration(callable) || !typescript.isClassLike(callable.parent)) return false;
  const types = interfacesOf(callable.parent);
  const declared = types.length > 0 ? evaluator.world.program.symbolAt(mention)?.declarations?.[0]?.parent : undefined;
  return declared !== undefined && typescript.isInterfaceDeclaration(declared) && types.some((type) => type.expression.getText() === declared.name.text);
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
