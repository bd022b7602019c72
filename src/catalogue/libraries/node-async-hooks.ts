import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'node:async_hooks',
  versions: 'Node 20, 22, 24',
  modules: {
    // Only so that what runs inside a context keeps its type.
    async_hooks: `
      export class AsyncLocalStorage<T = any> {
        private asyncLocalStorage: any;
        run<R>(store: T, callback: (...args: any[]) => R, ...args: any[]): R;
        exit<R>(callback: (...args: any[]) => R, ...args: any[]): R;
        getStore(): T | undefined;
        enterWith(store: T): void;
        disable(): void;
      }
      export class AsyncResource {
        private asyncResource: any;
        constructor(type: string, options?: any);
        runInAsyncScope<R>(callback: (...args: any[]) => R, thisArg?: any, ...args: any[]): R;
        bind<F>(callback: F): F;
      }
      export function executionAsyncId(): number;
      export function createHook(callbacks: any): any;
    `,
  },
});
