import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'nice-grpc',
  versions: 'nice-grpc 2.1',
  modules: {
    'nice-grpc': `
      export class Server<Ext = any> {
        private niceGrpcServer: any;
        use(middleware: any): this;
        with(middleware: any): any;
        add(definition: any, implementation: any): void;
        listen(address: string, credentials?: any): Promise<number>;
        shutdown(): Promise<void>;
        forceShutdown(): void;
      }
      export function createServer(options?: any): Server;
      export function createChannel(address: string, ...args: any[]): any;
      export function createClient(...args: any[]): any;
      export function createClientFactory(): any;
      export function waitForChannelReady(...args: any[]): Promise<void>;
      export const ServerCredentials: any;
      export const ChannelCredentials: any;
      export const Metadata: any;
      export const Status: any;
      export const ServerError: any;
      export type CallContext = any;
    `,
  },
  handles: {
    Server: { role: 'server', label: 'grpc server', keepsAlive: true },
  },
  calls: {
    'Server.listen': { starts: true, settles: 'promise', source: 'lib/server/Server.js:55' },
    'Server.shutdown': { act: 'drain', settles: 'promise', waitsForInFlight: true, bound: 'unbounded', source: 'lib/server/Server.js:98: tryShutdown() as a promise' },
    'Server.forceShutdown': { act: 'force', settles: 'sync', source: 'lib/server/Server.js:114' },
    'Server.use': { returns: receiver },
  },
});
