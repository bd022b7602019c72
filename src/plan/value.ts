import type ts from 'typescript';
import type { Library } from '../catalogue/library.js';
import type { Awaitable, Timer } from './strand.js';
import type { Handle } from './step.js';

/** What is known of a value without running the program. Everything not modelled is `unknown`, never a guess. */
export type Value =
  | { readonly kind: 'unknown'; readonly type?: ts.Type }
  | LiteralValue
  | FunctionValue
  | LibraryFunctionValue
  /** `process.exit` as a value, which somebody is given to call. */
  | { readonly kind: 'exit' }
  | { readonly kind: 'promisified'; readonly target: Value }
  | { readonly kind: 'resolver'; readonly promise: PendingPromise }
  /** What `Promise.withResolvers()` gives: the promise and its two functions. */
  | { readonly kind: 'resolvers'; readonly promise: PendingPromise }
  | HandleValue
  | ObjectValue
  | InstanceValue
  | { readonly kind: 'class'; readonly declaration: ts.ClassLikeDeclaration; readonly scope: Scope }
  | ArrayValue
  | { readonly kind: 'promise'; readonly awaits: Awaitable; readonly result: Value }
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'namespace'; readonly symbol: ts.Symbol }
  | { readonly kind: 'signal'; readonly source: AbortSource }
  | { readonly kind: 'controller'; readonly source: AbortSource }
  | { readonly kind: 'union'; readonly members: readonly Value[] };

/** A constant. `assumed` when it is the default that applies while an environment variable is not set. */
export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null | undefined;
  readonly assumed?: boolean;
}

/** A function of the program, with the variables it closes over. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: ts.FunctionLikeDeclaration;
  readonly scope: Scope;
  readonly self?: Value;
  /** Arguments already given by `bind`. */
  readonly bound?: readonly Value[];
}

/** A function or method that a stub declares, taken as a value: `promisify(server.close)`, `server.close.bind(server)`. */
export interface LibraryFunctionValue {
  readonly kind: 'library-function';
  readonly library: Library;
  readonly key: string;
  readonly self?: Value;
  readonly bound?: readonly Value[];
}

/** A value that must be stopped, or an object that stands for one (a terminator made for a server). */
export interface HandleValue {
  readonly kind: 'handle';
  readonly handle: Handle;
  readonly type: ts.Type;
  readonly wraps?: Value;
  /** Arguments that made the stand-in. */
  readonly creation?: readonly Value[];
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly node: ts.ObjectLiteralExpression;
  readonly scope: Scope;
}

/** An object of a class of the program. `construction` holds the constructor's parameters where the `new` is known. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly declaration: ts.ClassLikeDeclaration;
  readonly construction: Scope;
}

/** An array, a Set, or the values of a Map. `complete` when every element is known. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly elements: readonly Value[];
  /** The key of each element, where it is a Map. */
  readonly keys?: readonly Value[];
  readonly complete: boolean;
}

/** A promise made with `new Promise(executor)`: settled when one of these calls its resolve or reject function. */
export interface PendingPromise {
  readonly settledBy: Awaitable[];
  result: Value;
}

/** An AbortController, by the expression that made it. */
export interface AbortSource {
  readonly node: ts.Node;
  readonly listeners: Value[];
  readonly timeoutMs?: number | undefined;
}

/** Variables of a function call, over those of the code around it. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly self: Value | undefined;
  readonly #bindings = new Map<ts.Symbol, Value | (() => Value)>();

  constructor(parent?: Scope, self?: Value) {
    this.parent = parent;
    this.self = self ?? parent?.self;
  }

  bind(symbol: ts.Symbol, value: Value): void {
    this.#bindings.set(symbol, value);
  }

  /** Binds a variable to a value that is only worked out when somebody asks for it. */
  bindLazily(symbol: ts.Symbol, value: () => Value): void {
    this.#bindings.set(symbol, value);
  }

  lookup(symbol: ts.Symbol): Value | undefined {
    const bound = this.#bindings.get(symbol);
    if (typeof bound !== 'function') return bound ?? this.parent?.lookup(symbol);
    // Until the answer is there, whoever asks again gets none: the way to it leads through itself.
    this.#bindings.set(symbol, unknown);
    const value = bound();
    this.#bindings.set(symbol, value);
    return value;
  }

  /** Gives a bound variable a new value. False when no scope around binds it. */
  assign(symbol: ts.Symbol, value: Value): boolean {
    if (this.#bindings.has(symbol)) {
      this.#bindings.set(symbol, value);
      return true;
    }
    return this.parent?.assign(symbol, value) ?? false;
  }
}

export const unknown: Value = { kind: 'unknown' };
export const literal = (value: LiteralValue['value'], assumed = false): LiteralValue => ({ kind: 'literal', value, ...(assumed ? { assumed } : {}) });

/** An entry of a Map as a loop sees it. */
export const pair = (key: Value, value: Value): ArrayValue => ({ kind: 'array', elements: [key, value], complete: true });

/** What a loop over a collection comes to: the elements of an array, the entries of a Map. */
export const iterated = ({ elements, keys }: ArrayValue): readonly Value[] => (keys ? elements.map((value, index) => pair(keys[index] ?? unknown, value)) : elements);

/** Values that are worked out one by one when somebody asks for them: most arguments never matter. */
export const lazily = <T>(items: readonly T[], valueOf: (item: T) => Value): readonly Value[] => {
  const values: Value[] = [];
  items.forEach((item, index) => {
    Object.defineProperty(values, index, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value = valueOf(item);
        Object.defineProperty(values, index, { value });
        return value;
      },
    });
  });
  return values;
};

/** A name that can mean more things than this says nothing about any of them. */
const memberLimit = 40;

/** One value for several that are possible; unknown ones are kept, since they say that there may be more. */
export const unionOf = (values: readonly Value[]): Value => {
  const members: Value[] = [];
  for (const value of values.flatMap((item) => (item.kind === 'union' ? item.members : [item]))) {
    if (!members.some((member) => sameValue(member, value))) members.push(value);
    if (members.length > memberLimit) return unknown;
  }
  const [only] = members;
  if (only === undefined) return unknown;
  return members.length === 1 ? only : { kind: 'union', members };
};

/** The possible values behind one value. */
export const membersOf = (value: Value): readonly Value[] => (value.kind === 'union' ? value.members : [value]);

const sameValue = (left: Value, right: Value): boolean => {
  if (left === right) return true;
  if (left.kind === 'unknown' && right.kind === 'unknown') return true;
  if (left.kind === 'literal' && right.kind === 'literal') return left.value === right.value;
  if (left.kind === 'handle' && right.kind === 'handle') return left.handle === right.handle && left.wraps === right.wraps;
  if (left.kind === 'function' && right.kind === 'function') return left.node === right.node && left.scope === right.scope;
  if (left.kind === 'instance' && right.kind === 'instance') return left.declaration === right.declaration && left.construction === right.construction;
  return false;
};

/** Whether a condition on the value holds: what is known to be truthy or falsy, undefined where it depends on the run. */
export const truthiness = (value: Value): boolean | undefined => {
  switch (value.kind) {
    case 'literal':
      return value.assumed === true ? undefined : Boolean(value.value);
    case 'unknown':
    case 'resolver':
      return undefined;
    case 'union': {
      // A variable that holds a handle or a function is set by the time the process is told to stop.
      const answers = new Set(value.members.filter((member) => !(member.kind === 'literal' && (member.value === undefined || member.value === null))).map(truthiness));
      const [only] = answers;
      return answers.size === 1 ? only : undefined;
    }
    default:
      return true;
  }
};
