import { argument, atMost, creation, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'stoppable',
  versions: 'stoppable 1.1',
  modules: {
    stoppable: `
      declare function stoppable<T = any>(server: T, grace?: number): T & stoppable.WithStop;
      declare namespace stoppable {
        interface WithStop { stop(callback?: (error?: Error, gracefully?: boolean) => void): void; }
        type StoppableServer = import('http').Server & WithStop;
      }
      export = stoppable;
    `,
  },
  calls: {
    stoppable: { wraps: argument(0) },
    'WithStop.stop': {
      act: 'drain',
      settles: 'callback',
      waitsForInFlight: true,
      bound: atMost('unbounded', creation(1)),
      source: 'lib/stoppable.js:6,42,58-62: ends sockets without a request at once, destroys all after the grace, which is infinite by default',
    },
  },
});
