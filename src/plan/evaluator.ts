import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { evaluateCall, evaluateNew } from './calls.js';
import { assignTo, valueOfIdentifier, valueOfThis } from './lookup.js';
import { globalValue, isGlobalObject, propertyOf } from './members.js';
import { arithmetic } from './arithmetic.js';
import { isStuckPromise } from './stuck-promise.js';
import { actsOn, Strand } from './strand.js';
import type { Awaitable, Hook, Misnomer, Path } from './strand.js';
import type { Handle } from './step.js';
import { iterated, literal, membersOf, truthiness, unionOf, unknown, Scope } from './value.js';
import type { Value } from './value.js';
import type { World } from './world.js';

/** More items than any real shutdown has: a guard against explosive call trees. */
const itemLimit = 1000;
const depthLimit = 60;
/** Expressions looked at to answer one question; what takes more is no shutdown that a person could follow. */
const stepLimit = 20_000;

/**
 * Evaluates expressions as far as they can be known without running them. With a strand, what an expression does
 * (closing, waiting, arming timers) is added to it in evaluation order; without one, only the value is asked for and
 * nothing happens: that is how the origin of a handle or of a handler is found.
 */
export class Evaluator {
  readonly world: World;
  /** Variables that this evaluation assigned, over what their declarations say. */
  readonly assigned = new Map<ts.Symbol, Value>();
  /** Functions being executed, to end recursion. */
  active: readonly ts.Node[] = [];
  /** Functions of the program that were executed, on whatever path. */
  readonly executed = new Set<ts.Node>();
  /** Each `try` and each `.catch` around what is being executed. */
  guards: readonly object[] = [];
  /** The hook of a library in which what is being executed runs. */
  hook: Hook | undefined;
  /** Whether something of a package that is not known was closed. */
  closedSomethingForeign = false;
  /** Calls by the name of a closer that close nothing. */
  readonly misnomers: Misnomer[] = [];
  /** Listeners that are called once, and abort signals, that have had their turn. */
  readonly fired = new Set<ts.Node>();
  /** Those that had it before this evaluation began. */
  readonly past: ReadonlySet<ts.Node>;
  /** The evaluator for questions that have one answer whatever is being executed. */
  readonly outside: Evaluator;
  readonly #completions = new Map<Handle, Awaitable[]>();
  #items = 0;

  /** The files of the process whose plan is made; all when none are given. */
  readonly #files: ReadonlySet<string> | undefined;

  constructor(world: World, files?: ReadonlySet<string>, past: ReadonlySet<ts.Node> = new Set()) {
    this.world = world;
    this.#files = files;
    this.past = past;
    this.outside = world.outside ??= this;
  }

  /** Whether a node is code of the process whose plan is made: other services of the repository register hooks too. */
  isHere(node: ts.Node): boolean {
    const file = this.world.program.fileOf(node);
    return file !== undefined && (this.#files?.has(file) ?? true);
  }

  /**
   * Asks something that has one answer whatever is being executed. What came to need files that the program does not have
   * is noted, so that it can be asked again as soon as it has them, before everything else is.
   */
  ask<T>(question: (evaluator: Evaluator) => T): T {
    return this.world.asking(() => question(this.outside), question);
  }

  /** Runs something with a function marked as being executed. */
  inside<T>(node: ts.Node, body: () => T): T {
    return this.whileActive([...this.active, node], body);
  }

  /** Runs something whose failure goes no further. */
  guarded(body: () => void): void {
    const before = this.guards;
    this.guards = [...before, {}];
    body();
    this.guards = before;
  }

  /** Runs what a library's hook runs. */
  within(hook: Hook | undefined, body: () => void): void {
    const before = this.hook;
    this.hook = hook ?? before;
    body();
    this.hook = before;
  }

  /** Asks something as if nothing were being executed. */
  fromOutside<T>(body: () => T): T {
    return this.whileActive([], body);
  }

  /** Runs something as if just these functions were being executed. */
  whileActive<T>(active: readonly ts.Node[], body: () => T): T {
    const before = this.active;
    this.active = active;
    try {
      return body();
    } finally {
      this.active = before;
    }
  }

  /** What completes when a handle is closed: the acts on it, as they come. For those who wait for its `close` event. */
  completionsOf(handle: Handle): Awaitable[] {
    const known = this.#completions.get(handle);
    if (known) return known;
    const list: Awaitable[] = [];
    this.#completions.set(handle, list);
    return list;
  }

  /** Whether the evaluation has grown past any real program; further calls are then not followed. */
  get exhausted(): boolean {
    return this.#items > itemLimit;
  }

  push(strand: Strand, item: Strand['items'][number]): void {
    this.#items++;
    if (item.kind === 'act') {
      item.guards ??= this.guards;
      if (this.hook) item.hook ??= this.hook;
    }
    if (strand.ends === 'normally') strand.items.push(item);
  }

  evaluate(expression: ts.Expression, scope: Scope, strand?: Strand): Value {
    if (this.world.depth === 0) this.world.steps = 0;
    if (this.world.depth > depthLimit || ++this.world.steps > stepLimit) return unknown;
    this.world.depth++;
    try {
      return this.#evaluate(expression, scope, strand);
    } finally {
      this.world.depth--;
    }
  }

  #evaluate(node: ts.Expression, scope: Scope, strand: Strand | undefined): Value {
    if (typescript.isParenthesizedExpression(node) || typescript.isAsExpression(node) || typescript.isNonNullExpression(node) || typescript.isSatisfiesExpression(node) || typescript.isTypeAssertionExpression(node)) {
      return this.evaluate(node.expression, scope, strand);
    }
    if (typescript.isIdentifier(node)) return valueOfIdentifier(this, node, scope);
    if (typescript.isStringLiteralLike(node)) return literal(node.text);
    if (typescript.isNumericLiteral(node)) return literal(Number(node.text.replaceAll('_', '')));
    if (typescript.isCallExpression(node)) return evaluateCall(this, node, scope, strand);
    if (typescript.isNewExpression(node)) return evaluateNew(this, node, scope, strand);
    if (typescript.isAwaitExpression(node)) return this.#await(node, scope, strand);
    if (typescript.isPropertyAccessExpression(node) && node.name.text === 'exit' && typescript.isIdentifier(node.expression) && node.expression.text === 'process') return { kind: 'exit' };
    if (typescript.isPropertyAccessExpression(node) && isGlobalObject(node.expression)) return globalValue(this, node);
    if (typescript.isPropertyAccessExpression(node)) return propertyOf(this, this.evaluate(node.expression, scope, strand), node.name.text, node.name);
    if (typescript.isElementAccessExpression(node)) return this.#element(node, scope, strand);
    if (typescript.isArrowFunction(node) || typescript.isFunctionExpression(node)) return { kind: 'function', node, scope, ...(typescript.isArrowFunction(node) && scope.self ? { self: scope.self } : {}) };
    if (typescript.isObjectLiteralExpression(node)) return this.#object(node, scope, strand);
    if (typescript.isArrayLiteralExpression(node)) return this.#array(node, scope, strand);
    if (typescript.isBinaryExpression(node)) return this.#binary(node, scope, strand);
    if (typescript.isConditionalExpression(node)) return this.#conditional(node, scope, strand);
    if (isCount(node)) {
      const step = node.operator === typescript.SyntaxKind.PlusPlusToken ? typescript.SyntaxKind.PlusToken : typescript.SyntaxKind.MinusToken;
      const before = this.evaluate(node.operand, scope, strand);
      const after = this.#assigned(node.operand, arithmetic(step, before, literal(1)), scope, strand);
      return typescript.isPostfixUnaryExpression(node) ? before : after;
    }
    if (typescript.isPrefixUnaryExpression(node)) return this.#prefix(node, scope, strand);
    if (typescript.isTemplateExpression(node)) {
      for (const span of node.templateSpans) this.evaluate(span.expression, scope, strand);
      return unknown;
    }
    if (typescript.isClassExpression(node)) return { kind: 'class', declaration: node, scope };
    if (typescript.isVoidExpression(node) || typescript.isDeleteExpression(node) || typescript.isTypeOfExpression(node)) {
      this.evaluate(node.expression, scope, strand);
      return typescript.isVoidExpression(node) ? literal(undefined) : unknown;
    }
    if (typescript.isSpreadElement(node)) return this.evaluate(node.expression, scope, strand);
    switch (node.kind) {
      case typescript.SyntaxKind.TrueKeyword:
        return literal(true);
      case typescript.SyntaxKind.FalseKeyword:
        return literal(false);
      case typescript.SyntaxKind.NullKeyword:
        return literal(null);
      case typescript.SyntaxKind.ThisKeyword:
        return valueOfThis(this, node, scope);
      default:
        return unknown;
    }
  }

  #await(node: ts.AwaitExpression, scope: Scope, strand: Strand | undefined): Value {
    const before = strand?.items.length ?? 0;
    const value = this.evaluate(node.expression, scope, strand);
    if (!strand) return membersOf(value).length === 1 && value.kind === 'promise' ? value.result : value;
    const results: Value[] = [];
    for (const member of membersOf(value)) {
      if (member.kind === 'promise') {
        this.wait(strand, member.awaits);
        results.push(member.result);
      } else results.push(member);
    }
    if (value.kind !== 'promise') this.#markAwaitedInVain(strand, before, node.expression);
    // Nothing comes after a wait that never ends.
    if (isStuckPromise(node.expression) && strand.ends === 'normally') strand.ends = 'abruptly';
    return unionOf(results);
  }

  /** `await server.close()`: the act that the awaited call itself made gives nothing to wait for. */
  #markAwaitedInVain(strand: Strand, from: number, awaited: ts.Expression): void {
    const call = typescript.skipPartiallyEmittedExpressions(awaited);
    for (const item of strand.items.slice(from)) {
      if (item.kind === 'act' && item.node === call && (item.settles === 'callback' || item.settles === 'event')) item.awaitedInVain = true;
    }
  }

  /** Waits on a strand for something else, and notes that its end is seen. */
  wait(strand: Strand, on: Awaitable): void {
    for (const act of actsOn(on)) act.observed = true;
    this.push(strand, { kind: 'wait', on });
    if (on.kind === 'strand' && on.ends === 'process-ended') strand.ends = 'process-ended';
  }

  /** A strand beside the current one, which starts at once. */
  spawn(strand: Strand, body: (spawned: Strand) => void, path: Path = strand.path): Strand {
    const spawned = new Strand(path);
    body(spawned);
    this.push(strand, { kind: 'spawn', strand: spawned });
    return spawned;
  }

  #element(node: ts.ElementAccessExpression, scope: Scope, strand: Strand | undefined): Value {
    const target = this.evaluate(node.expression, scope, strand);
    const index = this.evaluate(node.argumentExpression, scope, strand);
    if (index.kind === 'literal' && typeof index.value === 'string') return propertyOf(this, target, index.value, node.argumentExpression);
    if (target.kind === 'array') {
      const element = index.kind === 'literal' && typeof index.value === 'number' ? target.elements[index.value] : undefined;
      return element ?? (target.elements.length > 0 ? unionOf(target.elements) : unknown);
    }
    return unknown;
  }

  #object(node: ts.ObjectLiteralExpression, scope: Scope, strand: Strand | undefined): Value {
    if (strand) {
      for (const property of node.properties) {
        if (typescript.isPropertyAssignment(property) && mayAct(property.initializer)) this.evaluate(property.initializer, scope, strand);
      }
    }
    return { kind: 'object', node, scope };
  }

  #array(node: ts.ArrayLiteralExpression, scope: Scope, strand: Strand | undefined): Value {
    let complete = true;
    const elements: Value[] = [];
    for (const element of node.elements) {
      const value = this.evaluate(element, scope, strand);
      if (!typescript.isSpreadElement(element)) elements.push(value);
      else if (value.kind === 'array') {
        elements.push(...iterated(value));
        complete &&= value.complete;
      } else complete = false;
    }
    return { kind: 'array', elements, complete };
  }

  #binary(node: ts.BinaryExpression, scope: Scope, strand: Strand | undefined): Value {
    const operator = node.operatorToken.kind;
    const { SyntaxKind } = typescript;
    if (operator === SyntaxKind.EqualsToken) {
      const value = this.evaluate(node.right, scope, strand);
      if (strand) assignTo(this, node.left, value, scope);
      return value;
    }
    const left = this.evaluate(node.left, scope, strand);
    switch (operator) {
      case SyntaxKind.QuestionQuestionEqualsToken:
      case SyntaxKind.BarBarEqualsToken: {
        // A memo (`stopping ??= shutdown()`) is empty on the first signal, unless this evaluation has filled it.
        const filled = left.kind === 'promise' || (left.kind === 'literal' && truthiness(left) === true);
        const value = filled ? left : this.evaluate(node.right, scope, strand);
        if (strand) assignTo(this, node.left, value, scope);
        return value;
      }
      case SyntaxKind.BarBarToken:
      case SyntaxKind.QuestionQuestionToken:
        return this.#fallback(node, left, scope, strand);
      case SyntaxKind.AmpersandAmpersandToken: {
        const holds = truthiness(left);
        if (holds === false) return left;
        const value = this.#onlyIf(holds, strand, (branch) => this.evaluate(node.right, scope, branch));
        return value;
      }
      case SyntaxKind.CommaToken:
        return this.evaluate(node.right, scope, strand);
      case SyntaxKind.PlusEqualsToken:
      case SyntaxKind.MinusEqualsToken: {
        const plain = operator === SyntaxKind.PlusEqualsToken ? SyntaxKind.PlusToken : SyntaxKind.MinusToken;
        return this.#assigned(node.left, arithmetic(plain, left, this.evaluate(node.right, scope, strand)), scope, strand);
      }
      default:
        return arithmetic(operator, left, this.evaluate(node.right, scope, strand));
    }
  }

  /** Notes a new value of a counter, where one is known and something is executed. */
  #assigned(target: ts.Expression, value: Value, scope: Scope, strand: Strand | undefined): Value {
    if (strand && value.kind === 'literal') assignTo(this, target, value, scope);
    return value;
  }

  #fallback(node: ts.BinaryExpression, left: Value, scope: Scope, strand: Strand | undefined): Value {
    if (left.kind === 'literal' && left.assumed !== true) {
      const empty = node.operatorToken.kind === typescript.SyntaxKind.BarBarToken ? !left.value : left.value === undefined || left.value === null;
      return empty ? this.evaluate(node.right, scope, strand) : left;
    }
    if (left.kind === 'unknown') {
      // `process.env.X ?? 5000`: the default is what a deployment without the variable runs with.
      const value = this.#onlyIf(undefined, strand, (branch) => this.evaluate(node.right, scope, branch));
      return value.kind === 'literal' ? literal(value.value, true) : unionOf([value, unknown]);
    }
    return truthiness(left) === true ? left : unionOf([left, this.#onlyIf(undefined, strand, (branch) => this.evaluate(node.right, scope, branch))]);
  }

  #conditional(node: ts.ConditionalExpression, scope: Scope, strand: Strand | undefined): Value {
    const holds = truthiness(this.evaluate(node.condition, scope, strand));
    if (holds !== undefined) return this.evaluate(holds ? node.whenTrue : node.whenFalse, scope, strand);
    if (!strand) return unionOf([this.evaluate(node.whenTrue, scope), this.evaluate(node.whenFalse, scope)]);
    const alternatives = [new Strand(strand.path, strand), new Strand(strand.path, strand)] as const;
    const values = [this.evaluate(node.whenTrue, scope, alternatives[0]), this.evaluate(node.whenFalse, scope, alternatives[1])];
    this.branch(strand, alternatives);
    return unionOf(values);
  }

  /** Evaluates what runs only under a condition: in place when it is known to hold, else as one way of a branch. */
  #onlyIf(holds: boolean | undefined, strand: Strand | undefined, body: (branch: Strand | undefined) => Value): Value {
    if (!strand || holds === true) return body(strand);
    const taken = new Strand(strand.path, strand);
    const value = body(taken);
    this.branch(strand, [taken, new Strand(strand.path, strand)]);
    return value;
  }

  /** Adds a branch; strands on which nothing happens and that end alike leave no trace. */
  branch(strand: Strand, alternatives: readonly Strand[]): void {
    if (alternatives.every((alternative) => alternative.items.length === 0)) return;
    this.push(strand, { kind: 'branch', alternatives });
    if (alternatives.every((alternative) => alternative.ends === 'process-ended')) strand.ends = 'process-ended';
  }

  #prefix(node: ts.PrefixUnaryExpression, scope: Scope, strand: Strand | undefined): Value {
    const operand = this.evaluate(node.operand, scope, strand);
    if (node.operator === typescript.SyntaxKind.ExclamationToken) {
      const holds = truthiness(operand);
      return holds === undefined ? unknown : literal(!holds);
    }
    if (operand.kind !== 'literal') return unknown;
    if (node.operator === typescript.SyntaxKind.MinusToken) return literal(-Number(operand.value), operand.assumed);
    return node.operator === typescript.SyntaxKind.PlusToken ? literal(Number(operand.value), operand.assumed) : unknown;
  }
}

/** Whether evaluating an expression can do anything; object literals are full of values that cannot. */
const mayAct = (node: ts.Node): boolean =>
  typescript.isCallExpression(node) || typescript.isAwaitExpression(node) || typescript.isNewExpression(node);

/** `count++` and `--count`. */
const isCount = (node: ts.Node): node is ts.PostfixUnaryExpression | ts.PrefixUnaryExpression =>
  (typescript.isPostfixUnaryExpression(node) || typescript.isPrefixUnaryExpression(node)) && (node.operator === typescript.SyntaxKind.PlusPlusToken || node.operator === typescript.SyntaxKind.MinusMinusToken);
