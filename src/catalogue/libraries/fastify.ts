import { argument, creation, defineLibrary, receiver } from '../library.js';
import type { CallSemantics } from '../library.js';

const close: CallSemantics = {
  act: 'drain',
  settles: 'promise-or-callback',
  waitsForInFlight: true,
  bound: 'unbounded',
  phases: [{ hooks: 'preClose' }, { act: 'drain', waitsForInFlight: true, bound: 'unbounded', forcedWhen: { at: creation(0, 'forceCloseConnections'), is: true } }, { hooks: 'onClose' }],
  source: 'measured 05 fastify: preClose, requests under way, onClose of plugins, onClose of the root; keep-alive holds it up to 72 s; forceCloseConnections: true cuts requests under way at once',
};

const chained = (...methods: string[]): Record<string, CallSemantics> => Object.fromEntries(methods.map((method) => [`FastifyInstance.${method}`, { returns: receiver }]));

export default defineLibrary({
  name: 'fastify',
  versions: 'fastify 4.29, 5.12',
  modules: {
    // FastifyInstance stands in the namespace so that a program's own declaration merging reaches it.
    fastify: `
      import * as http from 'http';
      declare function fastify<A = any, B = any, C = any, D = any>(options?: any): fastify.FastifyInstance;
      declare namespace fastify {
        export { fastify, fastify as default };
        export class FastifyInstance<RawServer = any, RawRequest = any, RawReply = any, Logger = any, TypeProvider = any> {
          private fastifyInstance: any;
          readonly server: http.Server;
          readonly log: FastifyBaseLogger;
          readonly prefix: string;
          readonly version: string;
          listen(options?: any, callback?: (error: Error | null, address: string) => void): Promise<string>;
          listen(port: any, host?: any, callback?: any): Promise<string>;
          ready(callback?: any): Promise<void>;
          close(callback?: () => void): Promise<void>;
          [Symbol.asyncDispose](): Promise<void>;
          register(plugin: (instance: FastifyInstance, options: any, done: (error?: any) => void) => any, options?: any): this;
          register(plugin: any, options?: any): this;
          after(callback?: any): this;
          decorate(name: any, ...args: any[]): this;
          decorateRequest(name: any, ...args: any[]): this;
          decorateReply(name: any, ...args: any[]): this;
          addHook(name: 'onClose', hook: (instance: FastifyInstance, done: (error?: any) => void) => any): this;
          addHook(name: 'preClose' | 'onReady' | 'onListen', hook: (done?: (error?: any) => void) => any): this;
          addHook(name: 'onRequest' | 'preHandler' | 'preValidation' | 'onResponse' | 'onTimeout' | 'preParsing', hook: (request: FastifyRequest, reply: FastifyReply, done: (error?: any) => void) => any): this;
          addHook(name: string, hook: (...args: any[]) => any): this;
          addSchema(schema: any): this;
          addContentTypeParser(...args: any[]): this;
          setErrorHandler(handler: any): this;
          setNotFoundHandler(...args: any[]): this;
          setValidatorCompiler(compiler: any): this;
          setSerializerCompiler(compiler: any): this;
          withTypeProvider<T = any>(): this;
          route(options: any): this;
          all(path: string, ...handlers: any[]): this;
          get(path: string, handler: RouteHandler): this;
          get(path: string, ...handlers: any[]): this;
          post(path: string, handler: RouteHandler): this;
          post(path: string, ...handlers: any[]): this;
          put(path: string, ...handlers: any[]): this;
          patch(path: string, ...handlers: any[]): this;
          delete(path: string, ...handlers: any[]): this;
          head(path: string, ...handlers: any[]): this;
          options(path: string, ...handlers: any[]): this;
          inject(options?: any, callback?: any): Promise<any>;
          swagger(options?: any): any;
          addresses(): any[];
          hasDecorator(name: any): boolean;
          printRoutes(options?: any): string;
        }
        export interface FastifyRequest<A = any, B = any, C = any, D = any, E = any, F = any, G = any, H = any> { readonly raw: http.IncomingMessage; readonly log: FastifyBaseLogger; readonly server: FastifyInstance; body: any; params: any; query: any; headers: any; [member: string]: any; }
        export interface FastifyReply<A = any, B = any, C = any, D = any, E = any, F = any, G = any, H = any> { readonly raw: http.ServerResponse; code(status: number): this; status(status: number): this; send(payload?: any): this; header(name: string, value?: any): this; hijack(): this; [member: string]: any; }
        export type RouteHandler = (request: FastifyRequest, reply: FastifyReply) => any;
        export type RouteHandlerMethod<A = any, B = any, C = any, D = any, E = any, F = any, G = any, H = any> = RouteHandler;
        export interface FastifyBaseLogger { info(...args: any[]): void; warn(...args: any[]): void; error(...args: any[]): void; fatal(...args: any[]): void; debug(...args: any[]): void; trace(...args: any[]): void; child(...args: any[]): FastifyBaseLogger; level: string; flush?(callback?: any): void; }
        export type FastifyLoggerInstance = FastifyBaseLogger;
        export type FastifyPluginAsync<A = any, B = any, C = any, D = any> = (instance: FastifyInstance, options: any) => Promise<void>;
        export type FastifyPluginCallback<A = any, B = any, C = any, D = any> = (instance: FastifyInstance, options: any, done: (error?: any) => void) => void;
        export type FastifyPlugin<A = any> = FastifyPluginCallback;
        export type FastifyPluginOptions = any;
        export type FastifyServerOptions<A = any, B = any> = any;
        export type FastifyHttpOptions<A = any, B = any> = any;
        export type FastifyListenOptions = any;
        export type FastifyError = any;
        export type FastifySchema = any;
        export type FastifyTypeProviderDefault = any;
      }
      export = fastify;
    `,
    'fastify-plugin': `
      import { FastifyInstance } from 'fastify';
      declare function fastifyPlugin<T = any>(plugin: (instance: FastifyInstance, options: any, done: (error?: any) => void) => any, options?: any): any;
      declare namespace fastifyPlugin {
        export { fastifyPlugin, fastifyPlugin as default };
      }
      export = fastifyPlugin;
    `,
  },
  handles: {
    FastifyInstance: { role: 'server', label: 'fastify', keepsAlive: true },
  },
  calls: {
    'FastifyInstance.listen': { starts: true, source: 'lib/server.js; nothing in lib/ listens for signals' },
    'FastifyInstance.close': close,
    'FastifyInstance.[Symbol.asyncDispose]': { ...close, settles: 'promise' },
    'FastifyInstance.server': { returns: receiver },
    ...chained('register', 'after', 'decorate', 'decorateRequest', 'decorateReply', 'addSchema', 'addContentTypeParser', 'setErrorHandler', 'setNotFoundHandler', 'setValidatorCompiler', 'setSerializerCompiler', 'withTypeProvider'),
    ...chained('route', 'all', 'get', 'post', 'put', 'patch', 'delete', 'head', 'options'),
    'FastifyInstance.addHook': { returns: receiver, registers: { hook: argument(0), callback: argument(1) }, source: 'lib/hooks.js' },
  },
});
