import type ts from 'typescript';
import type { Tree } from '../read/tree.js';
import { nestingOf } from './nesting.js';
import { exportsOf } from './exports.js';
import type { Reach } from './reach.js';
import type { Resolver } from './resolver.js';
import { isBundle, isCode, longestSource } from './source-files.js';
import { isStubFile, libFile, stubFileOf, stubText } from './stubs.js';
import { ts as typescript } from './typescript.js';

const rootPrefix = '/@root/';
const options: ts.CompilerOptions = {
  noLib: true,
  allowJs: true,
  checkJs: false,
  strict: false,
  noEmit: true,
  types: [],
  target: typescript.ScriptTarget.ESNext,
  module: typescript.ModuleKind.ESNext,
  moduleResolution: typescript.ModuleResolutionKind.Bundler,
  jsx: typescript.JsxEmit.Preserve,
  // Off, so that `import * as Redis from 'ioredis'` keeps the construct signatures that CommonJS gives it at run time.
  esModuleInterop: false,
  allowSyntheticDefaultImports: true,
  experimentalDecorators: true,
  resolveJsonModule: false,
};

/** Deeper files are refused: parser and checker recurse, and a stranger's 2,000 brackets should cost one line, not a stack. */
const nestingLimit = 600;
/** Stubs that questions need whether or not a file imports them: what listens on a port is an http server until proved otherwise. */
const alwaysLoaded: readonly string[] = ['http'].map((name) => stubFileOf(name)).filter((file) => file !== undefined);
/** Barrels of barrels are followed only so far. */
const barrelLimit = 60;
/** What more files than this use is a utility: its callers say nothing about one of them. */
const userLimit = 16;

/** Parsed files by name. Programs that come one after the other may share them; a text that has changed is parsed anew. */
export type ParsedFiles = Map<string, ts.SourceFile>;

/** Parsed stubs, shared by every program of the process: their text never changes. */
const parsedStubs = new Map<string, ts.SourceFile>();

const scriptKindOf = (file: string): ts.ScriptKind =>
  file.endsWith('.tsx') ? typescript.ScriptKind.TSX
  : /\.[cm]?ts$/.test(file) ? typescript.ScriptKind.TS
  : typescript.ScriptKind.JSX;

/** The depth of a syntax tree, found without recursion: sums and chains nest without a bracket. */
const depthOf = (source: ts.SourceFile): number => {
  let deepest = 0;
  const open: [ts.Node, number][] = [[source, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (depth > deepest) deepest = depth;
    if (deepest > nestingLimit) return deepest;
    typescript.forEachChild(node, (child) => {
      open.push([child, depth + 1]);
    });
  }
  return deepest;
};

/**
 * A TypeScript program over a few of a repository's files, which grows when an answer needs a file that is not in it:
 * callers ask, note what came back unknown, call `grow`, and ask again until nothing more is wanted.
 * Imports of known packages resolve to stub declarations, every other package to nothing; the disk is never touched.
 */
export class DemandProgram {
  readonly tree: Tree;
  readonly reach: Reach;
  readonly resolver: Resolver;
  readonly #files = new Set<string>();
  readonly #wanted = new Set<string>();
  readonly #parsed: ParsedFiles;
  /** Files that cannot be parsed, with the reason. */
  readonly refused = new Map<string, string>();
  readonly #canonicalSymbols = new Map<ts.Declaration, ts.Symbol>();
  readonly #askedUsers = new Set<string>();
  readonly #askedAliases = new Set<ts.Symbol>();
  #program: ts.Program | undefined;
  #checker: ts.TypeChecker | undefined;
  rounds = 0;

  constructor(tree: Tree, reach: Reach, files: Iterable<string>, parsed: ParsedFiles = new Map()) {
    this.tree = tree;
    this.reach = reach;
    this.resolver = reach.resolver;
    this.#parsed = parsed;
    for (const file of files) this.want(file);
  }

  /** Asks for a file to be part of the program from the next round on. Files that are no code or already there are passed over. */
  want(file: string): void {
    if (!this.#files.has(file) && !this.refused.has(file) && isCode(file)) this.#wanted.add(file);
  }

  /** How many files have been asked for since the program last grew. */
  get wanted(): number {
    return this.#wanted.size;
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** Takes in what was asked for since the last call. False when there was nothing new: the answers are final. */
  grow(): boolean {
    let grown = false;
    for (const file of this.#wanted) {
      if (this.#parse(file)) {
        this.#files.add(file);
        grown = true;
      }
    }
    this.#wanted.clear();
    if (!grown && this.#program) return false;
    this.rounds++;
    this.#canonicalSymbols.clear();
    this.#askedAliases.clear();
    this.#program = typescript.createProgram({ rootNames: [libFile, ...alwaysLoaded, ...[...this.#files].map((file) => rootPrefix + file)], options, host: this.#host() });
    this.#checker = withoutOverflows(this.#program.getTypeChecker());
    return true;
  }

  get checker(): ts.TypeChecker {
    if (!this.#checker) throw new Error('grow() comes before the first question');
    return this.#checker;
  }

  /** How many of the repository's files have been parsed. */
  get parsedCount(): number {
    return this.#files.size;
  }

  /** Names of the repository's files in the program, in the order they came. */
  get files(): readonly string[] {
    return [...this.#files];
  }

  /** The stub declarations of a module, where the program has them. */
  stub(specifier: string): ts.SourceFile | undefined {
    const file = stubFileOf(specifier);
    return file === undefined ? undefined : this.#program?.getSourceFile(file);
  }

  sourceFile(file: string): ts.SourceFile | undefined {
    return this.#files.has(file) ? this.#parsed.get(file) : undefined;
  }

  /** The syntax of a file that need not be part of the program, for questions without types; undefined where it cannot be parsed. */
  syntaxOf(file: string): ts.SourceFile | undefined {
    return this.sourceFile(file) ?? (isCode(file) && this.#parse(file) ? this.#parsed.get(file) : undefined);
  }

  /** The path in the tree of a node's file; stubs have none. */
  fileOf(node: ts.Node): string | undefined {
    const { fileName } = node.getSourceFile();
    return fileName.startsWith(rootPrefix) ? fileName.slice(rootPrefix.length) : undefined;
  }

  /**
   * The symbol behind a name, through imports, re-exports and barrels. When the way leads into a file that is not in
   * the program, that file is asked for and the answer is undefined for now.
   */
  symbolAt(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    const target = symbol && this.unaliased(symbol);
    return target && this.#canonical(target);
  }

  /** One symbol a declaration: classes that CommonJS hands on get clones of their members' symbols. */
  #canonical(symbol: ts.Symbol): ts.Symbol {
    const { valueDeclaration } = symbol;
    if (!valueDeclaration || symbol.declarations?.length !== 1) return symbol;
    const known = this.#canonicalSymbols.get(valueDeclaration);
    if (known) return known;
    this.#canonicalSymbols.set(valueDeclaration, symbol);
    return symbol;
  }

  /** The symbol that an alias stands for; see `symbolAt`. */
  unaliased(symbol: ts.Symbol): ts.Symbol | undefined {
    if ((symbol.flags & typescript.SymbolFlags.Alias) === 0) return symbol;
    const target = this.checker.getAliasedSymbol(symbol);
    if (target.declarations && target.declarations.length > 0) return target;
    this.#wantAliasTarget(symbol);
    return undefined;
  }

  #wantAliasTarget(symbol: ts.Symbol): void {
    if (this.#askedAliases.has(symbol)) return;
    this.#askedAliases.add(symbol);
    let alias: ts.Symbol | undefined = symbol;
    for (let depth = 0; alias && depth < 20; depth++) {
      for (const declaration of alias.declarations ?? []) {
        const specifier = moduleSpecifierOf(declaration);
        const from = this.fileOf(declaration);
        const target = specifier === undefined || from === undefined ? undefined : this.resolver.resolve(specifier, from);
        if (target !== undefined) this.wantExport(target, importedNameOf(declaration));
      }
      // CommonJS hands on by assignment, which the checker knows how to follow.
      const next: ts.Symbol | undefined = (alias.flags & typescript.SymbolFlags.Alias) === 0 || !alias.declarations?.some((declaration) => (declaration.flags & typescript.NodeFlags.JavaScriptFile) !== 0) ? undefined : this.checker.getImmediateAliasedSymbol(alias);
      alias = next === alias ? undefined : next;
    }
  }

  /** Asks for the file that declares what a module exports under a name, through all that hand it on: one round for a chain of barrels. */
  wantExport(file: string, name: string | undefined, visited = new Set<string>()): void {
    if (visited.has(file) || visited.size > barrelLimit) return;
    visited.add(file);
    this.want(file);
    const source = isCode(file) && this.#parse(file) ? this.#parsed.get(file) : undefined;
    if (!source) return;
    const { own, handedOn, stars } = exportsOf(source);
    const origin = name === undefined ? undefined : handedOn.get(name);
    if (origin) {
      const target = this.resolver.resolve(origin.specifier, file);
      if (target !== undefined) this.wantExport(target, origin.name, visited);
    }
    if (origin ?? (name !== undefined && own.has(name))) return;
    for (const specifier of stars) {
      const target = this.resolver.resolve(specifier, file);
      const text = target === undefined ? undefined : this.tree.text(target);
      if (target !== undefined && text !== undefined && (name === undefined || text.includes(name) || /\bexport\s*\*/.test(text))) this.wantExport(target, name, visited);
    }
  }

  /**
   * Asks for the files that may call a function exported under `name` from `file`: those whose text has the name and
   * that import something of the same base name. The reverse edge that wrappers and registries need.
   */
  wantUsersOf(name: string, file: string, accept: (file: string) => boolean): void {
    const question = `${file}\0${name}`;
    if (name.length < 3 || this.#askedUsers.has(question)) return;
    this.#askedUsers.add(question);
    const users = this.reach.usersOf(file).filter((candidate) => !this.#files.has(candidate) && isCode(candidate) && accept(candidate) && (this.tree.text(candidate)?.includes(name) ?? false));
    if (users.length <= userLimit) for (const user of users) this.want(user);
  }

  #parse(file: string): boolean {
    const text = this.tree.text(file);
    if (text === undefined) return false;
    if (this.#parsed.get(file)?.text === text) return true;
    if (this.refused.has(file) || isBundle(text)) return false;
    if (text.length > longestSource) {
      this.refused.set(file, `Is larger than ${String(longestSource / 1_000_000)} MB, so it was not read. Split it, or list it in .gitignore if it is generated.`);
      return false;
    }
    if (nestingOf(text) > nestingLimit) {
      this.refused.set(file, `${file} nests brackets more than ${String(nestingLimit)} deep; exclude it if it is generated, or split the expression`);
      return false;
    }
    const source = this.#sourceOf(file, text);
    if (!source) {
      this.refused.set(file, `${file} nests expressions more than ${String(nestingLimit)} deep; exclude it if it is generated, or split the expression`);
      return false;
    }
    const [problem] = (source as unknown as { parseDiagnostics: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics;
    if (problem) {
      const { line, character } = source.getLineAndCharacterOfPosition(problem.start);
      this.refused.set(file, `${file}:${String(line + 1)}:${String(character + 1)} could not be parsed (${typescript.flattenDiagnosticMessageText(problem.messageText, ' ')}); the rest of the file was audited as far as it can be read`);
    }
    this.#parsed.set(file, source);
    return true;
  }

  /** The tree of a file, or undefined when it is too deep for the recursive parts of the compiler. */
  #sourceOf(file: string, text: string): ts.SourceFile | undefined {
    try {
      const source = typescript.createSourceFile(rootPrefix + file, text, { languageVersion: typescript.ScriptTarget.ESNext, jsDocParsingMode: typescript.JSDocParsingMode.ParseNone }, false, scriptKindOf(file));
      return depthOf(source) > nestingLimit ? undefined : source;
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  #host(): ts.CompilerHost {
    return {
      getSourceFile: (fileName) => {
        if (!isStubFile(fileName)) return this.#parsed.get(fileName.slice(rootPrefix.length));
        const known = parsedStubs.get(fileName);
        if (known) return known;
        const text = stubText(fileName);
        if (text === undefined) return undefined;
        const parsed = typescript.createSourceFile(fileName, text, typescript.ScriptTarget.ESNext, false, typescript.ScriptKind.TS);
        parsedStubs.set(fileName, parsed);
        return parsed;
      },
      resolveModuleNameLiterals: (literals, containing) => literals.map((literal) => ({ resolvedModule: this.#resolveModule(literal.text, containing) })),
      fileExists: (fileName) => isStubFile(fileName) ? stubText(fileName) !== undefined : this.#files.has(fileName.slice(rootPrefix.length)),
      readFile: () => undefined,
      getDefaultLibFileName: () => libFile,
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (fileName) => fileName,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
      directoryExists: () => true,
      getDirectories: () => [],
    };
  }

  #resolveModule(specifier: string, containing: string): ts.ResolvedModuleFull | undefined {
    const inRepository = isStubFile(containing) ? undefined : this.resolver.resolve(specifier, containing.slice(rootPrefix.length));
    if (inRepository !== undefined) {
      if (!this.#files.has(inRepository)) return undefined;
      return { resolvedFileName: rootPrefix + inRepository, extension: /\.[cm]?[jt]sx?$/.exec(inRepository)?.[0] ?? '.js', isExternalLibraryImport: false };
    }
    const stub = stubFileOf(specifier, (name) => (isStubFile(containing) ? undefined : this.resolver.majorOf(name, containing.slice(rootPrefix.length))));
    return stub === undefined ? undefined : { resolvedFileName: stub, extension: '.d.ts', isExternalLibraryImport: false };
  }
}

/**
 * A checker that answers "not known" where a question would take more stack than there is: it recurses over chains of
 * assignments, of which a stranger can write as many as fit in a file.
 */
const withoutOverflows = (checker: ts.TypeChecker): ts.TypeChecker => {
  const guarded: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(checker)) {
    guarded[name] = typeof member !== 'function' ? member : (...args: unknown[]): unknown => {
      try {
        return (member as (...given: unknown[]) => unknown)(...args);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        return /Types$|Signatures|Symbols/.test(name) ? [] : /^get(?:\w*Type\w*)$/.test(name) ? checker.getAnyType() : undefined;
      }
    };
  }
  return guarded as unknown as ts.TypeChecker;
};

/** The module specifier of the import, export or require that declares an alias. */
export const moduleSpecifierOf = (declaration: ts.Node): string | undefined => {
  let node: ts.Node | undefined = declaration;
  for (let depth = 0; node && depth < 6; depth++, node = node.parent as ts.Node | undefined) {
    if ((typescript.isImportDeclaration(node) || typescript.isExportDeclaration(node)) && node.moduleSpecifier && typescript.isStringLiteral(node.moduleSpecifier)) return node.moduleSpecifier.text;
    if (typescript.isImportEqualsDeclaration(node) && typescript.isExternalModuleReference(node.moduleReference) && typescript.isStringLiteral(node.moduleReference.expression)) return node.moduleReference.expression.text;
    if (typescript.isVariableDeclaration(node) && node.initializer) return requiredSpecifier(node.initializer);
  }
  return undefined;
};

/** The specifier of `require('x')`, also under `.name` and `await import('x')`. */
export const requiredSpecifier = (expression: ts.Expression): string | undefined => {
  let node = expression;
  while (typescript.isPropertyAccessExpression(node) || typescript.isAwaitExpression(node) || typescript.isParenthesizedExpression(node)) node = node.expression;
  if (!typescript.isCallExpression(node)) return undefined;
  const [specifier] = node.arguments;
  const isRequire = (typescript.isIdentifier(node.expression) && node.expression.text === 'require') || node.expression.kind === typescript.SyntaxKind.ImportKeyword;
  return isRequire && specifier && typescript.isStringLiteralLike(specifier) ? specifier.text : undefined;
};

const importedNameOf = (declaration: ts.Node): string | undefined => {
  if (typescript.isImportSpecifier(declaration) || typescript.isExportSpecifier(declaration)) return (declaration.propertyName ?? declaration.name).text;
  if (typescript.isBindingElement(declaration)) {
    const name = declaration.propertyName ?? declaration.name;
    return typescript.isIdentifier(name) ? name.text : undefined;
  }
  return undefined;
};
