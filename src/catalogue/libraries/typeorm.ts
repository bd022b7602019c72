import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'typeorm',
  versions: 'typeorm 1.1 (createConnection of 0.3 included)',
  modules: {
    typeorm: `
      export class DataSource {
        constructor(options: any);
        readonly options: any;
        readonly isInitialized: boolean;
        readonly isConnected: boolean;
        readonly manager: any;
        readonly driver: any;
        initialize(): Promise<this>;
        connect(): Promise<this>;
        destroy(): Promise<void>;
        close(): Promise<void>;
        getRepository(...args: any[]): any;
        createQueryRunner(mode?: any): any;
        createQueryBuilder(...args: any[]): any;
        transaction(...args: any[]): Promise<any>;
        query(...args: any[]): Promise<any>;
        runMigrations(options?: any): Promise<any>;
        synchronize(drop?: boolean): Promise<void>;
        [member: string]: any;
      }
      export { DataSource as Connection };
      export function createConnection(...args: any[]): Promise<DataSource>;
      export function createConnections(...args: any[]): Promise<DataSource[]>;
      export function getConnection(name?: string): DataSource;
      export type DataSourceOptions = any;
      export type ConnectionOptions = any;
      export class BaseEntity { static useDataSource(dataSource: any): void; static [member: string]: any; [member: string]: any; }
      export class Repository<T = any> { [member: string]: any; }
      export type EntityManager = any;
      export type QueryRunner = any;
    `,
  },
  handles: {
    DataSource: { role: 'resource', label: 'TypeORM data source', keepsAlive: false, closesOnce: true },
  },
  calls: {
    'DataSource.initialize': { returns: receiver },
    'DataSource.connect': { returns: receiver },
    getConnection: { returns: receiver },
    // Waiting is up to the driver: a pg pool waits for connections in use, a mysql2 pool does not.
    'DataSource.destroy': { act: 'close', settles: 'promise', source: 'data-source/DataSource.js:171; driver/postgres/PostgresDriver.js closePool(), driver/mysql/MysqlDriver.js:349' },
    'DataSource.close': { act: 'close', settles: 'promise', source: 'typeorm 0.3 data-source/DataSource.js close(): destroy()' },
  },
});
