import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'throng',
  versions: 'throng 5.0',
  modules: {
    throng: `
      type Start = (id: number, disconnect: () => void) => any;
      declare function throng(options: { worker?: Start; start?: Start; master?: () => any; count?: number; workers?: number; lifetime?: number; grace?: number; signals?: string[] }): Promise<void>;
      declare function throng(start: Start): Promise<void>;
      declare function throng(count: number, start: Start): Promise<void>;
      export = throng;
    `,
  },
  calls: {
    // In the primary process: forwards the signal to its workers, and after the grace sends it again and exits.
    throng: {
      trigger: {
        signals: ['SIGTERM', 'SIGINT'],
        given: [argument(0, 'signals')],
        phases: [{ act: 'drain', waitsForInFlight: true, bound: atMost(5000, argument(0, 'grace')), thenForce: true }, { exit: 'exit' }],
        supervises: true,
        guarded: true,
      },
      source: 'lib/throng.js:36-42',
    },
  },
});
