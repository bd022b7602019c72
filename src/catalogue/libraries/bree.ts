import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'bree',
  versions: 'bree 9.2',
  modules: {
    bree: `
      import { EventEmitter } from 'events';
      declare class Bree extends EventEmitter {
        constructor(config?: any);
        readonly config: any;
        readonly workers: Map<string, any>;
        run(name?: string): Promise<void>;
        start(name?: string): Promise<void>;
        stop(name?: string): Promise<void>;
        add(jobs: any): Promise<any>;
        remove(name?: string): Promise<void>;
        static extend(plugin: any, options?: any): any;
      }
      declare namespace Bree {
        export { Bree as default };
        export type BreeOptions = any;
        export type JobOptions = any;
      }
      export = Bree;
    `,
  },
  handles: {
    Bree: { role: 'scheduler', label: 'Bree', keepsAlive: true },
  },
  calls: {
    'Bree.start': { starts: true, source: 'src/index.js:500' },
    'Bree.run': { starts: true, source: 'src/index.js:350' },
    'Bree.stop': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'src/index.js:650-681: until every worker has answered "cancel"',
    },
  },
});
