import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'postgres',
  versions: 'postgres 3.4',
  modules: {
    postgres: `
      declare function postgres(url?: any, options?: any): postgres.Sql;
      declare namespace postgres {
        export interface Sql<T = any> {
          (first: any, ...rest: any[]): any;
          unsafe(...args: any[]): any;
          begin(...args: any[]): Promise<any>;
          reserve(): Promise<any>;
          listen(...args: any[]): any;
          notify(...args: any[]): any;
          subscribe(...args: any[]): Promise<any>;
          end(options?: { timeout?: number }): Promise<void>;
          close(): Promise<void>;
          readonly options: any;
          [member: string]: any;
        }
        export type Options<T = any> = any;
        export type TransactionSql = any;
        export { postgres as default };
      }
      export = postgres;
    `,
  },
  handles: {
    // Connections have no idle timeout by default.
    Sql: { role: 'resource', label: 'postgres pool', keepsAlive: true },
  },
  calls: {
    'Sql.end': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      forcedWhen: { at: argument(0, 'timeout'), is: 0 },
      bound: { given: [argument(0, 'timeout')], unitMs: 1000, defaultMs: 'unbounded' },
      source: 'src/index.js:365-378',
    },
    'Sql.close': { act: 'close', settles: 'promise', waitsForInFlight: true, bound: 'unbounded', source: 'src/index.js:380' },
  },
});
