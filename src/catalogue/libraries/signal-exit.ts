import { defineLibrary } from '../library.js';

/**
 * No trigger: its listener calls the callbacks, synchronously, and re-raises only while nobody else listens for the
 * signal, so on its own it changes nothing about how the process ends.
 */
export default defineLibrary({
  name: 'signal-exit',
  versions: 'signal-exit 4.1',
  modules: {
    'signal-exit': `
      declare function onExit(callback: (code: number | null, signal: NodeJS.Signals | null) => any, options?: any): () => void;
      declare namespace onExit {
        export { onExit, onExit as default };
        export function load(): void;
        export function unload(): void;
        export const signals: NodeJS.Signals[];
      }
      export = onExit;
    `,
  },
});
