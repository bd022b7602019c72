import { argument, defineLibrary } from '../library.js';

/** `timers` is the globals of `lib.ts` under another name; `timers/promises` waits. */
export default defineLibrary({
  name: 'node:timers',
  versions: 'Node 20.20, 22.23, 24.21',
  modules: {
    timers: `
      import setTimeout = globalThis.setTimeout;
      import setInterval = globalThis.setInterval;
      import setImmediate = globalThis.setImmediate;
      import clearTimeout = globalThis.clearTimeout;
      import clearInterval = globalThis.clearInterval;
      import clearImmediate = globalThis.clearImmediate;
      import * as promises from 'timers/promises';
      export { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate, promises };
    `,
    'timers/promises': `
      export interface TimerOptions { ref?: boolean; signal?: AbortSignal; }
      export function setTimeout<T = void>(milliseconds?: number, value?: T, options?: TimerOptions): Promise<T>;
      export function setImmediate<T = void>(value?: T, options?: TimerOptions): Promise<T>;
      export function setInterval<T = void>(milliseconds?: number, value?: T, options?: TimerOptions): AsyncIterableIterator<T>;
      export interface Scheduler {
        wait(milliseconds?: number, options?: TimerOptions): Promise<void>;
        yield(): Promise<void>;
      }
      export const scheduler: Scheduler;
    `,
  },
  calls: {
    setTimeout: { settles: 'promise', phases: [{ delayMs: 1, given: [argument(0)] }], source: 'measured on Node 20, 22, 24; https://nodejs.org/api/timers.html#timerspromisessettimeoutdelay-value-options' },
    'Scheduler.wait': { settles: 'promise', phases: [{ delayMs: 1, given: [argument(0)] }], source: 'measured on Node 20, 22, 24; https://nodejs.org/api/timers.html#timerspromisesschedulerwaitdelay-options' },
  },
});
