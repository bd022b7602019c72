import { argument, creation, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'bullmq',
  versions: 'bullmq 6.7',
  modules: {
    bullmq: `
      import { EventEmitter } from 'events';
      export class QueueBase extends EventEmitter {
        readonly name: string;
        readonly opts: any;
        readonly client: Promise<any>;
        waitUntilReady(): Promise<any>;
        close(): Promise<void>;
        disconnect(): Promise<void>;
      }
      export class Queue<D = any, R = any, N = any> extends QueueBase {
        constructor(name: string, opts?: any, connection?: any);
        add(name: any, data: any, opts?: any): Promise<any>;
        addBulk(jobs: any): Promise<any>;
        pause(): Promise<void>;
        resume(): Promise<void>;
        drain(delayed?: boolean): Promise<void>;
        obliterate(opts?: any): Promise<void>;
        getJob(id: any): Promise<any>;
        [member: string]: any;
      }
      export class QueuePro<D = any, R = any, N = any> extends Queue<D, R, N> {}
      export class Worker<D = any, R = any, N = any> extends QueueBase {
        constructor(name: string, processor?: any, opts?: any, connection?: any);
        concurrency: number;
        run(): Promise<void>;
        pause(doNotWaitActive?: boolean): Promise<void>;
        resume(): void;
        isRunning(): boolean;
        isPaused(): boolean;
        cancelJob(id: string, reason?: string): boolean;
        cancelAllJobs(reason?: string): void;
        close(force?: boolean): Promise<void>;
      }
      export class QueueEvents extends QueueBase {
        constructor(name: string, opts?: any, connection?: any);
        run(): Promise<void>;
      }
      export class QueueScheduler extends QueueBase {
        constructor(name: string, opts?: any, connection?: any);
        run(): Promise<void>;
      }
      export class FlowProducer extends EventEmitter {
        constructor(opts?: any, connection?: any);
        add(flow: any, opts?: any): Promise<any>;
        addBulk(flows: any): Promise<any>;
        waitUntilReady(): Promise<any>;
        close(): Promise<void>;
        disconnect(): Promise<void>;
      }
      export type Job<D = any, R = any, N = any> = any;
      export const Job: any;
      export type Processor<D = any, R = any, N = any> = any;
      export type WorkerOptions = any;
      export type QueueOptions = any;
      export type JobsOptions = any;
      export type ConnectionOptions = any;
    `,
  },
  handles: {
    Worker: {
      role: 'consumer',
      label: 'BullMQ worker',
      keepsAlive: true,
      startsOnCreation: { at: creation(2, 'autorun'), not: false },
      jobLimits: [{ at: creation(2, 'lockDuration'), aboveMs: 30_000 }],
    },
    Queue: { role: 'resource', label: 'BullMQ queue', keepsAlive: true },
    QueuePro: { role: 'resource', label: 'BullMQ queue', keepsAlive: true },
    QueueEvents: { role: 'resource', label: 'BullMQ queue events', keepsAlive: true },
    QueueScheduler: { role: 'resource', label: 'BullMQ queue scheduler', keepsAlive: true },
    FlowProducer: { role: 'resource', label: 'BullMQ flow producer', keepsAlive: true },
  },
  calls: {
    'Queue.drain': { notACloser: 'It removes every waiting job from the queue.', source: 'classes/queue.js:449' },
    'Worker.run': { starts: true, source: 'classes/worker.js:254' },
    'Worker.pause': {
      act: 'drain',
      settles: 'promise',
      waitsWhen: { at: argument(0), not: true },
      bound: 'unbounded',
      source: 'classes/worker.js:686',
    },
    'Worker.close': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      forcedWhen: { at: argument(0), is: true },
      bound: 'unbounded',
      source: 'classes/worker.js:790: force || whenCurrentJobsFinished()',
    },
    'QueueBase.close': { act: 'close', settles: 'promise', source: 'classes/queue-base.js:101' },
    'QueueBase.disconnect': { act: 'force', settles: 'promise', source: 'classes/queue-base.js:112' },
    'FlowProducer.close': { act: 'close', settles: 'promise', source: 'classes/flow-producer.js:427' },
    'FlowProducer.disconnect': { act: 'force', settles: 'promise', source: 'classes/flow-producer.js:434' },
  },
});
