import { defineLibrary } from '../library.js';

/** The module is the global of `lib.ts`, under another name: what its members mean at shutdown is the engine's business. */
export default defineLibrary({
  name: 'node:process',
  versions: 'Node 20.20, 22.23, 24.21',
  modules: {
    process: `
      export = process;
    `,
  },
});
