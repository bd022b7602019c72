import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'node-schedule',
  versions: 'node-schedule 2.1',
  modules: {
    'node-schedule': `
      import { EventEmitter } from 'events';
      export class Job extends EventEmitter {
        constructor(...args: any[]);
        readonly name: string;
        schedule(spec: any): boolean;
        reschedule(spec: any): boolean;
        cancel(reschedule?: boolean): boolean;
        cancelNext(reschedule?: boolean): boolean;
        invoke(fireDate?: Date): any;
        nextInvocation(): any;
      }
      interface ScheduledJob extends Job {}
      export function scheduleJob(...args: any[]): ScheduledJob;
      export function rescheduleJob(job: any, spec: any): any;
      export function cancelJob(job: any): boolean;
      export function gracefulShutdown(): Promise<void>;
      export const scheduledJobs: { [name: string]: Job };
      export const RecurrenceRule: any;
      export const Range: any;
      export type JobCallback = any;
    `,
  },
  handles: {
    ScheduledJob: { role: 'scheduler', label: 'node-schedule job', keepsAlive: true, startsOnCreation: true },
    Job: { role: 'scheduler', label: 'node-schedule job', keepsAlive: true },
  },
  calls: {
    'Job.schedule': { starts: true },
    'Job.cancel': { act: 'clear', settles: 'sync', source: 'lib/Job.js:87: a run under way goes on' },
    cancelJob: { act: 'clear', on: argument(0), settles: 'sync', source: 'lib/schedule.js:63' },
    // With a job running, its own interval is never cleared and keeps the process.
    gracefulShutdown: {
      act: 'drain',
      onEvery: 'ScheduledJob',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/schedule.js:76-106',
    },
  },
});
