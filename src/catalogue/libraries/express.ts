import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'express',
  versions: 'express 4.22, 5.3',
  modules: {
    express: `
      import * as http from 'http';
      declare function express(): express.Express;
      declare namespace express {
        export { express as default };
        export type NextFunction = (error?: any) => void;
        export interface Request<A = any, B = any, C = any, D = any, E = any> extends http.IncomingMessage {
          body: any;
          params: any;
          query: any;
          cookies: any;
          ip: string;
          path: string;
          originalUrl: string;
          app: Application;
          get(name: string): any;
          header(name: string): any;
        }
        export interface Response<A = any, B = any> extends http.ServerResponse {
          locals: any;
          app: Application;
          status(code: number): this;
          sendStatus(code: number): this;
          json(body?: any): this;
          jsonp(body?: any): this;
          send(body?: any): this;
          set(...args: any[]): this;
          header(...args: any[]): this;
          type(type: string): this;
          get(name: string): any;
          redirect(...args: any[]): void;
          render(...args: any[]): void;
          cookie(...args: any[]): this;
          sendFile(...args: any[]): void;
          download(...args: any[]): void;
        }
        export type Handler = (request: Request, response: Response, next: NextFunction) => any;
        export type RequestHandler<A = any, B = any, C = any, D = any, E = any> = (request: Request, response: Response, next: NextFunction) => any;
        export type ErrorRequestHandler<A = any, B = any, C = any, D = any, E = any> = (error: any, request: Request, response: Response, next: NextFunction) => any;
        export interface Routing {
          (request: any, response: any, next?: any): any;
          use(...handlers: (Handler | Handler[])[]): this;
          use(path: any, ...handlers: (Handler | Handler[])[]): this;
          use(...args: any[]): this;
          all(path: any, ...handlers: Handler[]): this;
          all(...args: any[]): this;
          get(path: any, ...handlers: Handler[]): this;
          get(...args: any[]): any;
          head(path: any, ...handlers: Handler[]): this;
          head(...args: any[]): this;
          post(path: any, ...handlers: Handler[]): this;
          post(...args: any[]): this;
          put(path: any, ...handlers: Handler[]): this;
          put(...args: any[]): this;
          patch(path: any, ...handlers: Handler[]): this;
          patch(...args: any[]): this;
          delete(path: any, ...handlers: Handler[]): this;
          delete(...args: any[]): this;
          options(path: any, ...handlers: Handler[]): this;
          options(...args: any[]): this;
          param(...args: any[]): this;
          route(path: any): any;
        }
        export interface Router extends Routing {}
        export interface IRouter extends Routing {}
        export interface Application<A = any> extends Routing {
          locals: any;
          mountpath: any;
          set(name: string, value: any): this;
          enable(name: string): this;
          disable(name: string): this;
          enabled(name: string): boolean;
          engine(...args: any[]): this;
          render(...args: any[]): void;
          on(event: string, listener: (...args: any[]) => void): this;
          listen(...args: any[]): http.Server;
        }
        export interface Express extends Application {}
        export interface CoreOptions { [option: string]: any; }
        export function Router(options?: any): Router;
        export function json(options?: any): RequestHandler;
        export function urlencoded(options?: any): RequestHandler;
        export function raw(options?: any): RequestHandler;
        export function text(options?: any): RequestHandler;
        export var application: any;
        export var request: any;
        export var response: any;
        const serveStatic: (root: string, options?: any) => RequestHandler;
        export { serveStatic as static };
      }
      export = express;
    `,
  },
  calls: {
    'Application.listen': { starts: true, source: 'lib/application.js:598: the result is a plain http server' },
  },
});
