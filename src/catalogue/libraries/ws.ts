import { atMost, defineLibrary } from '../library.js';

/** Up to version 7 the server ended its clients in `close()`; the rest is the same. */
const declarations = (server: 'WebSocketServer' | 'ClosingWebSocketServer'): string => `
  import * as http from 'http';
  import { EventEmitter } from 'events';
  declare class WebSocket extends EventEmitter<WebSocket.Events> {
    private webSocket: any;
    constructor(address: any, ...args: any[]);
    readonly readyState: number;
    readonly CONNECTING: 0;
    readonly OPEN: 1;
    readonly CLOSING: 2;
    readonly CLOSED: 3;
    readonly bufferedAmount: number;
    binaryType: string;
    onopen: any;
    onmessage: any;
    onclose: any;
    onerror: any;
    isAlive?: boolean;
    send(data: any, ...args: any[]): void;
    ping(...args: any[]): void;
    pong(...args: any[]): void;
    close(code?: number, reason?: any): void;
    terminate(): void;
    addEventListener(type: string, listener: any): void;
    removeEventListener(type: string, listener: any): void;
  }
  declare class ${server} extends EventEmitter<WebSocket.ServerEvents> {
    private ${server}: any;
    constructor(options?: any, callback?: () => void);
    readonly clients: Set<WebSocket>;
    readonly options: any;
    readonly path: string;
    address(): any;
    close(callback?: (error?: Error) => void): void;
    handleUpgrade(request: any, socket: any, head: any, callback: (client: WebSocket, request: http.IncomingMessage) => void): void;
    shouldHandle(request: any): any;
  }
  declare namespace WebSocket {
    export { WebSocket, WebSocket as default, ${server} as WebSocketServer, ${server} as Server };
    export interface Events { open: () => void; message: (data: any, isBinary: boolean) => void; close: (code: number, reason: any) => void; error: (error: Error) => void; ping: (data: any) => void; pong: (data: any) => void; }
    export interface ServerEvents { connection: (client: WebSocket, request: http.IncomingMessage) => void; listening: () => void; close: () => void; error: (error: Error) => void; headers: (headers: string[], request: http.IncomingMessage) => void; }
    export type Data = any;
    export type RawData = any;
    export type ServerOptions = any;
    export type ClientOptions = any;
    export type MessageEvent = any;
    export type CloseEvent = any;
    export const CONNECTING: 0;
    export const OPEN: 1;
    export const CLOSING: 2;
    export const CLOSED: 3;
    export function createWebSocketStream(client: WebSocket, options?: any): any;
  }
  export = WebSocket;
`;

export default defineLibrary({
  name: 'ws',
  versions: 'ws 8.23, 7.5 (which still ends its clients)',
  modules: { ws: declarations('WebSocketServer'), 'ws@7': declarations('ClosingWebSocketServer') },
  handles: {
    WebSocketServer: { role: 'websocket-server', label: 'websocket server', keepsAlive: true, startsOnCreation: true, leavesPeers: true },
    ClosingWebSocketServer: { role: 'websocket-server', label: 'websocket server', keepsAlive: true, startsOnCreation: true },
  },
  calls: {
    'WebSocketServer.close': {
      act: 'drain',
      settles: 'callback',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'measured 02a, 02b; lib/websocket-server.js:172: leaves its clients open and waits for them',
    },
    'ClosingWebSocketServer.close': { act: 'close', settles: 'callback', source: 'lib/websocket-server.js of 7.5: terminates every client, then closes the http server it has made' },
    'WebSocket.close': {
      act: 'close',
      settles: 'event',
      completionEvent: 'close',
      bound: atMost(30_000),
      source: 'lib/websocket.js:323,660: the socket is destroyed when the other side does not answer in closeTimeout',
    },
    'WebSocket.terminate': { act: 'force', settles: 'sync', source: 'lib/websocket.js:513' },
  },
});
