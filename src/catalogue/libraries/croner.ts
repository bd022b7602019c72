import { creation, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'croner',
  versions: 'croner 11.0',
  modules: {
    croner: `
      export class Cron {
        constructor(pattern: any, ...args: any[]);
        readonly name?: string;
        nextRun(from?: any): Date | null;
        isRunning(): boolean;
        isBusy(): boolean;
        isStopped(): boolean;
        stop(): void;
        pause(): boolean;
        resume(): boolean;
        schedule(fn?: any): Cron;
        trigger(): Promise<void>;
      }
      export const scheduledJobs: Cron[];
      export type CronOptions = any;
      export default Cron;
    `,
  },
  handles: {
    Cron: { role: 'scheduler', label: 'croner job', keepsAlive: true, startsOnCreation: { at: creation(1, 'paused'), not: true } },
  },
  calls: {
    'Cron.schedule': { returns: receiver, starts: true },
    'Cron.resume': { starts: true },
    'Cron.pause': { act: 'stop-intake', settles: 'sync', source: 'croner.d.ts:773' },
    'Cron.stop': { act: 'clear', settles: 'sync', source: 'croner.d.cts:767: a run under way goes on' },
  },
});
