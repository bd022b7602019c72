import { argument, atMost, creation, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'pg-boss',
  versions: 'pg-boss 10.4',
  modules: {
    'pg-boss': `
      import { EventEmitter } from 'events';
      declare class PgBoss extends EventEmitter {
        constructor(options?: any);
        start(): Promise<this>;
        stop(options?: any): Promise<void>;
        work(...args: any[]): Promise<string>;
        offWork(...args: any[]): Promise<void>;
        subscribe(...args: any[]): Promise<any>;
        send(...args: any[]): Promise<string | null>;
        insert(jobs: any): Promise<any>;
        schedule(...args: any[]): Promise<void>;
        createQueue(...args: any[]): Promise<void>;
        [member: string]: any;
      }
      declare namespace PgBoss {
        export { PgBoss, PgBoss as default };
        export type Job<T = any> = any;
        export type ConstructorOptions = any;
        export type SendOptions = any;
        export type WorkOptions = any;
        export type StopOptions = any;
      }
      export = PgBoss;
    `,
  },
  handles: {
    PgBoss: {
      role: 'consumer',
      label: 'pg-boss',
      keepsAlive: true,
      jobLimits: [
        { at: creation(0, 'expireInSeconds'), unitMs: 1000 },
        { at: creation(0, 'expireInMinutes'), unitMs: 60_000 },
        { at: creation(0, 'expireInHours'), unitMs: 3_600_000 },
      ],
    },
  },
  calls: {
    'PgBoss.start': { returns: receiver, source: 'src/index.js:109: its maintenance timers' },
    'PgBoss.work': { starts: true, source: 'src/manager.js:123' },
    'PgBoss.offWork': { act: 'stop-intake', settles: 'promise', source: 'src/manager.js:238' },
    'PgBoss.stop': {
      act: 'drain',
      settles: 'promise',
      waitsWhen: { at: argument(0, 'wait'), not: false },
      forcedWhen: { at: argument(0, 'graceful'), is: false },
      bound: atMost(30_000, argument(0, 'timeout')),
      source: 'src/index.js:147-203: timeout = 30000',
    },
  },
});
