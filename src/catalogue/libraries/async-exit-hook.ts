import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'async-exit-hook',
  versions: 'async-exit-hook 2.0',
  modules: {
    'async-exit-hook': `
      declare function exitHook(hook: (done?: () => void) => any): void;
      declare namespace exitHook {
        export { exitHook as default };
        export function hookEvent(event: string, code?: number, filter?: any): void;
        export function unhookEvent(event: string): void;
        export function hookedEvents(): string[];
        export function uncaughtExceptionHandler(hook: (error: Error, done?: () => void) => any): void;
        export function unhandledRejectionHandler(hook: (error: Error, done?: () => void) => any): void;
        export function forceExitTimeout(milliseconds: number): void;
      }
      export = exitHook;
    `,
  },
  calls: {
    exitHook: {
      registers: { hook: 'exit', callback: argument(0) },
      trigger: {
        signals: ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'],
        phases: [{ hooks: 'exit' }, { exit: 'exit' }],
        deadline: atMost(10_000),
        guarded: true,
      },
      source: 'index.js:40: a hook without a declared parameter is not waited for, not even when it is async',
    },
  },
});
