import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'koa',
  versions: 'koa 3.3',
  modules: {
    koa: `
      import * as http from 'http';
      import { EventEmitter } from 'events';
      declare class Application<State = any, Custom = any> extends EventEmitter {
        private koaApplication: any;
        constructor(options?: any);
        env: string;
        proxy: boolean;
        keys: any;
        silent: boolean;
        context: any;
        request: any;
        response: any;
        use(middleware: (context: Application.Context, next: () => Promise<any>) => any): this;
        callback(): (request: any, response: any) => Promise<void>;
        listen(...args: any[]): http.Server;
      }
      declare namespace Application {
        export { Application as default };
        export interface Context { request: any; response: any; req: http.IncomingMessage; res: http.ServerResponse; app: Application; state: any; body: any; status: number; [member: string]: any; }
        export type ParameterizedContext<A = any, B = any, C = any> = Context;
        export type DefaultState = any;
        export type DefaultContext = any;
        export type Next = () => Promise<any>;
        export type Middleware<A = any, B = any, C = any> = (context: Context, next: Next) => any;
        export type Request = any;
        export type Response = any;
      }
      export = Application;
    `,
  },
  calls: {
    'Application.listen': { starts: true, source: 'lib/application.js:133: the result is a plain http server' },
  },
});
