import { defineLibrary } from '../library.js';

/** A database object has no closer of its own: only the driver's client behind it can be closed. */
const stub = (imports: string, client: string, type: string): string => `
  ${imports}
  export interface ${type}<S = any> {
    readonly $client: ${client};
    readonly query: any;
    select(...args: any[]): any;
    insert(...args: any[]): any;
    update(...args: any[]): any;
    delete(...args: any[]): any;
    execute(...args: any[]): any;
    transaction(...args: any[]): Promise<any>;
    [member: string]: any;
  }
  export function drizzle(...args: any[]): ${type};
`;

export default defineLibrary({
  name: 'drizzle-orm',
  versions: 'drizzle-orm 0.45',
  modules: {
    'drizzle-orm/node-postgres': stub(`import { Pool } from 'pg';`, 'Pool', 'NodePgDatabase'),
    'drizzle-orm/mysql2': stub(`import { Pool } from 'mysql2/promise';`, 'Pool', 'MySql2Database'),
    'drizzle-orm/postgres-js': stub(`import { Sql } from 'postgres';`, 'Sql', 'PostgresJsDatabase'),
    'drizzle-orm/better-sqlite3': stub(`import { Database } from 'better-sqlite3';`, 'Database', 'BetterSQLite3Database'),
  },
});
