import { argument, defineLibrary } from '../library.js';

const useServer = `
      export interface ServerDisposal { dispose(): Promise<void>; }
      export function useServer<A = any, B = any>(options: any, server: any, keepAlive?: number): ServerDisposal;
`;

export default defineLibrary({
  name: 'graphql-ws',
  versions: 'graphql-ws 6.4',
  modules: { 'graphql-ws/use/ws': useServer, 'graphql-ws/lib/use/ws': useServer },
  calls: {
    useServer: { wraps: argument(1), source: 'dist/use/ws.js:98' },
    'ServerDisposal.dispose': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'dist/use/ws.js:98-104: closes every client with 1001, then the websocket server',
    },
  },
});
