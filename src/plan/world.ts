import type ts from 'typescript';
import type { CallSemantics, HandleKind, Library } from '../catalogue/library.js';
import type { DemandProgram } from '../program/program.js';
import { handleKindOf, libraryOf, semanticsOf } from '../program/stubs.js';
import { ts as typescript } from '../program/typescript.js';
import type { Location } from '../rule.js';
import { indexOf, namesOf } from './syntax-index.js';
import type { Evaluator } from './evaluator.js';
import type { Handle } from './step.js';
import type { InstanceValue, Value } from './value.js';

/** A handle together with what rules and the evaluator need of its making. */
export interface CreatedHandle extends Handle {
  readonly node: ts.Node;
  readonly kind: HandleKind;
  readonly library: Library;
  /** The name of its type in the stubs. */
  readonly typeName: string;
  /** Arguments of the creating call, as evaluated. */
  readonly creation: readonly Value[];
  /** The handles it was made from, as a channel is from its connection. */
  readonly from: readonly CreatedHandle[];
}

/** What the declaration of a called function says. */
export interface DeclaredCall {
  readonly library: Library;
  readonly key: string;
  readonly semantics: CallSemantics | undefined;
}

/**
 * One round of questions to one program: caches that hold as long as the program does not grow, and the small questions
 * about nodes and symbols that the evaluator, the inventory and the triggers share.
 */
export class World {
  readonly program: DemandProgram;
  readonly checker: ts.TypeChecker;
  /** Files that count as part of a deployed process; callers are looked for only there. */
  readonly accepts: (file: string) => boolean;
  readonly statics = new Map<ts.Symbol, Value>();
  readonly evaluating = new Set<ts.Symbol | ts.Node>();
  readonly handles = new Map<ts.Node, CreatedHandle>();
  readonly callers = new Map<ts.Node, readonly (ts.CallExpression | ts.NewExpression)[]>();
  readonly instances = new Map<ts.Node, InstanceValue>();
  readonly #mentions = new Map<string, readonly ts.Identifier[]>();
  readonly #calls = new Map<string, readonly (ts.CallExpression | ts.NewExpression)[]>();
  readonly #names: ReturnType<typeof namesOf>;
  readonly #assignments = new Map<ts.Symbol, readonly ts.Expression[]>();
  /** Calls that could not be followed, for the statistics. */
  unresolved = 0;
  /** Questions that came to need files that the program does not have yet. */
  readonly open: ((evaluator: Evaluator) => unknown)[] = [];
  #isAsking = false;
  depth = 0;
  /** How many callers lead to the question under way. */
  callerDepth = 0;
  steps = 0;
  outside: Evaluator | undefined;
  readonly outsideValues = new Map<ts.Node, Value>();

  constructor(program: DemandProgram, accepts: (file: string) => boolean) {
    this.program = program;
    this.checker = program.checker;
    this.#names = namesOf(program);
    this.accepts = accepts;
  }

  /** Runs a question, and notes it as open where it wanted files. What it asks on the way is part of it. */
  asking<T>(run: () => T, question: (evaluator: Evaluator) => unknown): T {
    if (this.#isAsking) return run();
    this.#isAsking = true;
    const before = this.program.wanted;
    try {
      return run();
    } finally {
      this.#isAsking = false;
      if (this.program.wanted > before) this.open.push(question);
    }
  }

  /** The type of an http server, from the stubs. */
  get httpServerType(): ts.Type | undefined {
    const module = this.program.stub('http');
    const symbol = module && this.checker.getSymbolAtLocation(module);
    const server = symbol && this.checker.tryGetMemberInModuleExports('Server', symbol);
    return server && this.checker.getDeclaredTypeOfSymbol(server);
  }

  /** The place of a node; stubs have no place, so nodes must come from the repository. */
  locationOf(node: ts.Node, end: ts.Node = node): Location {
    const source = node.getSourceFile();
    const from = source.getLineAndCharacterOfPosition(node.getStart(source));
    const to = source.getLineAndCharacterOfPosition(end.getEnd());
    return {
      file: this.program.fileOf(node) ?? source.fileName,
      startLine: from.line + 1,
      startColumn: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
    };
  }

  /** The declarations behind a name or property access, through aliases. */
  declarationsAt(node: ts.Node): readonly ts.Declaration[] {
    return this.program.symbolAt(node)?.declarations ?? [];
  }

  /** What the stubs say about the function called at `callee`; undefined when it is no library's. */
  declaredCall(callee: ts.Node, construct: boolean): DeclaredCall | undefined {
    const name = typescript.isPropertyAccessExpression(callee) ? callee.name : callee;
    const symbol = this.program.symbolAt(name);
    return symbol && this.declaredBy(symbol, construct);
  }

  /** The library, key and semantics of a symbol that a stub declares. */
  declaredBy(symbol: ts.Symbol, construct: boolean): DeclaredCall | undefined {
    for (const declaration of symbol.declarations ?? []) {
      const library = libraryOf(declaration);
      if (!library) continue;
      const key = keyOf(declaration, construct);
      if (key === undefined) continue;
      return { library, key, semantics: semanticsOf(library, key) };
    }
    return undefined;
  }

  /** The handle kind of a type, with the library and name that declare it; the first of a union's members that has one. */
  handleType(type: ts.Type): { library: Library; typeName: string; kind: HandleKind; type: ts.Type } | undefined {
    if (type.isUnionOrIntersection()) {
      for (const member of type.types) {
        const found = this.handleType(member);
        if (found) return found;
      }
      return undefined;
    }
    for (const symbol of [type.aliasSymbol, type.getSymbol()]) {
      for (const declaration of symbol?.declarations ?? []) {
        const library = libraryOf(declaration);
        const kind = library && symbol && handleKindOf(library, symbol.name);
        if (library && kind) return { library, typeName: symbol.name, kind, type };
      }
    }
    for (const base of type.isClassOrInterface() ? this.checker.getBaseTypes(type) : []) {
      const found = this.handleType(base);
      if (found) return found;
    }
    return undefined;
  }

  /** The type a promise resolves to, or the type itself. */
  awaitedType(type: ts.Type): ts.Type {
    return this.checker.getAwaitedType(type) ?? type;
  }

  isAny(type: ts.Type): boolean {
    return (type.flags & (typescript.TypeFlags.Any | typescript.TypeFlags.Unknown)) !== 0;
  }

  isThenable(type: ts.Type): boolean {
    return type.isUnion() ? type.types.some((member) => this.isThenable(member)) : this.checker.getPropertyOfType(type, 'then') !== undefined;
  }

  /** Every mention of a name in the program's files of the repository. */
  mentionsOf(name: string): readonly ts.Identifier[] {
    return remembered(this.#mentions, name, () => this.#names.filesWith(name).flatMap((index) => index.identifiers.get(name) ?? []));
  }

  /** Calls and constructions by the last name of what is called, in the program's files of the repository. */
  callsOf(name: string): readonly (ts.CallExpression | ts.NewExpression)[] {
    return remembered(this.#calls, name, () => this.#names.filesWith(name).flatMap((index) => index.calls.get(name) ?? []));
  }

  /** Expressions assigned to a variable or to a property of `this`, other than its initializer. */
  assignmentsTo(symbol: ts.Symbol): readonly ts.Expression[] {
    return remembered(this.#assignments, symbol, () => {
      const sources = new Set(symbol.declarations?.filter((declaration) => this.program.fileOf(declaration) !== undefined).map((declaration) => declaration.getSourceFile()));
      return [...sources].flatMap((source) => (indexOf(source).assignments.get(writtenName(symbol)) ?? []).filter((assignment) => this.program.symbolAt(assignment.name) === symbol).map((assignment) => assignment.value));
    });
  }
}

/** How source code calls a symbol: the compiler has names of its own for private members and for `module.exports`. */
const writtenName = (symbol: ts.Symbol): string => (symbol.name === 'export=' ? 'exports' : symbol.name.replace(/^__#\d+@/, ''));

/** What a map has for a key, made when it is first asked for. */
const remembered = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

/** `Type.member`, `function` or `new Type`: how the catalogue names a declaration. */
const keyOf = (declaration: ts.Declaration, construct: boolean): string | undefined => {
  const container = declaration.parent;
  const name = typescript.getNameOfDeclaration(declaration);
  const text = name && (typescript.isIdentifier(name) || typescript.isStringLiteral(name) ? name.text : typescript.isComputedPropertyName(name) ? `[${name.expression.getText()}]` : undefined);
  if (typescript.isConstructorDeclaration(declaration) || typescript.isConstructSignatureDeclaration(declaration)) {
    return (typescript.isClassDeclaration(container) || typescript.isInterfaceDeclaration(container)) && container.name ? `new ${container.name.text}` : undefined;
  }
  if (text === undefined) return undefined;
  if (construct) return `new ${text}`;
  if (typescript.isClassDeclaration(container) || typescript.isInterfaceDeclaration(container)) return container.name ? `${container.name.text}.${text}` : undefined;
  return text;
};
