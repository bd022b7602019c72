import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'toad-scheduler',
  versions: 'toad-scheduler 4.1',
  modules: {
    'toad-scheduler': `
      export class ToadScheduler {
        addSimpleIntervalJob(job: any): void;
        addIntervalJob(job: any): void;
        addLongIntervalJob(job: any): void;
        addCronJob(job: any): void;
        getById(id: string): any;
        removeById(id: string): any;
        startById(id: string): void;
        stopById(id: string): void;
        stop(): void;
      }
      export class SimpleIntervalJob { constructor(...args: any[]); start(): void; stop(): void; getStatus(): string; }
      export class LongIntervalJob { constructor(...args: any[]); start(): void; stop(): void; getStatus(): string; }
      export class CronJob { constructor(...args: any[]); start(): void; stop(): void; getStatus(): string; }
      export const Task: any;
      export const AsyncTask: any;
    `,
  },
  handles: {
    ToadScheduler: { role: 'scheduler', label: 'toad scheduler', keepsAlive: true },
  },
  calls: {
    'ToadScheduler.addSimpleIntervalJob': { starts: true },
    'ToadScheduler.addIntervalJob': { starts: true },
    'ToadScheduler.addLongIntervalJob': { starts: true },
    'ToadScheduler.addCronJob': { starts: true },
    'ToadScheduler.stop': { act: 'clear', settles: 'sync', source: 'dist/lib/toadScheduler.js:43: a run under way goes on' },
  },
});
