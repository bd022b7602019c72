import { defineLibrary, receiver } from '../library.js';

const chained = { returns: receiver };

export default defineLibrary({
  name: 'node:http',
  versions: 'Node 20.20, 22.23, 24.21',
  modules: {
    http: `
      import { EventEmitter } from 'events';
      import { AddressInfo, Socket } from 'net';
      export class IncomingMessage extends EventEmitter {
        private httpIncoming: any;
        readonly method?: string;
        url?: string;
        readonly headers: IncomingHttpHeaders;
        readonly socket: Socket;
        readonly connection: Socket;
        readonly statusCode?: number;
        readonly aborted: boolean;
        readonly complete: boolean;
        destroy(error?: any): this;
        pipe<T>(destination: T, options?: any): T;
        resume(): this;
        pause(): this;
        setEncoding(encoding: string): this;
        [Symbol.asyncIterator](): AsyncIterableIterator<any>;
        [member: string]: any;
      }
      export class OutgoingMessage extends EventEmitter {
        private httpOutgoing: any;
        readonly headersSent: boolean;
        readonly writableEnded: boolean;
        readonly destroyed: boolean;
        readonly socket: Socket | null;
        shouldKeepAlive: boolean;
        setHeader(name: string, value: any): this;
        getHeader(name: string): any;
        removeHeader(name: string): void;
        flushHeaders(): void;
        write(chunk: any, ...args: any[]): boolean;
        end(...args: any[]): this;
        destroy(error?: any): this;
        setTimeout(milliseconds: number, callback?: () => void): this;
      }
      export class ServerResponse<Request = any> extends OutgoingMessage {
        constructor(request: any, options?: any);
        statusCode: number;
        statusMessage: string;
        readonly req: IncomingMessage;
        writeHead(status: number, ...args: any[]): this;
        writeContinue(callback?: () => void): void;
      }
      export class ClientRequest extends OutgoingMessage {
        abort(): void;
        readonly method: string;
        readonly path: string;
      }
      export type RequestListener<A = any, B = any> = (request: IncomingMessage, response: ServerResponse) => void;
      export interface ServerEvents {
        request: RequestListener;
        checkContinue: RequestListener;
        connection: (socket: Socket) => void;
        secureConnection: (socket: Socket) => void;
        upgrade: (request: IncomingMessage, socket: Socket, head: any) => void;
        connect: (request: IncomingMessage, socket: Socket, head: any) => void;
        clientError: (error: Error, socket: Socket) => void;
        listening: () => void;
        close: () => void;
        error: (error: Error) => void;
      }
      export class Server<Request = any, Response = any> extends EventEmitter<ServerEvents> {
        private httpServer: any;
        constructor(listener?: RequestListener);
        constructor(options: any, listener?: RequestListener);
        readonly listening: boolean;
        timeout: number;
        keepAliveTimeout: number;
        keepAliveTimeoutBuffer: number;
        headersTimeout: number;
        requestTimeout: number;
        maxHeadersCount: number | null;
        maxRequestsPerSocket: number | null;
        maxConnections: number;
        listen(...args: any[]): this;
        close(callback?: (error?: Error) => void): this;
        closeAllConnections(): void;
        closeIdleConnections(): void;
        setTimeout(milliseconds?: number, callback?: (socket: Socket) => void): this;
        setTimeout(callback: (socket: Socket) => void): this;
        address(): AddressInfo | string | null;
        getConnections(callback: (error: Error | null, count: number) => void): void;
        ref(): this;
        unref(): this;
        [Symbol.asyncDispose](): Promise<void>;
      }
      export class Agent extends EventEmitter {
        private httpAgent: any;
        constructor(options?: any);
        maxSockets: number;
        destroy(): void;
      }
      export function createServer<Request = any, Response = any>(listener?: RequestListener): Server;
      export function createServer<Request = any, Response = any>(options: any, listener?: RequestListener): Server;
      export function request(...args: any[]): ClientRequest;
      export function get(...args: any[]): ClientRequest;
      export const globalAgent: Agent;
      export const METHODS: string[];
      export const STATUS_CODES: { [code: number]: string };
      export interface IncomingHttpHeaders { [name: string]: any; }
      export type OutgoingHttpHeaders = any;
      export type RequestOptions = any;
      export type ServerOptions<A = any, B = any> = any;
      export type AgentOptions = any;
    `,
    https: `
      import * as http from 'http';
      export class Server<Request = any, Response = any> extends http.Server<Request, Response> {
        private httpsServer: any;
        constructor(listener?: http.RequestListener);
        constructor(options: any, listener?: http.RequestListener);
        setSecureContext(options: any): void;
      }
      export class Agent extends http.Agent {}
      export function createServer<Request = any, Response = any>(listener?: http.RequestListener): Server;
      export function createServer<Request = any, Response = any>(options: any, listener?: http.RequestListener): Server;
      export function request(...args: any[]): http.ClientRequest;
      export function get(...args: any[]): http.ClientRequest;
      export const globalAgent: Agent;
      export type ServerOptions<A = any, B = any> = any;
      export type RequestOptions = any;
      export type AgentOptions = any;
    `,
  },
  handles: {
    Server: { role: 'server', label: 'http server', keepsAlive: true, closesOnce: true },
  },
  calls: {
    'Server.listen': { starts: true, returns: receiver },
    'Server.close': {
      act: 'drain',
      settles: 'callback',
      waitsForInFlight: true,
      bound: 'unbounded',
      returns: receiver,
      source: 'measured 01a-g: ends idle connections once, at the call; awaiting it continues at once; https has the same methods',
    },
    'Server.[Symbol.asyncDispose]': { act: 'drain', settles: 'promise', waitsForInFlight: true, bound: 'unbounded', source: 'measured 01h' },
    'Server.closeAllConnections': { act: 'force', settles: 'sync', source: 'measured 01e, 02a: reaches streams, not upgraded sockets' },
    'Server.closeIdleConnections': { settles: 'sync', source: 'measured 01b2, 11c: no request under way is touched' },
    'Server.setTimeout': chained,
    'Server.ref': chained,
    'Server.unref': chained,
  },
});
