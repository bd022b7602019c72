import { argument, creation, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'socket.io',
  versions: 'socket.io 4.8',
  modules: {
    'socket.io': `
      import * as http from 'http';
      import { EventEmitter } from 'events';
      declare function io(server?: any, options?: any): io.Server;
      declare namespace io {
        export class Server<A = any, B = any, C = any, D = any> extends EventEmitter<Events> {
          private socketIoServer: any;
          constructor(options?: any);
          constructor(server: any, options?: any);
          readonly sockets: any;
          readonly engine: any;
          readonly httpServer: http.Server;
          attach(server: any, options?: any): this;
          listen(server: any, options?: any): this;
          bind(engine: any): this;
          close(callback?: (error?: Error) => void): Promise<void>;
          disconnectSockets(close?: boolean): void;
          adapter(adapter?: any): any;
          of(name: any, callback?: any): any;
          use(middleware: any): this;
          to(room: any): any;
          in(room: any): any;
          except(room: any): any;
          send(...args: any[]): this;
          fetchSockets(): Promise<any[]>;
          serverSideEmit(...args: any[]): boolean;
        }
        export interface Events { connection: (socket: Socket) => void; connect: (socket: Socket) => void; }
        export class Socket<A = any, B = any, C = any, D = any> extends EventEmitter {
          private socketIoSocket: any;
          readonly id: string;
          readonly handshake: any;
          readonly rooms: Set<string>;
          data: any;
          join(room: any): any;
          leave(room: any): any;
          to(room: any): any;
          disconnect(close?: boolean): this;
        }
        export type Namespace<A = any, B = any, C = any, D = any> = any;
        export type ServerOptions = any;
        export type RemoteSocket<A = any, B = any> = any;
        export type DefaultEventsMap = any;
      }
      export = io;
    `,
  },
  handles: {
    Server: { role: 'websocket-server', label: 'socket.io server', keepsAlive: true, startsOnCreation: true },
  },
  calls: {
    'Server.attach': { starts: true, returns: receiver, alsoCloses: [argument(0)], source: 'dist/index.js:224,510-522: close() closes the http server attached to' },
    'Server.listen': { starts: true, returns: receiver, alsoCloses: [argument(0)], source: 'dist/index.js:214: attach()' },
    'Server.close': {
      act: 'drain',
      settles: 'promise-or-callback',
      waitsForInFlight: true,
      bound: 'unbounded',
      alsoCloses: [creation(0)],
      source: 'measured 02c; dist/index.js:510: disconnects every client, then closes the http server and waits for it',
    },
    'Server.disconnectSockets': { act: 'force', settles: 'sync', source: 'dist/index.js:820' },
    'Server.bind': { returns: receiver },
    'Server.use': { returns: receiver },
    'Server.send': { returns: receiver },
    'Server.httpServer': { returns: creation(0) },
  },
});
