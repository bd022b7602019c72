import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'better-sqlite3',
  versions: 'better-sqlite3 12.11',
  modules: {
    'better-sqlite3': `
      declare const Database: {
        new (file?: any, options?: any): Database.Database;
        (file?: any, options?: any): Database.Database;
      };
      declare namespace Database {
        export interface Database {
          readonly open: boolean;
          readonly name: string;
          prepare(source: string): any;
          exec(source: string): this;
          pragma(source: string, options?: any): any;
          transaction(fn: any): any;
          close(): this;
          [member: string]: any;
        }
        export type Options = any;
        export type Statement<B = any, R = any> = any;
      }
      export = Database;
    `,
  },
  handles: {
    Database: { role: 'resource', label: 'SQLite database', keepsAlive: false },
  },
  calls: {
    'Database.exec': { returns: receiver },
    'Database.close': { act: 'close', settles: 'sync', returns: receiver, source: 'lib/methods/wrappers.js:14, src/objects/database.cpp:387: nothing when it is closed already, throws while an iterator is open' },
  },
});
