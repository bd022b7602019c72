import { argument, creation, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'bull',
  versions: 'bull 4.16',
  modules: {
    bull: `
      import { EventEmitter } from 'events';
      declare const Bull: {
        (name: string, url?: any, opts?: any): Bull.Queue;
        new (name: string, url?: any, opts?: any): Bull.Queue;
      };
      declare namespace Bull {
        interface Queue<T = any> extends EventEmitter {
          readonly name: string;
          readonly client: any;
          isReady(): Promise<this>;
          process(...args: any[]): Promise<void>;
          add(...args: any[]): Promise<any>;
          addBulk(jobs: any): Promise<any>;
          pause(isLocal?: boolean, doNotWaitActive?: boolean): Promise<void>;
          resume(isLocal?: boolean): Promise<void>;
          whenCurrentJobsFinished(): Promise<void>;
          empty(): Promise<void>;
          clean(...args: any[]): Promise<any>;
          obliterate(opts?: any): Promise<void>;
          getJob(id: any): Promise<any>;
          close(doNotWaitJobs?: boolean): Promise<void>;
        }
        type Job<T = any> = any;
        type JobOptions = any;
        type QueueOptions = any;
        type DoneCallback = any;
        type ProcessCallbackFunction<T = any> = any;
        type ProcessPromiseFunction<T = any> = any;
      }
      export = Bull;
    `,
  },
  handles: {
    Queue: {
      role: 'consumer',
      label: 'Bull queue',
      keepsAlive: true,
      jobLimits: [1, 2].flatMap((index) => [{ at: creation(index, 'defaultJobOptions.timeout') }, { at: creation(index, 'settings.lockDuration'), aboveMs: 30_000 }]),
    },
  },
  calls: {
    'Queue.isReady': { returns: receiver },
    'Queue.process': { starts: true, source: 'lib/queue.js:668' },
    'Queue.pause': {
      act: 'drain',
      settles: 'promise',
      waitsWhen: { at: argument(1), not: true },
      bound: 'unbounded',
      source: 'lib/queue.js pause(); index.d.ts:719',
    },
    'Queue.close': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      forcedWhen: { at: argument(0), is: true },
      bound: 'unbounded',
      source: 'lib/queue.js:615: pause(true, doNotWaitJobs), then disconnect()',
    },
  },
});
