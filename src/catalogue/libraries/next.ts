import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'next',
  versions: 'next 15.5, 16.4',
  modules: {
    // `next start` drains and exits by itself on SIGINT and SIGTERM, unless NEXT_MANUAL_SIG_HANDLE is set
    // (dist/server/lib/start-server.js:326-367 of 15.5.29, :306-380 of 16.4.6, which exits with 143). A custom server, which calls next() itself, gets no handler.
    next: `
      declare function next(options?: any): next.NextServer;
      declare namespace next {
        export { next as default };
        export class NextServer {
          prepare(): Promise<void>;
          close(): Promise<void>;
          getRequestHandler(): (...args: any[]) => Promise<void>;
          getUpgradeHandler(): (...args: any[]) => Promise<void>;
          render(...args: any[]): Promise<void>;
          renderError(...args: any[]): Promise<void>;
          setAssetPrefix(prefix: string): void;
          logError(...args: any[]): void;
        }
        export type NextConfig = any;
        export type Metadata = any;
        export type NextApiRequest = any;
        export type NextApiResponse<T = any> = any;
        export type NextPage<A = any, B = any> = any;
      }
      export = next;
    `,
  },
  handles: {
    NextServer: { role: 'resource', label: 'Next application', keepsAlive: false, needsNoClosing: true },
  },
  calls: {
    'NextServer.close': { act: 'close', settles: 'promise', source: '15.5.29 dist/server/next.js:175,369, 16.4.6 :208,409; a custom server takes only the request handlers of lib/start-server, which alone handles signals' },
  },
});
