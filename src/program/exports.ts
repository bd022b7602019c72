import type ts from 'typescript';
import { ts as typescript } from './typescript.js';

/** What one module hands on from another: `export { name as other } from './module.js'`. */
export interface HandedOn {
  readonly specifier: string;
  /** The name that the other module exports it under; undefined for the whole module. */
  readonly name: string | undefined;
}

/** How a module comes to what it exports, by its syntax alone. */
export interface ModuleExports {
  readonly own: ReadonlySet<string>;
  readonly handedOn: ReadonlyMap<string, HandedOn>;
  /** The modules behind `export *`. */
  readonly stars: readonly string[];
}

const known = new WeakMap<ts.SourceFile, ModuleExports>();

/** The exports of a file. Files do not change while programs grow, so each is read once for all of them. */
export const exportsOf = (source: ts.SourceFile): ModuleExports => {
  const found = known.get(source) ?? readExports(source);
  known.set(source, found);
  return found;
};

const readExports = (source: ts.SourceFile): ModuleExports => {
  const own = new Set<string>();
  const handedOn = new Map<string, HandedOn>();
  const stars: string[] = [];
  const imported = new Map<string, HandedOn>();
  for (const statement of source.statements) if (typescript.isImportDeclaration(statement)) addImports(statement, imported);
  const handOn = (exported: string, local: string): void => {
    const origin = imported.get(local);
    if (origin) handedOn.set(exported, origin);
    else own.add(exported);
  };
  for (const statement of source.statements) {
    if (typescript.isExportAssignment(statement)) handOn('default', typescript.isIdentifier(statement.expression) ? statement.expression.text : '');
    else if (typescript.isExportDeclaration(statement)) {
      const specifier = specifierOf(statement.moduleSpecifier);
      const clause = statement.exportClause;
      if (!clause) {
        if (specifier !== undefined) stars.push(specifier);
      } else if (typescript.isNamespaceExport(clause)) {
        if (specifier !== undefined) handedOn.set(clause.name.text, { specifier, name: undefined });
      } else {
        for (const element of clause.elements) {
          const name = (element.propertyName ?? element.name).text;
          if (specifier === undefined) handOn(element.name.text, name);
          else handedOn.set(element.name.text, { specifier, name });
        }
      }
    } else if (typescript.canHaveModifiers(statement) && statement.modifiers?.some((modifier) => modifier.kind === typescript.SyntaxKind.ExportKeyword)) {
      const isDefault = statement.modifiers.some((modifier) => modifier.kind === typescript.SyntaxKind.DefaultKeyword);
      for (const name of isDefault ? ['default'] : declaredNames(statement)) own.add(name);
    }
  }
  return { own, handedOn, stars };
};

const addImports = ({ importClause, moduleSpecifier }: ts.ImportDeclaration, imported: Map<string, HandedOn>): void => {
  const specifier = specifierOf(moduleSpecifier);
  if (specifier === undefined || !importClause) return;
  if (importClause.name) imported.set(importClause.name.text, { specifier, name: 'default' });
  const bindings = importClause.namedBindings;
  if (!bindings) return;
  if (typescript.isNamespaceImport(bindings)) imported.set(bindings.name.text, { specifier, name: undefined });
  else for (const element of bindings.elements) imported.set(element.name.text, { specifier, name: (element.propertyName ?? element.name).text });
};

const specifierOf = (node: ts.Expression | undefined): string | undefined => (node && typescript.isStringLiteral(node) ? node.text : undefined);

const declaredNames = (statement: ts.Statement): string[] => {
  if (typescript.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
  return typescript.isDeclarationStatement(statement) && statement.name ? [statement.name.text] : [];
};

const namesIn = (name: ts.BindingName): string[] =>
  typescript.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (typescript.isBindingElement(element) ? namesIn(element.name) : []));
