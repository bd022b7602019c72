import { defineLibrary, receiver } from '../library.js';

const listening = { starts: true, returns: receiver };
const drain = {
  act: 'drain',
  settles: 'callback',
  waitsForInFlight: true,
  bound: 'unbounded',
  returns: receiver,
  source: 'measured 10: Node 20 and 22 leave idle sessions open, Node 24 ends them; an endless stream holds it on all',
} as const;
const disposal = {
  act: 'drain',
  settles: 'promise',
  waitsForInFlight: true,
  bound: 'unbounded',
  source: 'measured: unlike close(), it leaves idle sessions open on Node 24 too, and waits for them',
} as const;
const chained = { returns: receiver };

const server = (name: string): string => `
      export class ${name}<A = any, B = any, C = any, D = any> extends EventEmitter<ServerEvents> {
        private http2Server: any;
        readonly listening: boolean;
        timeout: number;
        maxConnections: number;
        listen(...args: any[]): this;
        close(callback?: (error?: Error) => void): this;
        setTimeout(milliseconds?: number, callback?: () => void): this;
        updateSettings(settings: any): void;
        address(): AddressInfo | string | null;
        getConnections(callback: (error: Error | null, count: number) => void): void;
        ref(): this;
        unref(): this;
        [Symbol.asyncDispose](): Promise<void>;
      }`;

export default defineLibrary({
  name: 'node:http2',
  versions: 'Node 20.20, 22.23, 24.21',
  modules: {
    http2: `
      import { EventEmitter } from 'events';
      import { AddressInfo, Socket } from 'net';
      export class Http2Session extends EventEmitter {
        private http2Session: any;
        readonly closed: boolean;
        readonly destroyed: boolean;
        readonly socket: Socket;
        close(callback?: () => void): void;
        destroy(error?: any, code?: number): void;
        goaway(code?: number, lastStreamId?: number, data?: any): void;
        ping(...args: any[]): boolean;
        setTimeout(milliseconds: number, callback?: () => void): void;
        ref(): void;
        unref(): void;
      }
      export class ServerHttp2Session extends Http2Session {
        private http2ServerSession: any;
        readonly server: Http2Server | Http2SecureServer;
      }
      export class ClientHttp2Session extends Http2Session {
        private http2ClientSession: any;
        request(headers?: any, options?: any): any;
      }
      export class Http2ServerRequest extends EventEmitter { [member: string]: any; }
      export class Http2ServerResponse extends EventEmitter { [member: string]: any; }
      export class Http2Stream extends EventEmitter { close(code?: number, callback?: () => void): void; [member: string]: any; }
      export class ServerHttp2Stream extends Http2Stream {}
      export interface ServerEvents {
        session: (session: ServerHttp2Session) => void;
        stream: (stream: ServerHttp2Stream, headers: any, flags: number) => void;
        request: (request: Http2ServerRequest, response: Http2ServerResponse) => void;
        connection: (socket: Socket) => void;
        secureConnection: (socket: Socket) => void;
        listening: () => void;
        close: () => void;
        error: (error: Error) => void;
      }
      ${server('Http2Server')}
      ${server('Http2SecureServer')}
      export function createServer(listener?: (request: Http2ServerRequest, response: Http2ServerResponse) => void): Http2Server;
      export function createServer(options: any, listener?: (request: Http2ServerRequest, response: Http2ServerResponse) => void): Http2Server;
      export function createSecureServer(listener?: (request: Http2ServerRequest, response: Http2ServerResponse) => void): Http2SecureServer;
      export function createSecureServer(options: any, listener?: (request: Http2ServerRequest, response: Http2ServerResponse) => void): Http2SecureServer;
      export function connect(authority: any, ...args: any[]): ClientHttp2Session;
      export const constants: any;
      export const sensitiveHeaders: symbol;
      export type ServerOptions = any;
      export type SecureServerOptions = any;
      export type IncomingHttpHeaders = any;
      export type OutgoingHttpHeaders = any;
    `,
  },
  handles: {
    Http2Server: { role: 'server', label: 'http2 server', keepsAlive: true, closesOnce: true },
    Http2SecureServer: { role: 'server', label: 'http2 server', keepsAlive: true, sameAs: 'Http2Server' },
    ClientHttp2Session: { role: 'resource', label: 'http2 client session', keepsAlive: true },
  },
  calls: {
    'Http2Server.listen': listening,
    'Http2SecureServer.listen': listening,
    'Http2Server.close': drain,
    'Http2SecureServer.close': drain,
    'Http2Server.[Symbol.asyncDispose]': disposal,
    'Http2SecureServer.[Symbol.asyncDispose]': disposal,
    'Http2Server.setTimeout': chained,
    'Http2SecureServer.setTimeout': chained,
    'Http2Server.ref': chained,
    'Http2SecureServer.ref': chained,
    'Http2Server.unref': chained,
    'Http2SecureServer.unref': chained,
    'Http2Session.close': { act: 'drain', settles: 'callback', waitsForInFlight: true, bound: 'unbounded', source: 'measured on Node 20, 22, 24: a stream under way is answered first, lib/internal/http2/core.js' },
    'Http2Session.destroy': { act: 'force', settles: 'sync', source: 'measured on Node 20, 22, 24: destroyed at its return, streams under way are cut' },
  },
});
