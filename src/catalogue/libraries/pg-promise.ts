import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'pg-promise',
  versions: 'pg-promise 12.7',
  modules: {
    'pg-promise': `
      import { Pool } from 'pg';
      declare function pgPromise(options?: any): pgPromise.IMain;
      declare namespace pgPromise {
        export interface IMain<E = any, C = any> {
          (connection: any, context?: any): IDatabase;
          end(): void;
          readonly as: any;
          readonly helpers: any;
          readonly pg: any;
        }
        export interface IDatabase<E = any, C = any> {
          readonly $pool: Pool;
          readonly $config: any;
          connect(options?: any): Promise<any>;
          [member: string]: any;
        }
        export type IInitOptions = any;
        export type ITask<E = any> = any;
        export { pgPromise as default };
      }
      export = pgPromise;
    `,
  },
  handles: {
    IDatabase: { role: 'resource', label: 'pg-promise database', keepsAlive: false },
  },
  calls: {
    // It tells every pool to end, and gives nothing to wait for.
    'IMain.end': { act: 'close', onEvery: 'IDatabase', settles: 'never', source: 'typescript/pg-promise.d.ts:338' },
  },
});
