import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'cassandra-driver',
  versions: 'cassandra-driver 4.10',
  modules: {
    'cassandra-driver': `
      import { EventEmitter } from 'events';
      export class Client extends EventEmitter {
        constructor(options: any);
        readonly hosts: any;
        readonly keyspace: string;
        connect(callback?: any): Promise<void>;
        execute(...args: any[]): any;
        batch(...args: any[]): any;
        stream(...args: any[]): any;
        eachRow(...args: any[]): any;
        shutdown(callback?: any): Promise<void>;
      }
      export const types: any;
      export const auth: any;
      export const policies: any;
      export const mapping: any;
    `,
  },
  handles: {
    Client: { role: 'resource', label: 'Cassandra client', keepsAlive: true },
  },
  calls: {
    'Client.shutdown': { act: 'close', settles: 'promise-or-callback', callback: 0, source: 'lib/client.js:502' },
  },
});
