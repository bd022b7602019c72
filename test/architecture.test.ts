import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};

interface Import {
  /** Relative to the root. */
  from: string;
  specifier: string;
  /** The imported file, relative to the root; undefined for a package. */
  target: string | undefined;
  typeOnly: boolean;
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')));

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  const named = clause.namedBindings;
  return (
    clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
    (clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly))
  );
};

const importsOf = (file: string): Import[] => {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const target = specifier.text.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier.text.replace(/\.js$/, '.ts')) : undefined;
    found.push({ from: file, specifier: specifier.text, target, typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const imports = ['src', 'rules'].filter((folder) => existsSync(path.join(root, folder))).flatMap(sourcesIn).flatMap(importsOf);

/** `read` of `src/read/walk.ts`, `audit` of `src/audit.ts`, `rules` of any rule. */
const partOf = (file: string): string => (file.startsWith('rules/') ? 'rules' : (file.split('/')[1] ?? '').replace(/\.ts$/, ''));

const models = ['read', 'catalogue', 'program', 'plan', 'chain', 'contract', 'service'];
const everything = ['findings', ...models, 'config', 'fix', 'report', 'rule', 'rules', 'audit'];

/** What each part may import, beside itself. Types of the report and of rules are the language that all parts share. */
const below: Readonly<Record<string, readonly string[]>> = {
  read: [],
  catalogue: [],
  rule: [],
  rules: ['rule'],
  program: ['read', 'catalogue'],
  plan: ['read', 'catalogue', 'program'],
  chain: ['read'],
  contract: ['read'],
  service: models,
  findings: ['rule', ...models],
  report: ['rule'],
  config: ['read', 'rule', 'rules', 'findings', 'report'],
  fix: ['read', 'program', 'report', 'rule'],
  audit: everything,
  index: everything,
  cli: everything,
  eslint: everything,
};

const describeImport = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;

describe('imports', () => {
  it('are found', () => {
    expect(imports.length).toBeGreaterThan(20);
    expect(imports.filter(({ typeOnly }) => typeOnly).length).toBeGreaterThan(5);
  });

  it('know every part', () => {
    expect(imports.map(({ from }) => partOf(from)).filter((part) => below[part] === undefined)).toEqual([]);
  });

  it('point downwards only', () => {
    const shared = ['rule', 'report'];
    const wrong = imports.filter(({ from, target, typeOnly }) => {
      if (target === undefined || from.startsWith('rules/')) return false;
      const [user, used] = [partOf(from), partOf(target)];
      if (user === used || below[user]?.includes(used) === true) return false;
      // Only words, which are gone when it runs: findings and reports speak of plans, and everything speaks of findings.
      return !(typeOnly && (shared.includes(used) || (shared.includes(user) && models.includes(used))));
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('of a rule are `src/rule.ts` and the types of models', () => {
    const wrong = imports.filter(
      ({ from, target, typeOnly }) =>
        from.startsWith('rules/') &&
        from !== 'rules/index.ts' &&
        target !== 'src/rule.ts' &&
        !(typeOnly && target !== undefined && models.includes(partOf(target))),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('of the file system are for reading, and for the files that the command writes', () => {
    const wrong = imports.filter(
      ({ from, specifier, typeOnly }) => !typeOnly && /^(?:node:)?fs(?:\/|$)/.test(specifier) && !['read', 'cli'].includes(partOf(from)),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('of child processes and the network do not exist, but for git, which is asked what has changed, and for rendering, which the user asks for', () => {
    const forbidden = /^(?:node:)?(?:child_process|cluster|dgram|dns|http|http2|https|net|tls|vm|worker_threads|inspector)(?:\/|$)/;
    expect(imports.filter(({ specifier }) => forbidden.test(specifier)).map(describeImport)).toEqual(['src/cli/git.ts imports node:child_process', 'src/cli/render.ts imports node:child_process']);
  });

  it('of TypeScript are types: it is loaded with `createRequire`, three times as fast, in one place', () => {
    expect(imports.filter(({ specifier, typeOnly }) => specifier === 'typescript' && !typeOnly).map(describeImport)).toEqual([]);
    const loaders = sourcesIn('src').filter((file) => /(?<!\bimport)\('typescript'\)/.test(readFileSync(path.join(root, file), 'utf8')));
    expect(loaders).toEqual(['src/program/typescript.ts']);
  });

  it('of packages are declared', () => {
    const builtin = new Set(builtinModules);
    const undeclared = imports.filter(({ from, specifier, target, typeOnly }) => {
      if (target !== undefined || specifier.startsWith('node:') || builtin.has(specifier)) return false;
      const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
      if (Object.hasOwn(manifest.dependencies, name)) return false;
      return !(Object.hasOwn(manifest.peerDependencies, name) && typeOnly && from.startsWith('src/eslint/'));
    });
    expect(undeclared.map(describeImport)).toEqual([]);
  });
});
