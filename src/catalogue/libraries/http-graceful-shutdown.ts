import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'http-graceful-shutdown',
  versions: 'http-graceful-shutdown 4.0',
  modules: {
    'http-graceful-shutdown': `
      declare function gracefulShutdown(server: any, options?: gracefulShutdown.Options): () => Promise<void>;
      declare namespace gracefulShutdown {
        export { gracefulShutdown as default };
        export type Options = any;
      }
      export = gracefulShutdown;
    `,
  },
  calls: {
    gracefulShutdown: {
      trigger: {
        signals: ['SIGINT', 'SIGTERM'],
        given: [argument(1, 'signals')],
        phases: [
          { call: argument(1, 'preShutdown'), awaited: true },
          { act: 'drain', on: argument(0), waitsForInFlight: true, bound: atMost(30_000, argument(1, 'timeout')), thenForce: true },
          { call: argument(1, 'onShutdown'), awaited: true },
          { call: argument(1, 'finally'), awaited: true },
          { exit: 'exit' },
        ],
        guarded: true,
        secondSignalExits: true,
      },
      source: 'lib/index.js:75; signals are one string with spaces',
    },
  },
});
