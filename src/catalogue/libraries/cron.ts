import { creation, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'cron',
  versions: 'cron 4.4',
  modules: {
    cron: `
      declare class CronJobStatics {
        static from(params: any): CronJobFrom;
      }
      export class CronJob<O = any, C = any> extends CronJobStatics {
        constructor(cronTime: any, onTick?: any, onComplete?: any, start?: boolean | null, timeZone?: any, ...args: any[]);
        readonly isActive: boolean;
        readonly isCallbackRunning: boolean;
        readonly lastExecution: Date | null;
        start(): void;
        stop(): Promise<void> | undefined;
        addCallback(callback: any): void;
        setTime(time: any): void;
        nextDate(): any;
        nextDates(count?: number): any;
        lastDate(): Date | null;
        fireOnTick(): Promise<void>;
      }
      interface CronJobFrom extends CronJob {}
      export class CronTime { constructor(...args: any[]); [member: string]: any; }
      export const sendAt: any;
      export const timeout: any;
    `,
  },
  handles: {
    CronJob: { role: 'scheduler', label: 'cron job', keepsAlive: true, startsOnCreation: { at: creation(3), is: true } },
    CronJobFrom: { role: 'scheduler', label: 'cron job', keepsAlive: true, startsOnCreation: { at: creation(0, 'start'), is: true } },
  },
  calls: {
    'CronJob.start': { starts: true, source: 'dist/job.js:158' },
    // A promise only with waitForCompletion, which then waits for the run under way; else nothing is given.
    'CronJob.stop': { act: 'clear', waitsWhen: { at: creation(0, 'waitForCompletion'), is: true }, source: 'dist/job.js:245' },
  },
});
