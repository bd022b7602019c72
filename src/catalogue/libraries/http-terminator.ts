import { argument, atMost, creation, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'http-terminator',
  versions: 'http-terminator 3.2',
  modules: {
    'http-terminator': `
      export interface HttpTerminator { terminate(): Promise<void>; }
      export function createHttpTerminator(configuration: { server: any; gracefulTerminationTimeout?: number }): HttpTerminator;
      export type HttpTerminatorConfigurationInput = any;
    `,
  },
  calls: {
    createHttpTerminator: { wraps: argument(0, 'server') },
    'HttpTerminator.terminate': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost(1000, creation(0, 'gracefulTerminationTimeout')),
      source: 'src/factories/createInternalHttpTerminator.js:105-126: destroys what is left after the wait, and only then stops listening',
    },
  },
});
