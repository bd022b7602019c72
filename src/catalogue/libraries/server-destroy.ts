import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'server-destroy',
  versions: 'server-destroy 1.0',
  modules: {
    'server-destroy': `
      import 'http';
      declare module 'http' {
        interface Server<Request = any, Response = any> { destroy(callback?: (error?: Error) => void): void; }
      }
      declare function enableDestroy(server: any): void;
      export = enableDestroy;
    `,
  },
  calls: {
    'Server.destroy': { act: 'force', settles: 'callback', source: 'index.js:14-17: close(), then destroys every socket' },
  },
});
