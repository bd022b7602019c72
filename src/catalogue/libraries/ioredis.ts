import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'ioredis',
  versions: 'ioredis 5.11, 6.0',
  modules: {
    ioredis: `
      import { EventEmitter } from 'events';
      declare class Commander extends EventEmitter {
        readonly status: string;
        readonly options: any;
        connect(callback?: any): Promise<void>;
        disconnect(reconnect?: boolean): void;
        quit(callback?: any): Promise<'OK'>;
        shutdown(...args: any[]): Promise<any>;
        pipeline(commands?: any): any;
        multi(...args: any[]): any;
        subscribe(...args: any[]): Promise<any>;
        psubscribe(...args: any[]): Promise<any>;
        unsubscribe(...args: any[]): Promise<any>;
        defineCommand(name: string, definition: any): void;
        [command: string]: any;
      }
      declare class Redis extends Commander {
        constructor(...args: any[]);
        static createClient(...args: any[]): Redis;
        duplicate(override?: any): Redis;
        end(): void;
      }
      declare class Cluster extends Commander {
        constructor(nodes: any, options?: any);
        duplicate(nodes?: any, options?: any): Cluster;
        nodes(role?: any): Redis[];
      }
      declare namespace Redis {
        export { Redis, Cluster, Redis as default };
        export const Command: any;
        export type RedisOptions = any;
        export type ClusterOptions = any;
        export type ClusterNode = any;
        export type RedisKey = any;
        export type RedisValue = any;
        export type ChainableCommander = any;
        export type Pipeline = any;
      }
      export = Redis;
    `,
  },
  handles: {
    Redis: { role: 'resource', label: 'ioredis client', keepsAlive: true },
    Cluster: { role: 'resource', label: 'ioredis cluster client', keepsAlive: true },
  },
  calls: {
    'Cluster.nodes': { returns: receiver },
    'Commander.quit': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'measured 16, 17: with a queued command and the server down it hangs or takes 10 s',
    },
    'Commander.disconnect': { act: 'force', settles: 'sync', source: 'built/Redis.js:247: may lose pending replies; built/redis/event_handler.js:194: a reconnection keeps the process alive until then' },
    'Redis.end': { act: 'force', settles: 'sync', source: 'built/Redis.js:267: disconnect()' },
    'Commander.shutdown': { notACloser: 'It stops the Redis server.', source: 'utils/RedisCommander: the SHUTDOWN command' },
  },
});
