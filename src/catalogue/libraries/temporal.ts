import { atMost, creation, defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@temporalio/worker',
  versions: '@temporalio/worker 1.24',
  modules: {
    '@temporalio/worker': `
      declare class WorkerStatics {
        static create(options: any): Promise<Worker>;
        static runReplayHistory(...args: any[]): Promise<any>;
      }
      export class Worker extends WorkerStatics {
        readonly options: any;
        run(): Promise<void>;
        runUntil(fnOrPromise: any): Promise<any>;
        shutdown(): void;
        getState(): string;
        getStatus(): any;
      }
      export class Runtime {
        static install(options: any): Runtime;
        static instance(): Runtime;
        shutdown(): Promise<void>;
        readonly logger: any;
      }
      export class NativeConnection {
        static connect(options?: any): Promise<NativeConnection>;
        close(): Promise<void>;
        [member: string]: any;
      }
      export const DefaultLogger: any;
      export const bundleWorkflowCode: any;
      export type WorkerOptions = any;
    `,
    '@temporalio/client': `
      export class Connection {
        static connect(options?: any): Promise<Connection>;
        static lazy(options?: any): Connection;
        close(): Promise<void>;
        [member: string]: any;
      }
      export class Client {
        constructor(options?: any);
        readonly connection: any;
        readonly workflow: any;
        readonly schedule: any;
        [member: string]: any;
      }
      export const WorkflowClient: any;
    `,
  },
  handles: {
    Worker: { role: 'consumer', label: 'Temporal worker', keepsAlive: true },
    NativeConnection: { role: 'resource', label: 'Temporal connection', keepsAlive: true },
    Connection: { role: 'resource', label: 'Temporal client connection', keepsAlive: true },
  },
  calls: {
    // The runtime, created with the first worker, shuts its workers down on a signal, and stops listening after one.
    'WorkerStatics.create': {
      trigger: {
        signals: ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGUSR2'],
        phases: [{ act: 'drain', waitsForInFlight: true }],
        guarded: false,
      },
      source: 'worker runtime.js, runtime-options shutdownSignals',
    },
    'Worker.run': { starts: true, source: 'worker.d.ts run(): resolves when the worker has shut down' },
    'Worker.runUntil': { starts: true, source: 'worker.d.ts runUntil()' },
    // Complete when the promise of run() resolves.
    'Worker.shutdown': {
      act: 'drain',
      settles: 'event',
      completionEvent: 'run',
      waitsWhen: { at: creation(0, 'shutdownGraceTime') },
      bound: atMost('unbounded', creation(0, 'shutdownForceTime')),
      source: 'worker-options.js:175: activities are cancelled after shutdownGraceTime (0)',
    },
    'NativeConnection.close': { act: 'close', settles: 'promise', source: 'runtime.js:319: only after run() has resolved' },
    'Connection.close': { act: 'close', settles: 'promise', source: '@temporalio/client connection.d.ts' },
  },
});
