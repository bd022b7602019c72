import { argument, atMost, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: '@hapi/hapi',
  versions: '@hapi/hapi 21.4',
  modules: {
    '@hapi/hapi': `
      import * as http from 'http';
      export class Server<A = any> {
        private hapiServer: any;
        constructor(options?: any);
        readonly listener: http.Server;
        readonly info: any;
        readonly settings: any;
        readonly app: any;
        readonly plugins: any;
        readonly events: any;
        readonly type: string;
        start(): Promise<void>;
        initialize(): Promise<void>;
        stop(options?: { timeout?: number }): Promise<void>;
        ext(event: string, method: (...args: any[]) => any, options?: any): void;
        ext(events: any): void;
        route(route: any): void;
        register(plugins: any, options?: any): Promise<any>;
        decorate(...args: any[]): void;
        inject(options: any): Promise<any>;
        log(...args: any[]): void;
        method(...args: any[]): void;
        auth: any;
        cache: any;
        state(...args: any[]): void;
        views(options: any): any;
        realm: any;
      }
      export function server(options?: any): Server;
      export type Request<A = any> = any;
      export type ResponseToolkit<A = any> = any;
      export type ServerRoute<A = any> = any;
      export type ServerOptions = any;
      export type Plugin<A = any, B = any> = any;
      export type Lifecycle = any;
    `,
    'hapi-pulse': `
      export const plugin: any;
    `,
  },
  handles: {
    Server: { role: 'server', label: 'hapi server', keepsAlive: true, closesOnce: true },
  },
  calls: {
    'Server.start': { starts: true, settles: 'promise', source: 'lib/core.js:259' },
    'Server.stop': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost(5000, argument(0, 'timeout')),
      phases: [
        { hooks: 'onPreStop' },
        { act: 'drain', waitsForInFlight: true, bound: atMost(5000, argument(0, 'timeout')), thenForce: true },
        { hooks: 'onPostStop' },
      ],
      source: 'measured 12; lib/core.js:395-449',
    },
    'Server.ext': { registers: { hook: argument(0), callback: argument(1) }, source: 'lib/core.js:404,424' },
    'Server.listener': { returns: receiver },
  },
});
