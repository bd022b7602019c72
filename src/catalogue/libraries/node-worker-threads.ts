import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'node:worker_threads',
  versions: 'Node 20.20, 24.21',
  modules: {
    worker_threads: `
      import { EventEmitter } from 'events';
      export class Worker extends EventEmitter {
        private thread: any;
        constructor(filename: any, options?: any);
        readonly threadId: number;
        readonly performance: any;
        postMessage(value: any, transferList?: any): void;
        terminate(): Promise<number>;
        ref(): void;
        unref(): void;
        [Symbol.asyncDispose](): Promise<void>;
      }
      export class MessagePort extends EventEmitter {
        private messagePort: any;
        postMessage(value: any, transferList?: any): void;
        close(): void;
        start(): void;
        ref(): void;
        unref(): void;
      }
      export class MessageChannel { readonly port1: MessagePort; readonly port2: MessagePort; }
      export class BroadcastChannel { constructor(name: string); postMessage(value: any): void; close(): void; onmessage: any; }
      export const isMainThread: boolean;
      export const parentPort: MessagePort | null;
      export const workerData: any;
      export const threadId: number;
      export type WorkerOptions = any;
    `,
  },
  handles: {
    Worker: { role: 'process', label: 'worker thread', keepsAlive: true, startsOnCreation: true },
  },
  calls: {
    'Worker.terminate': { act: 'force', settles: 'promise', source: 'measured 09: stops its JavaScript at once' },
    'Worker.[Symbol.asyncDispose]': { act: 'force', settles: 'promise', source: 'Node 24.2: terminate() as disposal' },
  },
});
