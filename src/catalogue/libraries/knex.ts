import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'knex',
  versions: 'knex 3.3 (tarn 3.0)',
  modules: {
    knex: `
      declare function knex<R = any, Q = any>(config: any): knex.Knex;
      declare namespace knex {
        interface Knex<R = any, Q = any> {
          (table?: any, options?: any): any;
          readonly client: any;
          readonly migrate: any;
          readonly seed: any;
          readonly schema: any;
          readonly fn: any;
          raw(...args: any[]): any;
          transaction(...args: any[]): Promise<any>;
          destroy(callback?: any): Promise<void>;
          initialize(config?: any): void;
          on(event: any, listener: any): this;
          [member: string]: any;
        }
        namespace Knex { type Config<T = any> = any; type Transaction = any; type QueryBuilder = any; type MigratorConfig = any; }
        export { knex, knex as default, Knex };
      }
      export = knex;
    `,
  },
  handles: {
    // Its pool keeps two connections open by default.
    Knex: { role: 'resource', label: 'Knex pool', keepsAlive: true },
  },
  calls: {
    'Knex.on': { returns: receiver },
    'Knex.destroy': {
      act: 'close',
      settles: 'promise-or-callback',
      callback: 0,
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/client.js:519; tarn/dist/Pool.js:181',
    },
  },
});
