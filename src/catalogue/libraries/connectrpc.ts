import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@connectrpc/connect-node',
  versions: '@connectrpc/connect-node 2.1',
  modules: {
    // A request listener for a server of the program's. Its shutdownSignal aborts the contexts of handlers and ends
    // nothing by itself (connect/dist/esm/protocol/universal-handler.d.ts:58-64).
    '@connectrpc/connect-node': `
      export type NodeHandlerFn = (request: any, response: any) => void;
      export function connectNodeAdapter(options: any): NodeHandlerFn;
      export function createConnectTransport(options: any): any;
      export function createGrpcTransport(options: any): any;
      export function createGrpcWebTransport(options: any): any;
      export class Http2SessionManager {
        constructor(url: any, pingOptions?: any, http2SessionOptions?: any);
        abort(reason?: any): void;
        state(): string;
        connect(): Promise<string>;
      }
      export const compressionGzip: any;
      export const compressionBrotli: any;
    `,
  },
  handles: {
    Http2SessionManager: { role: 'resource', label: 'Connect session', keepsAlive: true, needsNoClosing: true },
  },
  calls: {
    'Http2SessionManager.abort': { act: 'force', settles: 'sync', source: 'connect-node http2-session-manager.d.ts abort()' },
  },
});
