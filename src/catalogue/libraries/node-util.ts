import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'node:util',
  versions: 'Node 20, 22, 24',
  modules: {
    util: `
      export function promisify<Arguments extends any[] = any[], Result = any>(original: Function): (...args: Arguments) => Promise<Result>;
      export namespace promisify { const custom: unique symbol; }
      export function callbackify(original: Function): (...args: any[]) => void;
      export function inspect(value: any, ...args: any[]): string;
      export function format(...args: any[]): string;
      export function inherits(constructor: any, superConstructor: any): void;
      export function deprecate<T>(value: T, message: string, code?: string): T;
      export function parseArgs(config?: any): any;
      export function isDeepStrictEqual(a: unknown, b: unknown): boolean;
      export function aborted(signal: AbortSignal, resource: any): Promise<void>;
      export const types: any;
    `,
  },
});
