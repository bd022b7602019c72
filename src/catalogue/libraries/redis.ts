import { defineLibrary, receiver } from '../library.js';

const stub = `
  import { EventEmitter } from 'events';
  declare class RedisConnection extends EventEmitter {
    readonly isOpen: boolean;
    readonly isReady: boolean;
    readonly options: any;
    connect(): Promise<this>;
    close(): Promise<void>;
    destroy(): void;
    quit(callback?: any): Promise<string>;
    disconnect(): Promise<void>;
    shutdown(...args: any[]): Promise<any>;
    SHUTDOWN(...args: any[]): Promise<any>;
    subscribe(...args: any[]): Promise<any>;
    pSubscribe(...args: any[]): Promise<any>;
    unsubscribe(...args: any[]): Promise<any>;
    multi(...args: any[]): any;
    [command: string]: any;
  }
  declare class RedisClient extends RedisConnection {
    duplicate(overrides?: any): RedisClient;
    QUIT(): Promise<string>;
    ref(): void;
    unref(): void;
  }
  declare class RedisClientPool extends RedisConnection {
    duplicate(overrides?: any): RedisClientPool;
    execute(fn: any): Promise<any>;
  }
  declare class RedisCluster extends RedisConnection {
    duplicate(overrides?: any): RedisCluster;
  }
  declare class RedisSentinel extends RedisConnection {
    duplicate(overrides?: any): RedisSentinel;
  }
  export function createClient(options?: any, ...rest: any[]): RedisClient;
  export function createClientPool(clientOptions?: any, options?: any): RedisClientPool;
  export function createCluster(options: any): RedisCluster;
  export function createSentinel(options: any): RedisSentinel;
  export type RedisClientType<M = any, F = any, S = any, R = any, T = any> = RedisClient;
  export type RedisClientPoolType<M = any, F = any, S = any, R = any, T = any> = RedisClientPool;
  export type RedisClusterType<M = any, F = any, S = any, R = any, T = any> = RedisCluster;
  export type RedisSentinelType<M = any, F = any, S = any, R = any, T = any> = RedisSentinel;
  export { RedisClient, RedisClientPool, RedisCluster, RedisSentinel };
  export const commandOptions: any;
  export const defineScript: any;
  export const ErrorReply: any;
  export type RedisClientOptions<M = any, F = any, S = any, R = any, T = any> = any;
  export type RedisModules = any;
  export type RedisFunctions = any;
  export type RedisScripts = any;
  export type RedisDefaultModules = any;
`;

export default defineLibrary({
  name: 'redis',
  versions: 'redis 4.7, 5.12, 6.3',
  modules: {
    redis: stub,
    '@redis/client': stub,
  },
  handles: {
    RedisClient: { role: 'resource', label: 'Redis client', keepsAlive: true },
    RedisClientPool: { role: 'resource', label: 'Redis client pool', keepsAlive: true },
    RedisCluster: { role: 'resource', label: 'Redis cluster client', keepsAlive: true },
    RedisSentinel: { role: 'resource', label: 'Redis sentinel client', keepsAlive: true },
  },
  calls: {
    'RedisConnection.connect': { returns: receiver },
    'RedisConnection.close': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: '@redis/client/dist/lib/client/index.js:1488: until the command queue is empty',
    },
    'RedisConnection.destroy': { act: 'force', settles: 'sync', source: '@redis/client/dist/lib/client/index.js:1528' },
    'RedisConnection.quit': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: '@redis/client/dist/lib/client/index.js:1467: queued behind the commands before it',
    },
    'RedisClient.QUIT': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: '@redis/client/dist/lib/client/index.js:1467',
    },
    'RedisConnection.disconnect': { act: 'force', settles: 'promise', source: '@redis/client/dist/lib/client/index.js:1482' },
    'RedisConnection.shutdown': { notACloser: 'It stops the Redis server.', source: '@redis/client commands/SHUTDOWN' },
    'RedisConnection.SHUTDOWN': { notACloser: 'It stops the Redis server.', source: '@redis/client commands/SHUTDOWN' },
  },
});
