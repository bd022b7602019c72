import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'exit-hook',
  versions: 'exit-hook 2.2, 5.1',
  modules: {
    'exit-hook': `
      declare function exitHook(hook: (code?: number) => void): () => void;
      declare namespace exitHook {
        export { exitHook as default };
        export function asyncExitHook(hook: (code?: number) => any, options: { wait: number }): () => void;
        export function gracefulExit(code?: number): void;
      }
      export = exitHook;
    `,
  },
  calls: {
    exitHook: {
      trigger: {
        signals: ['SIGINT', 'SIGTERM'],
        phases: [{ call: argument(0), awaited: false }, { hooks: 'exit' }, { exit: 'exit' }],
        guarded: true,
      },
      source: 'index.js:78: synchronous, nothing that the hook starts is waited for',
    },
    asyncExitHook: {
      registers: { hook: 'exit', callback: argument(0) },
      trigger: {
        signals: ['SIGINT', 'SIGTERM'],
        phases: [{ hooks: 'exit' }, { exit: 'exit' }],
        deadline: atMost('unbounded', argument(1, 'wait')),
        guarded: true,
      },
      source: 'index.js:51,90: all hooks in parallel, at most the longest wait; process.exit() runs none of them',
    },
    gracefulExit: { phases: [{ hooks: 'exit' }, { exit: 'exit' }], settles: 'never', source: 'index.js' },
  },
});
