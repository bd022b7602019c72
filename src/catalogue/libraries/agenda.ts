import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'agenda',
  versions: 'agenda 6.2 (drain() since 5)',
  modules: {
    agenda: `
      import { EventEmitter } from 'events';
      declare class Agenda extends EventEmitter {
        constructor(options?: any, callback?: any);
        define(...args: any[]): any;
        every(...args: any[]): Promise<any>;
        schedule(...args: any[]): Promise<any>;
        now(...args: any[]): Promise<any>;
        create(...args: any[]): any;
        cancel(query: any): Promise<any>;
        start(): Promise<void>;
        stop(closeConnection?: boolean): Promise<void>;
        drain(options?: any): Promise<any>;
        close(options?: any): Promise<any>;
        [member: string]: any;
      }
      declare namespace Agenda {
        export { Agenda, Agenda as default };
        export type Job<T = any> = any;
        export type AgendaOptions = any;
        export type AgendaConfig = any;
      }
      export = Agenda;
    `,
  },
  handles: {
    Agenda: { role: 'scheduler', label: 'Agenda', keepsAlive: true },
  },
  calls: {
    'Agenda.start': { starts: true, source: 'dist/index.js:630' },
    'Agenda.stop': {
      act: 'stop-intake',
      settles: 'promise',
      source: 'dist/index.js:668: jobs under way are unlocked, not waited for',
    },
    'Agenda.drain': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost('unbounded', argument(0), argument(0, 'timeout')),
      source: 'dist/index.js:726',
    },
  },
});
