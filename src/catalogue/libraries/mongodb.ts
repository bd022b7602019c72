import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'mongodb',
  versions: 'mongodb 7.9',
  modules: {
    mongodb: `
      import { EventEmitter } from 'events';
      declare class MongoClientStatics extends EventEmitter {
        static connect(url: string, options?: any): Promise<MongoClient>;
      }
      export class MongoClient extends MongoClientStatics {
        constructor(url: string, options?: any);
        connect(): Promise<this>;
        close(force?: boolean): Promise<void>;
        db(name?: string, options?: any): Db;
        startSession(options?: any): any;
        withSession(...args: any[]): Promise<any>;
        watch(pipeline?: any, options?: any): ChangeStream;
        readonly options: any;
      }
      export class Db {
        readonly databaseName: string;
        collection<T = any>(name: string, options?: any): Collection<T>;
        command(command: any, options?: any): Promise<any>;
        admin(): any;
        watch(pipeline?: any, options?: any): ChangeStream;
        [member: string]: any;
      }
      export class Collection<T = any> {
        readonly collectionName: string;
        watch(pipeline?: any, options?: any): ChangeStream;
        [member: string]: any;
      }
      export class ChangeStream<T = any> extends EventEmitter {
        close(): Promise<void>;
        next(): Promise<any>;
        hasNext(): Promise<boolean>;
        tryNext(): Promise<any>;
        readonly closed: boolean;
        [Symbol.asyncIterator](): any;
      }
      export const ObjectId: any;
      export type ObjectId = any;
      export type Document = any;
      export type Filter<T = any> = any;
      export type WithId<T = any> = any;
      export type MongoClientOptions = any;
    `,
  },
  handles: {
    MongoClient: { role: 'resource', label: 'MongoDB client', keepsAlive: true },
  },
  calls: {
    'MongoClient.connect': { returns: receiver },
    'MongoClient.close': {
      act: 'close',
      settles: 'promise',
      source: 'lib/mongo_client.js:342: operations under way are aborted; the force flag is ignored',
    },
  },
});
