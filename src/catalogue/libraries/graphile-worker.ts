import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'graphile-worker',
  versions: 'graphile-worker 0.17',
  modules: {
    'graphile-worker': `
      export interface Runner {
        stop(reason?: string): Promise<void>;
        kill(reason?: string): Promise<void>;
        addJob(...args: any[]): Promise<any>;
        readonly promise: Promise<void>;
        readonly events: any;
      }
      export interface WorkerUtils {
        addJob(...args: any[]): Promise<any>;
        migrate(): Promise<void>;
        release(): Promise<void>;
        [member: string]: any;
      }
      export function run(options: any, ...overrides: any[]): Promise<Runner>;
      export function runOnce(options: any, ...overrides: any[]): Promise<void>;
      export function makeWorkerUtils(options: any): Promise<WorkerUtils>;
      export function quickAddJob(...args: any[]): Promise<any>;
      export const parseCronItems: any;
      export const Logger: any;
      export type Task = any;
      export type TaskList = any;
      export type JobHelpers = any;
      export type RunnerOptions = any;
    `,
  },
  handles: {
    Runner: { role: 'consumer', label: 'Graphile worker', keepsAlive: true, startsOnCreation: true },
    WorkerUtils: { role: 'resource', label: 'Graphile worker utilities', keepsAlive: false },
  },
  calls: {
    run: {
      trigger: {
        signals: ['SIGUSR2', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGABRT'],
        disabledWhenTrue: [argument(0, 'noHandleSignals')],
        phases: [{ act: 'drain', waitsForInFlight: true, bound: 'unbounded' }, { exit: 're-raise' }],
        guarded: true,
      },
      source: 'dist/main.js:60-160, dist/signals.js',
    },
    // Tasks are sent an abort signal after gracefulShutdownAbortTimeout (5 s), and waited for all the same.
    'Runner.stop': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'dist/runner.js:102; dist/main.js:664',
    },
    'Runner.kill': { act: 'force', settles: 'promise', source: 'dist/interfaces.d.ts:435' },
    'WorkerUtils.release': { act: 'close', settles: 'promise', source: 'dist/workerUtils.js:12-21' },
  },
});
