import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'mysql2',
  versions: 'mysql2 3.24',
  modules: {
    mysql2: `
      import { EventEmitter } from 'events';
      import { PromiseConnection, PromisePool, PromisePoolCluster } from 'mysql2/promise';
      interface CallbackQueryable extends EventEmitter {
        query(...args: any[]): any;
        execute(...args: any[]): any;
        beginTransaction(callback: any): void;
        commit(callback?: any): void;
        rollback(callback?: any): void;
        ping(callback?: any): void;
        readonly threadId: number;
        readonly config: any;
      }
      interface CallbackConnection extends CallbackQueryable {
        connect(callback?: any): void;
        end(callback?: any): void;
        destroy(): void;
        promise(promiseImplementation?: any): PromiseConnection;
      }
      interface PoolConnection extends CallbackQueryable {
        release(): void;
        destroy(): void;
        promise(promiseImplementation?: any): any;
      }
      interface CallbackPool extends EventEmitter {
        getConnection(callback: (err: any, connection: PoolConnection) => void): void;
        releaseConnection(connection: any): void;
        query(...args: any[]): any;
        execute(...args: any[]): any;
        end(callback?: any): void;
        promise(promiseImplementation?: any): PromisePool;
        readonly config: any;
      }
      interface CallbackPoolCluster extends EventEmitter {
        add(...args: any[]): void;
        getConnection(...args: any[]): void;
        of(pattern: string, selector?: string): any;
        end(callback?: any): void;
      }
      export { CallbackPool as Pool, CallbackConnection as Connection, CallbackPoolCluster as PoolCluster, PoolConnection };
      export function createPool(config: any): CallbackPool;
      export function createConnection(config: any): CallbackConnection;
      export function createPoolCluster(config?: any): CallbackPoolCluster;
      export type PoolOptions = any;
      export type ConnectionOptions = any;
      export type RowDataPacket = any;
      export type ResultSetHeader = any;
      export type OkPacket = any;
      export type FieldPacket = any;
      export const format: any;
      export const escape: any;
      export const raw: any;
    `,
    'mysql2/promise': `
      import { EventEmitter } from 'events';
      interface PromiseQueryable extends EventEmitter {
        query(...args: any[]): Promise<any>;
        execute(...args: any[]): Promise<any>;
        beginTransaction(): Promise<void>;
        commit(): Promise<void>;
        rollback(): Promise<void>;
        ping(): Promise<void>;
        readonly threadId: number;
        readonly config: any;
        readonly connection: any;
      }
      interface PromiseConnection extends PromiseQueryable {
        connect(): Promise<void>;
        end(options?: any): Promise<void>;
        destroy(): void;
      }
      interface PoolConnection extends PromiseQueryable {
        release(): void;
        destroy(): void;
      }
      interface PromisePool extends EventEmitter {
        getConnection(): Promise<PoolConnection>;
        releaseConnection(connection: any): void;
        query(...args: any[]): Promise<any>;
        execute(...args: any[]): Promise<any>;
        end(): Promise<void>;
        readonly pool: any;
      }
      interface PromisePoolCluster extends EventEmitter {
        add(...args: any[]): void;
        getConnection(...args: any[]): Promise<PoolConnection>;
        of(pattern: string, selector?: string): any;
        end(): Promise<void>;
      }
      export { PromisePool as Pool, PromiseConnection as Connection, PromisePoolCluster as PoolCluster };
      export { PoolConnection, PromisePool, PromiseConnection, PromisePoolCluster };
      export function createPool(config: any): PromisePool;
      export function createConnection(config: any): Promise<PromiseConnection>;
      export function createPoolCluster(config?: any): PromisePoolCluster;
      export type PoolOptions = any;
      export type ConnectionOptions = any;
      export type RowDataPacket = any;
      export type ResultSetHeader = any;
      export type OkPacket = any;
      export type FieldPacket = any;
      export const format: any;
      export const escape: any;
      export const raw: any;
    `,
  },
  handles: {
    // As many idle connections as the limit allows stay open, so an open pool keeps the process.
    CallbackPool: { role: 'resource', label: 'mysql2 pool', keepsAlive: true },
    PromisePool: { role: 'resource', label: 'mysql2 pool', keepsAlive: true },
    CallbackPoolCluster: { role: 'resource', label: 'mysql2 pool cluster', keepsAlive: true },
    PromisePoolCluster: { role: 'resource', label: 'mysql2 pool cluster', keepsAlive: true },
    CallbackConnection: { role: 'resource', label: 'mysql2 connection', keepsAlive: true },
    PromiseConnection: { role: 'resource', label: 'mysql2 connection', keepsAlive: true },
  },
  calls: {
    'CallbackPool.promise': { wraps: receiver },
    'CallbackConnection.promise': { wraps: receiver },
    // Running queries finish, but connections that are checked out end as well: a transaction between two is cut.
    'CallbackPool.end': {
      act: 'close',
      settles: 'callback',
      callback: 0,
      bound: 'unbounded',
      source: 'lib/base/pool.js:195-230',
    },
    'PromisePool.end': { act: 'close', settles: 'promise', bound: 'unbounded', source: 'lib/promise/pool.js:78' },
    'CallbackPoolCluster.end': { act: 'close', settles: 'callback', callback: 0, bound: 'unbounded', source: 'lib/pool_cluster.js:249' },
    'PromisePoolCluster.end': { act: 'close', settles: 'promise', bound: 'unbounded', source: 'promise.js:122' },
    'CallbackConnection.end': {
      act: 'close',
      settles: 'callback',
      callback: 0,
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/base/connection.js:1156: queued behind the commands before it',
    },
    'PromiseConnection.end': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/promise/connection.js:71',
    },
    'CallbackConnection.destroy': { act: 'force', settles: 'sync', source: 'lib/base/connection.js:1015' },
    'PromiseConnection.destroy': { act: 'force', settles: 'sync', source: 'lib/promise/connection.js destroy()' },
  },
});
