import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'express-graceful-shutdown',
  versions: 'express-graceful-shutdown 1.1',
  modules: {
    'express-graceful-shutdown': `
      declare function createMiddleware(server: any, options?: any): (request: any, response: any, next: any) => any;
      export = createMiddleware;
    `,
  },
  calls: {
    createMiddleware: {
      trigger: {
        signals: ['SIGTERM'],
        phases: [{ act: 'drain', on: argument(0), waitsForInFlight: true, bound: 'unbounded' }, { exit: 'exit' }],
        deadline: atMost(30_000, argument(1, 'forceTimeout')),
        guarded: true,
      },
      source: 'index.js:10-32: answers 503 meanwhile; without NODE_ENV it exits with 1 at once',
    },
  },
});
