import { argument, atMost, creation, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'node-cron',
  versions: 'node-cron 3.0, 4.6',
  modules: {
    'node-cron': `
      export interface ScheduledTask {
        readonly id: string;
        readonly name?: string;
        start(): void | Promise<void>;
        stop(): void | Promise<void>;
        destroy(): void | Promise<void>;
        execute(): Promise<any>;
        now(value?: any): void;
        getStatus(): string;
        getNextRun(): Date | null;
        isBusy(): boolean;
        ref(): void;
        unref(): void;
        on(event: any, listener: any): void;
        once(event: any, listener: any): void;
        off(event: any, listener: any): void;
      }
      interface CreatedTask extends ScheduledTask {}
      export function schedule(expression: string, task: any, options?: any): ScheduledTask;
      export function createTask(expression: string, task: any, options?: any): CreatedTask;
      export function validate(expression: string): boolean;
      export function getTasks(): Map<string, ScheduledTask>;
      export function getTask(id: string): ScheduledTask | undefined;
      export function shutdown(timeout?: number): Promise<void>;
      export const nodeCron: {
        schedule: typeof schedule;
        createTask: typeof createTask;
        validate: typeof validate;
        getTasks: typeof getTasks;
        getTask: typeof getTask;
        shutdown: typeof shutdown;
      };
      export type TaskOptions = any;
      export type ScheduleOptions = any;
      export type TaskContext = any;
    `,
  },
  handles: {
    // Version 4 has no option `scheduled`: its schedule() starts the task whatever is passed (node-cron.cjs:635, measured).
    ScheduledTask: {
      role: 'scheduler',
      label: 'node-cron task',
      keepsAlive: true,
      startsOnCreation: { at: creation(2, 'scheduled'), not: false },
    },
    CreatedTask: { role: 'scheduler', label: 'node-cron task', keepsAlive: true },
  },
  calls: {
    getTask: { returns: receiver },
    'ScheduledTask.start': { starts: true, source: 'version 3 src/scheduled-task.js:42; version 4 _shared.cjs:1170' },
    // Version 3 gives nothing; version 4 gives a promise for tasks in a background process only.
    'ScheduledTask.stop': { act: 'clear', source: 'measured with versions 3 and 4: a run under way goes on; version 3 src/scheduled-task.js:46, version 4 _shared.cjs:1179' },
    'ScheduledTask.destroy': { act: 'clear', source: 'version 4 _shared.cjs:1195: stop(), then out of the registry' },
    shutdown: {
      act: 'drain',
      onEvery: 'ScheduledTask',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost(5000, argument(0)),
      source: 'version 4 node-cron.cjs:696, measured: waits for one run of each task; where runs overlap, others go on',
    },
  },
});
