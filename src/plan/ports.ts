import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { valueOutside } from './lookup.js';
import { calledName } from './syntax-index.js';

/** A port that a process listens on. */
export interface Port {
  readonly number: number;
  /** The variable of the environment that replaces it. */
  readonly variable: string | undefined;
}

/** The port that a call begins to listen on: a constant, or the default of one variable of the environment. */
export const portOf = (evaluator: Evaluator, node: ts.Node): Port | undefined => {
  const written = typescript.isCallExpression(node) ? portArgument(node) : undefined;
  const value = written && valueOutside(evaluator, written);
  if (!written || value?.kind !== 'literal') return undefined;
  // `0.0.0.0:50051`, as gRPC wants it.
  const [, digits] = /^(?:[\w.[\]:]{1,60}:)?(\d{1,5})$/.exec(String(value.value)) ?? [];
  const number = Number(digits);
  if (digits === undefined || number === 0 || number > 65_535) return undefined;
  const variables = new Set(variablesIn(evaluator, written, 0));
  if (value.assumed !== true && variables.size === 0) return { number, variable: undefined };
  const [variable] = variables;
  return variables.size === 1 && variable !== undefined ? { number, variable } : undefined;
};

/** Whether a call begins to listen for its own machine alone: `listen(9100, '127.0.0.1')`, `listen({ port, host: 'localhost' })`. */
export const isLocal = (node: ts.Node): boolean => {
  const [first, second] = typescript.isCallExpression(node) ? node.arguments : [];
  const property = first && typescript.isObjectLiteralExpression(first) ? first.properties.find(({ name }) => name?.getText() === 'host') : undefined;
  const host = property && typescript.isPropertyAssignment(property) ? property.initializer : second;
  return host !== undefined && typescript.isStringLiteralLike(host) && /^(?:127\.0\.0\.1|localhost|::1)$/.test(host.text);
};

const portArgument = (node: ts.CallExpression): ts.Expression | undefined => {
  const [first] = node.arguments;
  if (!first || !typescript.isObjectLiteralExpression(first)) return calledName(node) === 'serve' ? undefined : first;
  const property = first.properties.find(({ name }) => name?.getText() === 'port');
  if (property && typescript.isPropertyAssignment(property)) return property.initializer;
  return property && typescript.isShorthandPropertyAssignment(property) ? property.name : undefined;
};

const depthLimit = 5;

/** The variables of the environment that an expression is made from, through the constants that it names. */
const variablesIn = (evaluator: Evaluator, node: ts.Node, depth: number): string[] => {
  const variable = environmentVariable(node);
  if (variable !== undefined) return [variable];
  const below: string[] = [];
  typescript.forEachChild(node, (child) => {
    below.push(...variablesIn(evaluator, child, depth));
  });
  if (depth >= depthLimit || !(typescript.isIdentifier(node) || typescript.isPropertyAccessExpression(node))) return below;
  const symbol = evaluator.world.program.symbolAt(typescript.isIdentifier(node) ? node : node.name);
  return [...below, ...initializersOf(evaluator, symbol).flatMap((initializer) => variablesIn(evaluator, initializer, depth + 1))];
};

/** What a constant or a property is made from: `{ port }` from the constant of that name, `const { port } = config` from the property. */
const initializersOf = (evaluator: Evaluator, symbol: ts.Symbol | undefined): readonly ts.Expression[] =>
  (symbol?.declarations ?? []).flatMap((declaration): readonly ts.Expression[] => {
    if (typescript.isVariableDeclaration(declaration) || typescript.isPropertyAssignment(declaration)) return declaration.initializer ? [declaration.initializer] : [];
    if (typescript.isShorthandPropertyAssignment(declaration)) return initializersOf(evaluator, evaluator.world.checker.getShorthandAssignmentValueSymbol(declaration));
    if (!typescript.isBindingElement(declaration) || !typescript.isIdentifier(declaration.name)) return [];
    const name = declaration.propertyName ?? declaration.name;
    const property = typescript.isIdentifier(name) ? evaluator.world.checker.getTypeAtLocation(declaration.parent).getProperty(name.text) : undefined;
    return property === symbol ? [] : initializersOf(evaluator, property);
  });

/** `PORT` of `process.env.PORT` and `process.env['PORT']`. */
const environmentVariable = (node: ts.Node): string | undefined => {
  if (typescript.isPropertyAccessExpression(node)) return isEnvironment(node.expression) ? node.name.text : undefined;
  return typescript.isElementAccessExpression(node) && isEnvironment(node.expression) && typescript.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
};

const isEnvironment = (node: ts.Expression): boolean =>
  typescript.isPropertyAccessExpression(node) && node.name.text === 'env' && ((typescript.isIdentifier(node.expression) && node.expression.text === 'process') || typescript.isMetaProperty(node.expression));
