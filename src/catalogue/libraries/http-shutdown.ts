import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'http-shutdown',
  versions: 'http-shutdown 1.2',
  modules: {
    'http-shutdown': `
      declare function addShutdown<T = any>(server: T): T & addShutdown.WithShutdown;
      declare namespace addShutdown {
        interface WithShutdown {
          shutdown(callback?: (error?: Error) => void): void;
          forceShutdown(callback?: (error?: Error) => void): void;
        }
        function extend(): void;
      }
      export = addShutdown;
    `,
  },
  calls: {
    addShutdown: { wraps: argument(0) },
    'WithShutdown.shutdown': { act: 'drain', settles: 'callback', waitsForInFlight: true, bound: 'unbounded', source: 'index.js: ends connections as they become idle' },
    'WithShutdown.forceShutdown': { act: 'force', settles: 'callback', source: 'index.js' },
  },
});
