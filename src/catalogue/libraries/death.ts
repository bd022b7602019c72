import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'death',
  versions: 'death 1.1',
  modules: {
    death: `
      declare function onDeath(callback: (signal: string, error?: Error) => any): () => void;
      declare function onDeath(options: { [option: string]: boolean }): (callback: (signal: string, error?: Error) => any) => () => void;
      export = onDeath;
    `,
  },
  calls: {
    onDeath: {
      trigger: { signals: ['SIGINT', 'SIGTERM', 'SIGQUIT'], phases: [{ call: argument(0), awaited: false }], guarded: false },
      source: 'lib/death.js:26-31: leaves exiting to the callback, and calls it again on a second signal',
    },
  },
});
