import type ts from 'typescript';
import { libFile, libraryOf } from '../program/stubs.js';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { instanceOf } from './lookup.js';
import { unionOf } from './value.js';
import type { Value } from './value.js';

export const typedUnlessKnown = (evaluator: Evaluator, value: Value, node: ts.Node | undefined): Value =>
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

/** Asks for the files behind the types that a declaration's annotation names: its parts where the language combines them, not the arguments of types of the program. */
const wantTypesOf = (evaluator: Evaluator, node: ts.Node): void => {
  const declaration = node.parent as ts.Node | undefined;
  const annotation = declaration && (typescript.isParameter(declaration) || typescript.isPropertyDeclaration(declaration) || typescript.isVariableDeclaration(declaration)) ? declaration.type : undefined;
  const written = annotation ?? namedType(node);
  if (!written) return;
  const { program } = evaluator.world;
  const visit = (child: ts.Node): void => {
    if (typescript.isTypeReferenceNode(child)) {
      const declared = program.symbolAt(child.typeName)?.declarations?.[0];
      if (declared?.getSourceFile().fileName !== libFile) return;
    }
    if (typescript.isIdentifier(child)) program.symbolAt(child);
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
