import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'close-with-grace',
  versions: 'close-with-grace 2.5',
  modules: {
    'close-with-grace': `
      declare function closeWithGrace(options: closeWithGrace.Options, close: closeWithGrace.Callback): closeWithGrace.Handler;
      declare function closeWithGrace(close: closeWithGrace.Callback): closeWithGrace.Handler;
      declare namespace closeWithGrace {
        export { closeWithGrace as default };
        export type Options = any;
        export type Signals = NodeJS.Signals;
        export type CloseWithGraceAsyncCallback = Callback;
        export interface Handler { close(): Promise<void>; uninstall(): void; }
        export type Callback = (options: { err?: Error; signal?: NodeJS.Signals; manual?: boolean }, done?: (error?: Error) => void) => any;
        export let closing: boolean;
      }
      export = closeWithGrace;
    `,
  },
  calls: {
    closeWithGrace: {
      trigger: {
        signals: ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGUSR2', 'SIGTERM'],
        phases: [{ call: argument(0), awaited: true }, { call: argument(1), awaited: true }, { exit: 'exit' }],
        deadline: atMost(10_000, argument(0, 'delay')),
        guarded: true,
        secondSignalExits: true,
      },
      source: 'index.js:24,129; a delay that is no number removes the limit',
    },
  },
});
