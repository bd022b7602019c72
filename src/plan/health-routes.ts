import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Tree } from '../read/tree.js';
import type { Located } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import { valueOutside } from './lookup.js';
import { indexOf } from './syntax-index.js';
import { membersOf } from './value.js';

/** A route that says whether the process is well. */
export interface HealthRoute extends Located {
  readonly path: string;
  readonly asks: 'readiness' | 'liveness' | 'health';
  /** Whether it gives the same answer whatever happens in the process. */
  readonly isConstant: boolean;
  /** The variables and properties that its handler reads, directly or in the functions that it calls. */
  readonly reads: ReadonlySet<ts.Symbol>;
}

/** What a file that may have such a route looks like; files that do not are not parsed for it. */
const mayHaveRoute = /\.(?:get|all|use)\(\s*['"`][\w./-]*(?:health|ready|readiness|alive|live)/;
const routeMethods = ['get', 'all', 'use'] as const;
const readiness = /(?:^|[/._-])(?:ready|readyz|readiness)$/;
const liveness = /(?:^|[/._-])(?:live|livez|liveness|alive)$/;
const health = /(?:^|[/._-])(?:health|healthz|healthcheck|health-check)$/;

/** The health routes in some files; those of the product that the program has not met yet are asked for. */
export const findHealthRoutes = (evaluator: Evaluator, files: Iterable<string>): HealthRoute[] => {
  const { program } = evaluator.world;
  return [...files].flatMap((file) => {
    if (!isWorthAsking(program.tree, file)) return [];
    program.want(file);
    const source = program.sourceFile(file);
    if (!source) return [];
    const { calls } = indexOf(source);
    return routeMethods.flatMap((method) => (calls.get(method) ?? []).flatMap((node) => (typescript.isCallExpression(node) ? (routeAt(evaluator, node) ?? []) : [])));
  });
};

/** Texts do not change while programs grow, so each is searched once. */
const asked = new WeakMap<Tree, Map<string, boolean>>();

const isWorthAsking = (tree: Tree, file: string): boolean => {
  const inTree = asked.get(tree) ?? new Map<string, boolean>();
  asked.set(tree, inTree);
  const known = inTree.get(file) ?? mayHaveRoute.test(tree.text(file) ?? '');
  inTree.set(file, known);
  return known;
};

const routeAt = (evaluator: Evaluator, node: ts.CallExpression): HealthRoute | undefined => {
  const [path] = node.arguments;
  const handler = node.arguments.at(-1);
  if (!path || !handler || handler === path || !typescript.isStringLiteralLike(path)) return undefined;
  const asks = readiness.test(path.text) ? 'readiness' : liveness.test(path.text) ? 'liveness' : health.test(path.text) ? 'health' : undefined;
  const members = membersOf(valueOutside(evaluator, handler));
  const [only] = members;
  if (asks === undefined || members.length !== 1 || only?.kind !== 'function') return undefined;
  const reads = new Set<ts.Symbol>();
  const isConstant = onlyAnswers(evaluator, only.node, reads, 0);
  return { at: evaluator.world.locationOf(node), path: path.text, asks, isConstant, reads };
};

const depthLimit = 4;
/** Names whose value does not change when the process is told to stop. */
const steady = new Set(['Date', 'process', 'JSON', 'Math', 'Number', 'String', 'Object', 'console', 'undefined', 'logger', 'log', 'version', 'os']);

/** Collects what a handler reads. False as soon as anything could change its answer: a variable, an unknown call. */
const onlyAnswers = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration, reads: Set<ts.Symbol>, depth: number): boolean => {
  const body = 'body' in callable ? callable.body : undefined;
  if (!body) return false;
  let constant = true;
  const visit = (node: ts.Node): void => {
    if (typescript.isIdentifier(node) && isRead(node)) {
      const symbol = evaluator.world.program.symbolAt(node);
      if (symbol && !isOwn(symbol, callable)) {
        reads.add(symbol);
        const [declaration] = symbol.declarations ?? [];
        const called = declaration && calledFunction(declaration);
        if (called && depth < depthLimit && typescript.isCallExpression(node.parent) && node.parent.expression === node) constant = onlyAnswers(evaluator, called, reads, depth + 1) && constant;
        else if (!steady.has(node.text) && !isConstantDeclaration(declaration)) constant = false;
      } else if (!symbol && !steady.has(node.text)) constant = false;
    } else if (typescript.isIdentifier(node) && typescript.isPropertyAccessExpression(node.parent) && node.parent.name === node) {
      const symbol = evaluator.world.program.symbolAt(node);
      if (symbol) reads.add(symbol);
    } else if (node.kind === typescript.SyntaxKind.ThisKeyword) constant = false;
    typescript.forEachChild(node, visit);
  };
  visit(body);
  return constant;
};

/** Whether an identifier stands for a value: not the name of a property, a parameter or a declaration. */
const isRead = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (typescript.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (typescript.isPropertyAssignment(parent)) return parent.initializer === node;
  return !typescript.isParameter(parent) && !typescript.isBindingElement(parent) && !(typescript.isVariableDeclaration(parent) && parent.name === node) && !typescript.isTypeNode(parent);
};

const isOwn = (symbol: ts.Symbol, callable: ts.Node): boolean =>
  symbol.declarations?.some((declaration) => declaration.getSourceFile() === callable.getSourceFile() && declaration.pos >= callable.pos && declaration.end <= callable.end) ?? false;

const calledFunction = (declaration: ts.Declaration): ts.FunctionLikeDeclaration | undefined => {
  const callable = typescript.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  return callable && typescript.isFunctionLike(callable) && 'body' in callable && callable.body ? callable : undefined;
};

const isConstantDeclaration = (declaration: ts.Declaration | undefined): boolean =>
  declaration !== undefined && typescript.isVariableDeclaration(declaration) && (typescript.getCombinedNodeFlags(declaration) & typescript.NodeFlags.Const) !== 0 && declaration.initializer !== undefined &&
  (typescript.isLiteralExpression(declaration.initializer) || /^process\.env\b/.test(declaration.initializer.getText()));
