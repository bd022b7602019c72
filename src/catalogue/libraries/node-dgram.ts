import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'node:dgram',
  versions: 'Node 20, 22, 24',
  modules: {
    dgram: `
      import { EventEmitter } from 'events';
      export class Socket extends EventEmitter {
        private dgramSocket: any;
        bind(...args: any[]): this;
        connect(port: number, ...args: any[]): void;
        send(...args: any[]): void;
        close(callback?: () => void): this;
        address(): any;
        ref(): this;
        unref(): this;
        [Symbol.asyncDispose](): Promise<void>;
      }
      export function createSocket(options: any, callback?: (message: any, sender: any) => void): Socket;
    `,
  },
  handles: {
    Socket: { role: 'server', label: 'udp socket', keepsAlive: true },
  },
  calls: {
    'Socket.bind': { starts: true, returns: receiver },
    'Socket.close': { act: 'close', settles: 'callback', returns: receiver, source: 'lib/dgram.js: nothing to wait for' },
    'Socket.[Symbol.asyncDispose]': { act: 'close', settles: 'promise', source: 'lib/dgram.js' },
    'Socket.ref': { returns: receiver },
    'Socket.unref': { returns: receiver },
  },
});
