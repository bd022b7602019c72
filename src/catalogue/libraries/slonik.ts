import { atMost, creation, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'slonik',
  versions: 'slonik 47.3',
  modules: {
    slonik: `
      export interface DatabasePool {
        connect(handler: any): Promise<any>;
        end(): Promise<void>;
        query(...args: any[]): Promise<any>;
        transaction(...args: any[]): Promise<any>;
        readonly configuration: any;
        [member: string]: any;
      }
      export function createPool(uri: string, configuration?: any): Promise<DatabasePool>;
      export const sql: any;
      export type DatabaseConnection = any;
      export type CommonQueryMethods = any;
    `,
  },
  handles: {
    DatabasePool: { role: 'resource', label: 'slonik pool', keepsAlive: false },
  },
  calls: {
    'DatabasePool.end': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost(5000, creation(1, 'gracefulTerminationTimeout')),
      source: 'dist/types.d.ts:36 gracefulTerminationTimeout',
    },
  },
});
