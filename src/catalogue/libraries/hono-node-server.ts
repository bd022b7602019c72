import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@hono/node-server',
  versions: '@hono/node-server 2.1, hono 4.13',
  modules: {
    // ServerType is a union with the http2 servers; practically all are http servers, and force-closing needs that type.
    '@hono/node-server': `
      import * as http from 'http';
      import { AddressInfo } from 'net';
      export type ServerType = http.Server;
      export type Http2Bindings = any;
      export type HttpBindings = any;
      export function serve(options: any, listener?: (info: AddressInfo) => void): ServerType;
      export function createAdaptorServer(options: any): ServerType;
      export function getRequestListener(fetch: any, options?: any): (request: any, response: any) => Promise<void>;
    `,
    hono: `
      type Handler = (context: Context, next: () => Promise<void>) => any;
      export interface Context<A = any, B = any, C = any> { req: any; res: any; env: any; json(...args: any[]): any; text(...args: any[]): any; body(...args: any[]): any; html(...args: any[]): any; status(code: number): void; header(...args: any[]): void; get(key: any): any; set(key: any, value: any): void; [member: string]: any; }
      export class Hono<A = any, B = any, C = any> {
        private honoApplication: any;
        constructor(options?: any);
        fetch: (request: any, ...args: any[]) => any;
        request: any;
        get(path: string, ...handlers: Handler[]): this;
        post(path: string, ...handlers: Handler[]): this;
        put(path: string, ...handlers: Handler[]): this;
        patch(path: string, ...handlers: Handler[]): this;
        delete(path: string, ...handlers: Handler[]): this;
        all(path: string, ...handlers: Handler[]): this;
        on(...args: any[]): this;
        use(...args: any[]): this;
        route(path: string, app?: any): this;
        basePath(path: string): this;
        onError(handler: any): this;
        notFound(handler: any): this;
      }
      export type Next = () => Promise<void>;
      export type MiddlewareHandler<A = any> = any;
    `,
  },
  calls: {
    serve: { starts: true, source: 'dist/index.mjs:1356: creates the server and listens' },
  },
});
