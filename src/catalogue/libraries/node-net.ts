import { defineLibrary, receiver } from '../library.js';

const chained = { returns: receiver };

export default defineLibrary({
  name: 'node:net',
  versions: 'Node 20.20, 24.21',
  modules: {
    net: `
      import { EventEmitter } from 'events';
      export interface AddressInfo { address: string; family: string; port: number; }
      export class Socket extends EventEmitter {
        private netSocket: any;
        constructor(options?: any);
        readonly remoteAddress?: string;
        readonly remotePort?: number;
        readonly localPort?: number;
        readonly destroyed: boolean;
        readonly writable: boolean;
        connect(...args: any[]): this;
        write(chunk: any, ...args: any[]): boolean;
        end(...args: any[]): this;
        destroy(error?: any): this;
        destroySoon(): void;
        resetAndDestroy(): this;
        pause(): this;
        resume(): this;
        pipe<T>(destination: T, options?: any): T;
        setTimeout(milliseconds: number, listener?: () => void): this;
        setNoDelay(on?: boolean): this;
        setKeepAlive(on?: boolean, delay?: number): this;
        setEncoding(encoding?: string): this;
        ref(): this;
        unref(): this;
      }
      export interface ServerEvents {
        connection: (socket: Socket) => void;
        listening: () => void;
        close: () => void;
        error: (error: Error) => void;
      }
      export class Server<Events = ServerEvents> extends EventEmitter<Events> {
        private netServer: any;
        constructor(options?: any, listener?: (socket: Socket) => void);
        readonly listening: boolean;
        maxConnections: number;
        listen(...args: any[]): this;
        close(callback?: (error?: Error) => void): this;
        address(): AddressInfo | string | null;
        getConnections(callback: (error: Error | null, count: number) => void): void;
        ref(): this;
        unref(): this;
        [Symbol.asyncDispose](): Promise<void>;
      }
      export function createServer(listener?: (socket: Socket) => void): Server;
      export function createServer(options: any, listener?: (socket: Socket) => void): Server;
      export function connect(...args: any[]): Socket;
      export function createConnection(...args: any[]): Socket;
      export function isIP(input: string): number;
      export type ListenOptions = any;
      export type NetConnectOpts = any;
      export type ServerOpts = any;
    `,
    tls: `
      import * as net from 'net';
      export class TLSSocket extends net.Socket {
        readonly authorized: boolean;
        readonly encrypted: true;
      }
      export interface ServerEvents extends net.ServerEvents {
        secureConnection: (socket: TLSSocket) => void;
      }
      export class Server extends net.Server<ServerEvents> {
        setSecureContext(options: any): void;
      }
      export function createServer(listener?: (socket: TLSSocket) => void): Server;
      export function createServer(options: any, listener?: (socket: TLSSocket) => void): Server;
      export function connect(...args: any[]): TLSSocket;
      export function createSecureContext(options?: any): any;
      export const rootCertificates: readonly string[];
      export type TlsOptions = any;
      export type SecureContextOptions = any;
      export type ConnectionOptions = any;
    `,
  },
  handles: {
    Server: { role: 'server', label: 'tcp server', keepsAlive: true, closesOnce: true },
  },
  calls: {
    'Server.listen': { starts: true, returns: receiver },
    'Server.close': {
      act: 'drain',
      settles: 'callback',
      waitsForInFlight: true,
      bound: 'unbounded',
      returns: receiver,
      source: 'measured 01i: any open socket holds it for ever',
    },
    'Server.[Symbol.asyncDispose]': { act: 'drain', settles: 'promise', waitsForInFlight: true, bound: 'unbounded', source: 'lib/net.js: the promise form of close()' },
    'Server.ref': chained,
    'Server.unref': chained,
    'Socket.destroy': { act: 'force', settles: 'sync', returns: receiver, source: 'https://nodejs.org/api/net.html#socketdestroyerror' },
    'Socket.resetAndDestroy': { act: 'force', settles: 'sync', returns: receiver, source: 'https://nodejs.org/api/net.html#socketresetanddestroy' },
  },
});
