import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'pg',
  versions: 'pg 8.23 (pg-pool 3.14)',
  modules: {
    pg: `
      import { EventEmitter } from 'events';
      export class ClientBase extends EventEmitter {
        constructor(config?: any);
        connect(callback?: any): Promise<void>;
        query(...args: any[]): any;
        escapeIdentifier(text: string): string;
        escapeLiteral(text: string): string;
      }
      export class Client extends ClientBase {
        readonly user?: string;
        readonly database?: string;
        readonly host: string;
        readonly port: number;
        end(callback?: any): Promise<void>;
      }
      export interface PoolClient extends ClientBase {
        release(destroy?: any): void;
      }
      export class Pool extends EventEmitter {
        constructor(config?: any);
        readonly totalCount: number;
        readonly idleCount: number;
        readonly waitingCount: number;
        readonly ended: boolean;
        connect(): Promise<PoolClient>;
        connect(callback: (err: any, client: PoolClient, done: any) => void): void;
        query(...args: any[]): any;
        end(callback?: any): Promise<void>;
      }
      export const types: any;
      export const defaults: any;
      export const native: { Client: typeof Client; Pool: typeof Pool } | null;
      export class DatabaseError extends Error {}
      export type PoolConfig = any;
      export type ClientConfig = any;
      export type QueryResult<R = any> = any;
      export type QueryResultRow = any;
      export type QueryConfig<I = any> = any;
      export type Notification = any;
    `,
    'pg-pool': `
      import { Pool } from 'pg';
      declare class PgPool extends Pool {}
      declare namespace PgPool { export { PgPool as default }; export type Config<T = any> = any; }
      export = PgPool;
    `,
  },
  handles: {
    // Idle connections end after idleTimeoutMillis (10 s), so an open pool delays the end of the process only so long.
    Pool: { role: 'resource', label: 'pg Pool', keepsAlive: false, closesOnce: true },
    PgPool: { role: 'resource', label: 'pg Pool', keepsAlive: false, sameAs: 'Pool' },
    Client: { role: 'resource', label: 'pg Client', keepsAlive: true },
  },
  calls: {
    'Pool.end': {
      act: 'close',
      settles: 'promise-or-callback',
      callback: 0,
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'measured 04 pool-first, 16 (leaked client); pg-pool/index.js:190,488',
    },
    'Client.end': {
      act: 'close',
      settles: 'promise-or-callback',
      callback: 0,
      source: 'lib/client.js:799: a query under way loses its connection, except in pipeline mode',
    },
  },
});
