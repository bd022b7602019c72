/**
 * Our own standard library declarations, used in place of TypeScript's `lib.*.d.ts` and of `@types/node` (`noLib`).
 *
 * Small on purpose: it is parsed on every run, and it exists to carry types from a creation to a closer through arrays,
 * maps, promises and iteration, not to check anybody's program. What is missing here is `any`. `process.exit()` returns
 * `void`, not `never`: what stands after it must keep its types, since that is where shutdown code goes wrong.
 * `catalogue/libraries/node-*.ts` says what the process, timer and abort globals mean at shutdown.
 */
export const libDeclarations = String.raw`
// Objects and functions
interface PropertyDescriptor { configurable?: boolean; enumerable?: boolean; value?: any; writable?: boolean; get?(): any; set?(v: any): void }
interface TypedPropertyDescriptor<T> { configurable?: boolean; enumerable?: boolean; writable?: boolean; value?: T; get?: () => T; set?: (value: T) => void }
type PropertyKey = string | number | symbol;
interface Object { constructor: Function; toString(): string; valueOf(): Object; hasOwnProperty(v: PropertyKey): boolean }
interface ObjectConstructor {
  new (value?: any): Object;
  (value?: any): any;
  readonly prototype: Object;
  assign<T, U>(target: T, source: U): T & U;
  assign<T, U, V>(target: T, source1: U, source2: V): T & U & V;
  assign(target: any, ...sources: any[]): any;
  keys(o: any): string[];
  values<T>(o: { [s: string]: T } | ArrayLike<T>): T[];
  values(o: any): any[];
  entries<T>(o: { [s: string]: T } | ArrayLike<T>): [string, T][];
  entries(o: any): [string, any][];
  fromEntries<T = any>(entries: Iterable<readonly [PropertyKey, T]>): { [k: string]: T };
  freeze<T>(o: T): T;
  seal<T>(o: T): T;
  create(o: any, properties?: any): any;
  defineProperty<T>(o: T, p: PropertyKey, attributes: PropertyDescriptor): T;
  getPrototypeOf(o: any): any;
  setPrototypeOf(o: any, proto: any): any;
  hasOwn(o: any, v: PropertyKey): boolean;
  is(a: any, b: any): boolean;
}
declare var Object: ObjectConstructor;
interface Function {
  apply<R>(this: (...args: any[]) => R, thisArg: any, argArray?: any): R;
  apply(this: Function, thisArg: any, argArray?: any): any;
  call<R>(this: (...args: any[]) => R, thisArg?: any, ...argArray: any[]): R;
  call(this: Function, thisArg: any, ...argArray: any[]): any;
  bind<T>(this: T, thisArg: any, ...argArray: any[]): T;
  prototype: any;
  readonly length: number;
  readonly name: string;
}
interface FunctionConstructor { new (...args: string[]): Function; (...args: string[]): Function; readonly prototype: Function }
declare var Function: FunctionConstructor;
type ThisParameterType<T> = T extends (this: infer U, ...args: never) => any ? U : unknown;
type OmitThisParameter<T> = unknown extends ThisParameterType<T> ? T : T extends (...args: infer A) => infer R ? (...args: A) => R : T;
interface CallableFunction extends Function {
  apply<T, R>(this: (this: T) => R, thisArg: T): R;
  apply<T, A extends any[], R>(this: (this: T, ...args: A) => R, thisArg: T, args: A): R;
  call<T, A extends any[], R>(this: (this: T, ...args: A) => R, thisArg: T, ...args: A): R;
  bind<T>(this: T, thisArg: ThisParameterType<T>): OmitThisParameter<T>;
  bind<T, A extends any[], B extends any[], R>(this: (this: T, ...args: [...A, ...B]) => R, thisArg: T, ...args: A): (...args: B) => R;
}
interface NewableFunction extends Function {
  bind<T>(this: T, thisArg: any): T;
}
interface IArguments { [index: number]: any; length: number; callee: Function; [Symbol.iterator](): ArrayIterator<any> }

// Primitives
interface Boolean { valueOf(): boolean }
interface BooleanConstructor { new (value?: any): Boolean; <T>(value?: T): boolean; readonly prototype: Boolean }
declare var Boolean: BooleanConstructor;
interface Number { toString(radix?: number): string; toFixed(digits?: number): string; valueOf(): number; toLocaleString(...args: any[]): string }
interface NumberConstructor {
  new (value?: any): Number;
  (value?: any): number;
  readonly MAX_SAFE_INTEGER: number; readonly MIN_SAFE_INTEGER: number; readonly MAX_VALUE: number; readonly POSITIVE_INFINITY: number; readonly NaN: number;
  parseInt(s: string, radix?: number): number; parseFloat(s: string): number;
  isNaN(v: unknown): boolean; isFinite(v: unknown): boolean; isInteger(v: unknown): boolean; isSafeInteger(v: unknown): boolean;
}
declare var Number: NumberConstructor;
interface BigInt { toString(): string; valueOf(): bigint }
declare var BigInt: { (value: any): bigint };
interface String {
  readonly length: number;
  readonly [index: number]: string;
  toString(): string; valueOf(): string; at(i: number): string | undefined; charAt(i: number): string; charCodeAt(i: number): number; concat(...s: string[]): string;
  includes(s: string, i?: number): boolean; startsWith(s: string, i?: number): boolean; endsWith(s: string, i?: number): boolean; indexOf(s: string, i?: number): number; lastIndexOf(s: string): number;
  match(r: any): RegExpMatchArray | null; matchAll(r: any): IterableIterator<RegExpMatchArray>; search(r: any): number; localeCompare(s: string, ...args: any[]): number; normalize(f?: string): string;
  padStart(n: number, s?: string): string; padEnd(n: number, s?: string): string; repeat(n: number): string; replace(a: any, b: any): string; replaceAll(a: any, b: any): string;
  slice(a?: number, b?: number): string; split(separator: any, limit?: number): string[]; substring(a: number, b?: number): string; substr(a: number, n?: number): string;
  toLowerCase(): string; toUpperCase(): string; trim(): string; trimStart(): string; trimEnd(): string;
  [Symbol.iterator](): StringIterator<string>;
}
interface StringConstructor { new (value?: any): String; (value?: any): string; readonly prototype: String; raw(t: any, ...s: any[]): string; fromCharCode(...n: number[]): string }
declare var String: StringConstructor;
interface Symbol { toString(): string; readonly description: string | undefined }
interface SymbolConstructor {
  (description?: string | number): symbol;
  for(key: string): symbol;
  readonly iterator: unique symbol;
  readonly asyncIterator: unique symbol;
  readonly dispose: unique symbol;
  readonly asyncDispose: unique symbol;
  readonly toStringTag: unique symbol;
  readonly toPrimitive: unique symbol;
  readonly hasInstance: unique symbol;
}
declare var Symbol: SymbolConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> { readonly raw: readonly string[] }
declare var NaN: number;
declare var Infinity: number;
declare function parseInt(s: string, radix?: number): number;
declare function parseFloat(s: string): number;
declare function isNaN(n: any): boolean;
declare function isFinite(n: any): boolean;
declare function encodeURIComponent(s: any): string;
declare function decodeURIComponent(s: string): string;
declare function encodeURI(s: string): string;
declare function decodeURI(s: string): string;

// Utility types
type Awaited<T> = T extends null | undefined ? T : T extends object & { then(onfulfilled: infer F, ...args: infer _): any } ? (F extends (value: infer V, ...args: infer _) => any ? Awaited<V> : never) : T;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ConstructorParameters<T extends abstract new (...args: any) => any> = T extends abstract new (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
type NoInfer<T> = intrinsic;
type Uppercase<S extends string> = intrinsic;
type Lowercase<S extends string> = intrinsic;
type Capitalize<S extends string> = intrinsic;
type Uncapitalize<S extends string> = intrinsic;
interface ThisType<T> {}

// Iteration
type BuiltinIteratorReturn = intrinsic;
interface IteratorYieldResult<T> { done?: false; value: T }
interface IteratorReturnResult<T> { done: true; value: T }
type IteratorResult<T, TReturn = any> = IteratorYieldResult<T> | IteratorReturnResult<TReturn>;
interface Iterator<T, TReturn = any, TNext = any> { next(...args: [] | [TNext]): IteratorResult<T, TReturn>; return?(value?: TReturn): IteratorResult<T, TReturn>; throw?(e?: any): IteratorResult<T, TReturn> }
interface Iterable<T, TReturn = any, TNext = any> { [Symbol.iterator](): Iterator<T, TReturn, TNext> }
interface IterableIterator<T, TReturn = any, TNext = any> extends Iterator<T, TReturn, TNext> { [Symbol.iterator](): IterableIterator<T, TReturn, TNext> }
interface IteratorObject<T, TReturn = unknown, TNext = unknown> extends Iterator<T, TReturn, TNext> {
  [Symbol.iterator](): IteratorObject<T, TReturn, TNext>;
  map<U>(f: (value: T, index: number) => U): IteratorObject<U>; filter(f: (value: T, index: number) => unknown): IteratorObject<T>; forEach(f: (value: T, index: number) => void): void;
  toArray(): T[]; some(f: (value: T) => unknown): boolean; every(f: (value: T) => unknown): boolean; find(f: (value: T) => unknown): T | undefined; take(n: number): IteratorObject<T>; drop(n: number): IteratorObject<T>;
}
interface ArrayIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> { [Symbol.iterator](): ArrayIterator<T> }
interface MapIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> { [Symbol.iterator](): MapIterator<T> }
interface SetIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> { [Symbol.iterator](): SetIterator<T> }
interface StringIterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> { [Symbol.iterator](): StringIterator<T> }
interface Generator<T = unknown, TReturn = any, TNext = any> extends IteratorObject<T, TReturn, TNext> { next(...args: [] | [TNext]): IteratorResult<T, TReturn>; return(value: TReturn): IteratorResult<T, TReturn>; throw(e: any): IteratorResult<T, TReturn>; [Symbol.iterator](): Generator<T, TReturn, TNext> }
interface GeneratorFunction extends Function {}
interface AsyncIterator<T, TReturn = any, TNext = any> { next(...args: [] | [TNext]): Promise<IteratorResult<T, TReturn>>; return?(value?: TReturn | PromiseLike<TReturn>): Promise<IteratorResult<T, TReturn>>; throw?(e?: any): Promise<IteratorResult<T, TReturn>> }
interface AsyncIterable<T, TReturn = any, TNext = any> { [Symbol.asyncIterator](): AsyncIterator<T, TReturn, TNext> }
interface AsyncIterableIterator<T, TReturn = any, TNext = any> extends AsyncIterator<T, TReturn, TNext> { [Symbol.asyncIterator](): AsyncIterableIterator<T, TReturn, TNext> }
interface AsyncIteratorObject<T, TReturn = unknown, TNext = unknown> extends AsyncIterator<T, TReturn, TNext> { [Symbol.asyncIterator](): AsyncIteratorObject<T, TReturn, TNext> }
interface AsyncGenerator<T = unknown, TReturn = any, TNext = any> extends AsyncIteratorObject<T, TReturn, TNext> { next(...args: [] | [TNext]): Promise<IteratorResult<T, TReturn>>; return(value: TReturn | PromiseLike<TReturn>): Promise<IteratorResult<T, TReturn>>; throw(e: any): Promise<IteratorResult<T, TReturn>>; [Symbol.asyncIterator](): AsyncGenerator<T, TReturn, TNext> }
interface AsyncGeneratorFunction extends Function {}

// Collections
interface ArrayLike<T> { readonly length: number; readonly [n: number]: T }
interface ConcatArray<T> { readonly length: number; readonly [n: number]: T; slice(start?: number, end?: number): T[] }
interface ReadonlyArray<T> {
  readonly length: number;
  readonly [n: number]: T;
  at(i: number): T | undefined; concat(...items: (T | ConcatArray<T>)[]): T[]; slice(a?: number, b?: number): T[]; join(s?: string): string; includes(v: T, i?: number): boolean; indexOf(v: T, i?: number): number; lastIndexOf(v: T): number;
  every<S extends T>(f: (value: T, index: number, array: readonly T[]) => value is S, t?: any): this is readonly S[]; every(f: (value: T, index: number, array: readonly T[]) => unknown, t?: any): boolean; some(f: (value: T, index: number, array: readonly T[]) => unknown, t?: any): boolean;
  forEach(f: (value: T, index: number, array: readonly T[]) => void, t?: any): void; map<U>(f: (value: T, index: number, array: readonly T[]) => U, t?: any): U[]; flatMap<U>(f: (value: T, index: number, array: readonly T[]) => U | readonly U[], t?: any): U[];
  filter<S extends T>(f: (value: T, index: number, array: readonly T[]) => value is S, t?: any): S[]; filter(f: (value: T, index: number, array: readonly T[]) => unknown, t?: any): T[];
  find<S extends T>(f: (value: T, index: number, array: readonly T[]) => value is S, t?: any): S | undefined; find(f: (value: T, index: number, array: readonly T[]) => unknown, t?: any): T | undefined; findLast(f: (value: T, index: number, array: readonly T[]) => unknown): T | undefined; findIndex(f: (value: T, index: number, array: readonly T[]) => unknown): number;
  reduce(f: (a: T, b: T, index: number, array: readonly T[]) => T): T; reduce<U>(f: (a: U, b: T, index: number, array: readonly T[]) => U, initial: U): U; reduceRight<U>(f: (a: U, b: T, index: number, array: readonly T[]) => U, initial?: U): U;
  flat(depth?: number): any[]; toReversed(): T[]; toSorted(f?: (a: T, b: T) => number): T[]; entries(): ArrayIterator<[number, T]>; keys(): ArrayIterator<number>; values(): ArrayIterator<T>; [Symbol.iterator](): ArrayIterator<T>;
}
interface Array<T> {
  length: number;
  [n: number]: T;
  push(...items: T[]): number; unshift(...items: T[]): number; pop(): T | undefined; shift(): T | undefined; reverse(): T[]; sort(f?: (a: T, b: T) => number): this; splice(start: number, count?: number, ...items: T[]): T[]; fill(v: T, a?: number, b?: number): this; copyWithin(a: number, b: number, c?: number): this;
  at(i: number): T | undefined; concat(...items: (T | ConcatArray<T>)[]): T[]; slice(a?: number, b?: number): T[]; join(s?: string): string; includes(v: T, i?: number): boolean; indexOf(v: T, i?: number): number; lastIndexOf(v: T): number;
  every<S extends T>(f: (value: T, index: number, array: T[]) => value is S, t?: any): this is S[]; every(f: (value: T, index: number, array: T[]) => unknown, t?: any): boolean; some(f: (value: T, index: number, array: T[]) => unknown, t?: any): boolean;
  forEach(f: (value: T, index: number, array: T[]) => void, t?: any): void; map<U>(f: (value: T, index: number, array: T[]) => U, t?: any): U[]; flatMap<U>(f: (value: T, index: number, array: T[]) => U | readonly U[], t?: any): U[];
  filter<S extends T>(f: (value: T, index: number, array: T[]) => value is S, t?: any): S[]; filter(f: (value: T, index: number, array: T[]) => unknown, t?: any): T[];
  find<S extends T>(f: (value: T, index: number, array: T[]) => value is S, t?: any): S | undefined; find(f: (value: T, index: number, array: T[]) => unknown, t?: any): T | undefined; findLast(f: (value: T, index: number, array: T[]) => unknown): T | undefined; findIndex(f: (value: T, index: number, array: T[]) => unknown): number;
  reduce(f: (a: T, b: T, index: number, array: T[]) => T): T; reduce<U>(f: (a: U, b: T, index: number, array: T[]) => U, initial: U): U; reduceRight<U>(f: (a: U, b: T, index: number, array: T[]) => U, initial?: U): U;
  flat<U>(this: (U | readonly U[])[], depth?: number): U[]; toReversed(): T[]; toSorted(f?: (a: T, b: T) => number): T[]; toSpliced(start: number, count?: number, ...items: T[]): T[]; with(i: number, v: T): T[]; entries(): ArrayIterator<[number, T]>; keys(): ArrayIterator<number>; values(): ArrayIterator<T>; [Symbol.iterator](): ArrayIterator<T>;
}
interface ArrayConstructor {
  new (length?: number): any[]; new <T>(...items: T[]): T[]; <T>(...items: T[]): T[];
  isArray(v: any): v is any[]; of<T>(...items: T[]): T[];
  from<T>(items: Iterable<T> | ArrayLike<T>): T[]; from<T, U>(items: Iterable<T> | ArrayLike<T>, f: (v: T, i: number) => U): U[];
  fromAsync<T>(items: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): Promise<T[]>;
}
declare var Array: ArrayConstructor;
interface ReadonlyMap<K, V> { readonly size: number; get(key: K): V | undefined; has(key: K): boolean; forEach(f: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void; entries(): MapIterator<[K, V]>; keys(): MapIterator<K>; values(): MapIterator<V>; [Symbol.iterator](): MapIterator<[K, V]> }
interface Map<K, V> { readonly size: number; get(key: K): V | undefined; has(key: K): boolean; set(key: K, value: V): this; delete(key: K): boolean; clear(): void; forEach(f: (value: V, key: K, map: Map<K, V>) => void): void; entries(): MapIterator<[K, V]>; keys(): MapIterator<K>; values(): MapIterator<V>; [Symbol.iterator](): MapIterator<[K, V]> }
interface MapConstructor { new (): Map<any, any>; new <K, V>(entries?: Iterable<readonly [K, V]> | null): Map<K, V>; groupBy<K, T>(items: Iterable<T>, f: (item: T, index: number) => K): Map<K, T[]>; readonly prototype: Map<any, any> }
declare var Map: MapConstructor;
interface ReadonlySet<T> { readonly size: number; has(v: T): boolean; forEach(f: (value: T) => void): void; entries(): SetIterator<[T, T]>; keys(): SetIterator<T>; values(): SetIterator<T>; [Symbol.iterator](): SetIterator<T> }
interface Set<T> { readonly size: number; has(v: T): boolean; add(v: T): this; delete(v: T): boolean; clear(): void; forEach(f: (value: T, value2: T, set: Set<T>) => void): void; entries(): SetIterator<[T, T]>; keys(): SetIterator<T>; values(): SetIterator<T>; [Symbol.iterator](): SetIterator<T> }
interface SetConstructor { new <T = any>(items?: Iterable<T> | null): Set<T>; readonly prototype: Set<any> }
declare var Set: SetConstructor;
interface WeakMap<K, V> { get(key: K): V | undefined; has(key: K): boolean; set(key: K, value: V): this; delete(key: K): boolean }
declare var WeakMap: { new <K = any, V = any>(entries?: Iterable<readonly [K, V]> | null): WeakMap<K, V> };
interface WeakSet<T> { has(v: T): boolean; add(v: T): this; delete(v: T): boolean }
declare var WeakSet: { new <T = any>(items?: Iterable<T> | null): WeakSet<T> };
interface WeakRef<T> { deref(): T | undefined }
declare var WeakRef: { new <T>(target: T): WeakRef<T> };
declare var FinalizationRegistry: any;

// Promises
interface PromiseLike<T> { then<A = T, B = never>(onfulfilled?: ((value: T) => A | PromiseLike<A>) | null, onrejected?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B> }
interface Promise<T> {
  then<A = T, B = never>(onfulfilled?: ((value: T) => A | PromiseLike<A>) | null, onrejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
  catch<B = never>(onrejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>;
  finally(onfinally?: (() => void) | null): Promise<T>;
}
interface PromiseFulfilledResult<T> { status: 'fulfilled'; value: T }
interface PromiseRejectedResult { status: 'rejected'; reason: any }
type PromiseSettledResult<T> = PromiseFulfilledResult<T> | PromiseRejectedResult;
interface PromiseWithResolvers<T> { promise: Promise<T>; resolve: (value?: T | PromiseLike<T>) => void; reject: (reason?: any) => void }
interface PromiseConstructor {
  new <T = any>(executor: (resolve: (value?: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>;
  readonly prototype: Promise<any>;
  all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>;
  all<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>[]>;
  allSettled<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: PromiseSettledResult<Awaited<T[P]>> }>;
  allSettled<T>(values: Iterable<T | PromiseLike<T>>): Promise<PromiseSettledResult<Awaited<T>>[]>;
  race<T extends readonly unknown[] | []>(values: T): Promise<Awaited<T[number]>>;
  race<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>>;
  any<T extends readonly unknown[] | []>(values: T): Promise<Awaited<T[number]>>;
  any<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>>;
  resolve(): Promise<void>;
  resolve<T>(value: T): Promise<Awaited<T>>;
  reject<T = never>(reason?: any): Promise<T>;
  try<T>(f: (...args: any[]) => T | PromiseLike<T>, ...args: any[]): Promise<Awaited<T>>;
  withResolvers<T = any>(): PromiseWithResolvers<T>;
}
declare var Promise: PromiseConstructor;

// Disposal
interface Disposable { [Symbol.dispose](): void }
interface AsyncDisposable { [Symbol.asyncDispose](): PromiseLike<void> }
declare class DisposableStack implements Disposable {
  readonly disposed: boolean;
  dispose(): void; use<T>(value: T): T; adopt<T>(value: T, onDispose: (value: T) => void): T; defer(onDispose: () => void): void; move(): DisposableStack; [Symbol.dispose](): void;
}
declare class AsyncDisposableStack implements AsyncDisposable {
  readonly disposed: boolean;
  disposeAsync(): Promise<void>; use<T>(value: T): T; adopt<T>(value: T, onDispose: (value: T) => PromiseLike<void> | void): T; defer(onDispose: () => PromiseLike<void> | void): void; move(): AsyncDisposableStack; [Symbol.asyncDispose](): Promise<void>;
}

// Errors, dates, expressions, mathematics
interface Error { name: string; message: string; stack?: string; cause?: unknown }
interface ErrorConstructor { new (message?: string, options?: { cause?: unknown }): Error; (message?: string, options?: { cause?: unknown }): Error; readonly prototype: Error; captureStackTrace(target: any, f?: any): void; stackTraceLimit: number }
declare var Error: ErrorConstructor;
interface TypeError extends Error {}
interface RangeError extends Error {}
interface SyntaxError extends Error {}
interface ReferenceError extends Error {}
interface AggregateError extends Error { errors: any[] }
declare var TypeError: ErrorConstructor;
declare var RangeError: ErrorConstructor;
declare var SyntaxError: ErrorConstructor;
declare var ReferenceError: ErrorConstructor;
declare var AggregateError: { new (errors: Iterable<any>, message?: string, options?: any): AggregateError };
interface RegExpMatchArray extends Array<string> { index?: number; input?: string; groups?: { [key: string]: string } }
interface RegExpExecArray extends RegExpMatchArray {}
interface RegExp { test(s: string): boolean; exec(s: string): RegExpExecArray | null; readonly source: string; readonly flags: string; lastIndex: number }
declare var RegExp: { new (pattern: any, flags?: string): RegExp; (pattern: any, flags?: string): RegExp; readonly prototype: RegExp };
interface Date { getTime(): number; toISOString(): string; toString(): string; valueOf(): number; toJSON(): string; getHours(): number; getMinutes(): number; getSeconds(): number; getDate(): number; getDay(): number; getMonth(): number; getFullYear(): number; setTime(n: number): number; toLocaleString(...args: any[]): string; toLocaleTimeString(...args: any[]): string; toLocaleDateString(...args: any[]): string; toUTCString(): string }
declare var Date: { new (...args: any[]): Date; (): string; now(): number; parse(s: string): number; UTC(...args: number[]): number; readonly prototype: Date };
declare var JSON: { parse(text: string, reviver?: any): any; stringify(value: any, replacer?: any, space?: any): string };
declare var Math: { readonly PI: number; abs(n: number): number; ceil(n: number): number; floor(n: number): number; round(n: number): number; trunc(n: number): number; sign(n: number): number; sqrt(n: number): number; pow(a: number, b: number): number; log(n: number): number; log2(n: number): number; log10(n: number): number; exp(n: number): number; max(...n: number[]): number; min(...n: number[]): number; random(): number };
declare var Reflect: any;
declare var Proxy: { new <T extends object>(target: T, handler: any): T };
declare var Intl: any;
declare var Atomics: any;
interface ArrayBuffer { readonly byteLength: number }
declare var ArrayBuffer: any;
declare var SharedArrayBuffer: any;
declare var DataView: any;
declare var Uint8Array: any;
declare var Int32Array: any;
declare var Float64Array: any;

// Decorators and modules
interface DecoratorMetadataObject { [key: PropertyKey]: unknown }
interface ClassDecoratorContext<T = any> { readonly kind: 'class'; readonly name: string; addInitializer(f: (this: T) => void): void }
interface ClassMethodDecoratorContext<T = any, V = any> { readonly kind: 'method'; readonly name: string | symbol; addInitializer(f: (this: T) => void): void }
interface ClassFieldDecoratorContext<T = any, V = any> { readonly kind: 'field'; readonly name: string | symbol }
interface ClassGetterDecoratorContext<T = any, V = any> { readonly kind: 'getter'; readonly name: string | symbol }
interface ClassSetterDecoratorContext<T = any, V = any> { readonly kind: 'setter'; readonly name: string | symbol }
interface ClassAccessorDecoratorContext<T = any, V = any> { readonly kind: 'accessor'; readonly name: string | symbol }
type ClassDecorator = (target: any) => any;
type PropertyDecorator = (target: any, key: string | symbol) => void;
type MethodDecorator = (target: any, key: string | symbol, descriptor: any) => any;
type ParameterDecorator = (target: any, key: string | symbol | undefined, index: number) => void;
interface ImportMeta { url: string; dirname: string; filename: string; main: boolean; env: any; resolve(s: string): string }
interface ImportAttributes { [key: string]: string }
interface ImportCallOptions { with?: ImportAttributes }

// Events and abort
interface Event { readonly type: string; readonly target: any }
declare var Event: { new (type: string, options?: any): Event };
declare class EventTarget { addEventListener(type: string, listener: any, options?: any): void; removeEventListener(type: string, listener: any, options?: any): void; dispatchEvent(event: Event): boolean }
declare class AbortSignal extends EventTarget {
  static timeout(milliseconds: number): AbortSignal;
  static any(signals: Iterable<AbortSignal>): AbortSignal;
  static abort(reason?: any): AbortSignal;
  readonly aborted: boolean;
  readonly reason: any;
  onabort: ((event: Event) => any) | null;
  throwIfAborted(): void;
}
declare class AbortController { readonly signal: AbortSignal; abort(reason?: any): void }

// Timers
declare function setTimeout(callback: (...args: any[]) => any, milliseconds?: number, ...args: any[]): NodeJS.Timeout;
declare function setInterval(callback: (...args: any[]) => any, milliseconds?: number, ...args: any[]): NodeJS.Timeout;
declare function setImmediate(callback: (...args: any[]) => any, ...args: any[]): NodeJS.Immediate;
declare function clearTimeout(timeout?: any): void;
declare function clearInterval(timeout?: any): void;
declare function clearImmediate(immediate?: any): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T, options?: any): T;

// Node
declare namespace NodeJS {
  type Signals = 'SIGABRT' | 'SIGALRM' | 'SIGBREAK' | 'SIGBUS' | 'SIGCHLD' | 'SIGCONT' | 'SIGFPE' | 'SIGHUP' | 'SIGILL' | 'SIGINFO' | 'SIGINT' | 'SIGIO' | 'SIGIOT' | 'SIGKILL' | 'SIGLOST' | 'SIGPIPE' | 'SIGPOLL' | 'SIGPROF' | 'SIGPWR' | 'SIGQUIT' | 'SIGSEGV' | 'SIGSTKFLT' | 'SIGSTOP' | 'SIGSYS' | 'SIGTERM' | 'SIGTRAP' | 'SIGTSTP' | 'SIGTTIN' | 'SIGTTOU' | 'SIGUNUSED' | 'SIGURG' | 'SIGUSR1' | 'SIGUSR2' | 'SIGVTALRM' | 'SIGWINCH' | 'SIGXCPU' | 'SIGXFSZ';
  type SignalsListener = (signal: Signals, code: number) => void;
  type UncaughtExceptionListener = (error: Error, origin: string) => void;
  type UnhandledRejectionListener = (reason: unknown, promise: Promise<unknown>) => void;
  type Platform = string;
  interface ErrnoException extends Error { errno?: number; code?: string; path?: string; syscall?: string }
  interface ProcessEnv { [key: string]: string | undefined }
  interface Dict<T> { [key: string]: T | undefined }
  interface EventEmitter {
    on(event: string | symbol, listener: (...args: any[]) => void): this; once(event: string | symbol, listener: (...args: any[]) => void): this; off(event: string | symbol, listener: (...args: any[]) => void): this;
    addListener(event: string | symbol, listener: (...args: any[]) => void): this; removeListener(event: string | symbol, listener: (...args: any[]) => void): this; removeAllListeners(event?: string | symbol): this; prependListener(event: string | symbol, listener: (...args: any[]) => void): this;
    emit(event: string | symbol, ...args: any[]): boolean; listenerCount(event: string | symbol): number;
  }
  interface ReadableStream extends EventEmitter { pipe<T>(destination: T, options?: any): T; read(size?: number): any; resume(): this; pause(): this; [Symbol.asyncIterator](): AsyncIterableIterator<any> }
  interface WritableStream extends EventEmitter { write(chunk: any, ...args: any[]): boolean; end(...args: any[]): this }
  interface ReadWriteStream extends ReadableStream, WritableStream {}
  interface ReadStream extends ReadableStream { isTTY: boolean; fd: number; setRawMode(mode: boolean): this }
  interface WriteStream extends WritableStream { isTTY: boolean; fd: number; columns: number; writableLength: number }
  interface Timeout { ref(): this; unref(): this; hasRef(): boolean; refresh(): this; close(): this; [Symbol.toPrimitive](): number; [Symbol.dispose](): void }
  interface Timer extends Timeout {}
  interface Immediate { ref(): this; unref(): this; hasRef(): boolean; [Symbol.dispose](): void }
  interface HRTime { (time?: [number, number]): [number, number]; bigint(): bigint }
  interface MemoryUsage { rss: number; heapTotal: number; heapUsed: number; external: number }
  interface Process {
    on(event: Signals, listener: SignalsListener): this; on(event: string | symbol, listener: (...args: any[]) => void): this;
    once(event: Signals, listener: SignalsListener): this; once(event: string | symbol, listener: (...args: any[]) => void): this;
    addListener(event: Signals, listener: SignalsListener): this; addListener(event: string | symbol, listener: (...args: any[]) => void): this;
    prependListener(event: string | symbol, listener: (...args: any[]) => void): this;
    prependOnceListener(event: string | symbol, listener: (...args: any[]) => void): this;
    off(event: string | symbol, listener: (...args: any[]) => void): this;
    removeListener(event: string | symbol, listener: (...args: any[]) => void): this;
    removeAllListeners(event?: string | symbol): this;
    emit(event: string | symbol, ...args: any[]): boolean;
    listeners(event: string | symbol): Function[];
    listenerCount(event: string | symbol): number;
    setMaxListeners(n: number): this;
    exit(code?: number | string | null): void;
    reallyExit(code?: number): void;
    abort(): void;
    kill(pid: number, signal?: string | number): true;
    exitCode?: number | string | null;
    readonly pid: number; readonly ppid: number; readonly platform: Platform; readonly arch: string; readonly version: string; readonly versions: Record<string, string>; title: string;
    env: ProcessEnv; argv: string[]; argv0: string; execArgv: string[]; execPath: string; readonly release: any; readonly config: any; readonly report: any; readonly features: any;
    stdin: ReadStream; stdout: WriteStream; stderr: WriteStream;
    connected: boolean; channel?: any; send?(message: any, ...args: any[]): boolean; disconnect(): void;
    cwd(): string; chdir(directory: string): void; uptime(): number; hrtime: HRTime; memoryUsage: { (): MemoryUsage; rss(): number }; cpuUsage(previous?: any): any; umask(mask?: any): number;
    nextTick(callback: (...args: any[]) => any, ...args: any[]): void; emitWarning(warning: any, ...args: any[]): void; setUncaughtExceptionCaptureCallback(callback: any): void;
    getuid?(): number; getgid?(): number; setuid?(id: any): void; setgid?(id: any): void; loadEnvFile(path?: string): void;
  }
  interface Module { exports: any; id: string; filename: string; loaded: boolean; parent: any; children: any[]; paths: string[]; require(id: string): any }
  interface Require { (id: string): any; resolve: any; cache: any; main: Module | undefined; extensions: any }
}
declare var process: NodeJS.Process;
declare var require: NodeJS.Require;
declare var module: NodeJS.Module;
declare var exports: any;
declare var __dirname: string;
declare var __filename: string;
interface Console { log(...args: any[]): void; info(...args: any[]): void; warn(...args: any[]): void; error(...args: any[]): void; debug(...args: any[]): void; trace(...args: any[]): void; dir(...args: any[]): void; table(...args: any[]): void; group(...args: any[]): void; groupEnd(): void; time(label?: string): void; timeEnd(label?: string): void; timeLog(label?: string, ...args: any[]): void; assert(v?: any, ...args: any[]): void; count(label?: string): void }
declare var console: Console;
declare var global: typeof globalThis;
declare function fetch(input: any, init?: any): Promise<any>;
declare var Buffer: any;
declare var URL: any;
declare var URLSearchParams: any;
declare var Headers: any;
declare var Request: any;
declare var Response: any;
declare var FormData: any;
declare var Blob: any;
declare var TextEncoder: any;
declare var TextDecoder: any;
declare var ReadableStream: any;
declare var WritableStream: any;
declare var TransformStream: any;
declare var MessageChannel: any;
declare var BroadcastChannel: any;
declare var WebAssembly: any;
declare var performance: { now(): number; [member: string]: any };
declare var crypto: any;
type Buffer = any;
type URL = any;
type URLSearchParams = any;
type Headers = any;
type Request = any;
type Response = any;
type ReadableStream<T = any> = any;
type WritableStream<T = any> = any;
type Uint8Array = any;
type RequestInit = any;
`;
