import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'node-graceful-shutdown',
  versions: 'node-graceful-shutdown 1.1',
  modules: {
    'node-graceful-shutdown': `
      export function onShutdown(name: string, dependencies: string[], handler: () => any): void;
      export function onShutdown(name: string, handler: () => any): void;
      export function onShutdown(dependencies: string[], handler: () => any): void;
      export function onShutdown(handler: () => any): void;
      export function onShutdownError(handler: (error: Error) => any): void;
    `,
  },
  calls: {
    // The handler is the last argument. All handlers run as their dependencies allow, then the process exits.
    onShutdown: {
      trigger: {
        signals: ['SIGINT', 'SIGTERM', 'SIGQUIT'],
        phases: [{ call: argument(0), awaited: true }, { call: argument(1), awaited: true }, { call: argument(2), awaited: true }],
        guarded: true,
      },
      source: 'index.js:76,121: no timer; on import it removes every other listener of these signals',
    },
  },
});
