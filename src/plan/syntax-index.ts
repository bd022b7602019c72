import type ts from 'typescript';
import { libraries } from '../catalogue/libraries/index.js';
import { specifiersIn } from '../program/imports.js';
import type { DemandProgram } from '../program/program.js';
import { ts as typescript } from '../program/typescript.js';

/** One assignment, to a variable or a property of something. */
export interface Assignment {
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  readonly value: ts.Expression;
}

/** The nodes of a file that questions begin with. */
export interface SyntaxIndex {
  readonly identifiers: ReadonlyMap<string, readonly ts.Identifier[]>;
  /** Calls and constructions by the last name of what is called. */
  readonly calls: ReadonlyMap<string, readonly (ts.CallExpression | ts.NewExpression)[]>;
  readonly loops: readonly ts.IterationStatement[];
  readonly awaits: readonly ts.AwaitExpression[];
  readonly classes: readonly ts.ClassLikeDeclaration[];
  /** What is assigned to variables and properties, by their names. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
  /** Whether the file imports a package that can install signal handlers. */
  readonly importsHelper: boolean;
}

/** Modules of packages that can install signal handlers. */
export const helperModules: ReadonlySet<string> = new Set(
  libraries.filter((library) => Object.values(library.calls ?? {}).some((semantics) => semantics.trigger !== undefined)).flatMap((library) => Object.keys(library.modules)),
);

/** Files do not change while programs grow, so each is walked once for all of them. */
const indexes = new WeakMap<ts.SourceFile, SyntaxIndex>();

/** The last name of what is called: `close` of `this.server?.close()`. */
export const calledName = (node: ts.CallExpression | ts.NewExpression): string => {
  const callee = node.expression;
  if (typescript.isPropertyAccessExpression(callee)) return callee.name.text;
  return typescript.isIdentifier(callee) ? callee.text : '';
};

/** The index of one file. */
export const indexOf = (source: ts.SourceFile): SyntaxIndex => {
  const known = indexes.get(source);
  if (known) return known;
  const identifiers = new Map<string, ts.Identifier[]>();
  const calls = new Map<string, (ts.CallExpression | ts.NewExpression)[]>();
  const loops: ts.IterationStatement[] = [];
  const awaits: ts.AwaitExpression[] = [];
  const classes: ts.ClassLikeDeclaration[] = [];
  const assignments = new Map<string, Assignment[]>();
  const visit = (node: ts.Node): void => {
    if (typescript.isIdentifier(node)) add(identifiers, node.text, node);
    else if (typescript.isCallExpression(node) || typescript.isNewExpression(node)) add(calls, calledName(node), node);
    else if (typescript.isIterationStatement(node, false)) loops.push(node);
    else if (typescript.isAwaitExpression(node)) awaits.push(node);
    else if (typescript.isClassLike(node)) classes.push(node);
    else if (typescript.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) addAssignment(assignments, node);
    typescript.forEachChild(node, visit);
  };
  visit(source);
  const importsHelper = specifiersIn(source.text).some((specifier) => helperModules.has(specifier));
  const index: SyntaxIndex = { identifiers, calls, loops, awaits, classes, assignments, importsHelper };
  indexes.set(source, index);
  return index;
};

const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

const addAssignment = (assignments: Map<string, Assignment[]>, { left, right }: ts.BinaryExpression): void => {
  const name = typescript.isPropertyAccessExpression(left) ? left.name : left;
  if (typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name)) add(assignments, name.text, { name, value: right });
};

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind === typescript.SyntaxKind.EqualsToken || kind === typescript.SyntaxKind.QuestionQuestionEqualsToken || kind === typescript.SyntaxKind.BarBarEqualsToken;

/** Where the names of a program's files are mentioned and called. It grows with the program, so that no name is looked for in every file. */
class Names {
  readonly #indexed = new Set<string>();
  readonly #filesWith = new Map<string, SyntaxIndex[]>();

  addFrom(program: DemandProgram): this {
    for (const file of program.files) {
      const source = this.#indexed.has(file) ? undefined : program.sourceFile(file);
      if (!source) continue;
      this.#indexed.add(file);
      const index = indexOf(source);
      for (const name of index.identifiers.keys()) add(this.#filesWith, name, index);
      // Private names, which are called and are no identifiers.
      for (const name of index.calls.keys()) if (!index.identifiers.has(name)) add(this.#filesWith, name, index);
    }
    return this;
  }

  filesWith(name: string): readonly SyntaxIndex[] {
    return this.#filesWith.get(name) ?? [];
  }
}

const names = new WeakMap<DemandProgram, Names>();

/** Which of a program's files mention a name, as of its last growth. */
export const namesOf = (program: DemandProgram): Names => {
  const known = names.get(program) ?? new Names();
  names.set(program, known);
  return known.addFrom(program);
};

/** The indexes of some of a program's files, in their order. */
export const indexesOf = (program: DemandProgram, files: readonly string[]): SyntaxIndex[] =>
  files.flatMap((file) => {
    const source = program.sourceFile(file);
    return source ? [indexOf(source)] : [];
  });

/** Whether a node stands in a loop or in a callback for each element of a collection. */
export const isInLoop = (node: ts.Node): boolean => {
  for (let current = node.parent as ts.Node | undefined; current; current = current.parent as ts.Node | undefined) {
    if (typescript.isIterationStatement(current, false)) return true;
    if (typescript.isCallExpression(current) && /\.(?:forEach|map)$/.test(current.expression.getText())) return true;
    if (typescript.isFunctionDeclaration(current) || typescript.isMethodDeclaration(current)) return false;
  }
  return false;
};

/** Whether a node is part of another. */
export const isWithin = (node: ts.Node, outer: ts.Node): boolean => node.pos >= outer.pos && node.end <= outer.end && node.getSourceFile() === outer.getSourceFile();
