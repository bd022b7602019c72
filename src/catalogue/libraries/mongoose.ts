import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'mongoose',
  versions: 'mongoose 9.12',
  modules: {
    mongoose: `
      import { EventEmitter } from 'events';
      import { MongoClient } from 'mongodb';
      export function connect(uri?: string, options?: any): Promise<Mongoose>;
      export function disconnect(): Promise<void>;
      export function createConnection(uri?: string, options?: any): Connection;
      export const connection: Connection;
      export const connections: Connection[];
      export function set(...args: any[]): any;
      export function plugin(...args: any[]): any;
      export function startSession(options?: any): Promise<any>;
      export class Mongoose {
        connect(uri?: string, options?: any): Promise<Mongoose>;
        disconnect(): Promise<void>;
        createConnection(uri?: string, options?: any): Connection;
        readonly connection: Connection;
        readonly connections: Connection[];
        set(...args: any[]): any;
        plugin(...args: any[]): any;
        model(...args: any[]): any;
        [member: string]: any;
      }
      export class Connection extends EventEmitter {
        readonly readyState: number;
        readonly db: any;
        readonly name: string;
        readonly host: string;
        readonly port: number;
        asPromise(): Promise<this>;
        openUri(uri: string, options?: any): Promise<this>;
        useDb(name: string, options?: any): Connection;
        getClient(): MongoClient;
        model(...args: any[]): any;
        collection(name: string, options?: any): any;
        startSession(options?: any): Promise<any>;
        close(force?: any): Promise<void>;
        destroy(force?: any): Promise<void>;
        [member: string]: any;
      }
      export function model<T = any>(...args: any[]): any;
      export const models: any;
      export const Schema: any;
      export type Schema<T = any, M = any, A = any, Q = any> = any;
      export const Types: any;
      export namespace Types { type ObjectId = any; }
      export const SchemaTypes: any;
      export type Model<T = any, Q = any, M = any> = any;
      export type Document<T = any> = any;
      export type HydratedDocument<T = any, M = any> = any;
      export type FilterQuery<T = any> = any;
      export type ConnectOptions = any;
      export type ClientSession = any;
      export const mongo: any;
      export const STATES: any;
    `,
  },
  handles: {
    Connection: { role: 'resource', label: 'Mongoose connection', keepsAlive: true },
    // What connect() gives is the module, whose default connection is meant.
    Mongoose: { role: 'resource', label: 'Mongoose connection', keepsAlive: true, sameAs: 'Connection' },
  },
  calls: {
    disconnect: { act: 'close', onEvery: 'Connection', settles: 'promise', source: 'lib/mongoose.js:485' },
    'Mongoose.disconnect': { act: 'close', onEvery: 'Connection', settles: 'promise', source: 'lib/mongoose.js:485' },
    'Connection.asPromise': { returns: receiver },
    'Connection.openUri': { returns: receiver },
    'Connection.useDb': { wraps: receiver, source: 'lib/drivers/node-mongodb-native/connection.js:66: same client' },
    'Connection.getClient': { wraps: receiver },
    'Connection.close': {
      act: 'close',
      settles: 'promise',
      source: 'lib/connection.js:1218: closes the driver client, which aborts operations under way',
    },
    'Connection.destroy': {
      act: 'close',
      settles: 'promise',
      source: 'lib/connection.js:1195',
    },
  },
});
