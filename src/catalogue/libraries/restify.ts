import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'restify',
  versions: 'restify 11.1',
  modules: {
    restify: `
      import * as http from 'http';
      import { EventEmitter } from 'events';
      export class Server extends EventEmitter {
        private restifyServer: any;
        readonly server: http.Server;
        readonly url: string;
        name: string;
        use(...args: any[]): this;
        pre(...args: any[]): this;
        get(...args: any[]): any;
        post(...args: any[]): any;
        put(...args: any[]): any;
        patch(...args: any[]): any;
        del(...args: any[]): any;
        head(...args: any[]): any;
        opts(...args: any[]): any;
        listen(...args: any[]): any;
        close(callback?: () => void): any;
        address(): any;
        inflightRequests(): number;
      }
      export function createServer(options?: any): Server;
      export const plugins: any;
      export type Request = any;
      export type Response = any;
      export type Next = any;
      export type ServerOptions = any;
    `,
  },
  handles: {
    Server: { role: 'server', label: 'restify server', keepsAlive: true },
  },
  calls: {
    'Server.listen': { starts: true, source: 'lib/server.js:367: the inner http server listens' },
    'Server.close': { act: 'drain', settles: 'callback', waitsForInFlight: true, bound: 'unbounded', source: 'lib/server.js:384' },
    'Server.use': { returns: receiver },
    'Server.pre': { returns: receiver },
  },
});
