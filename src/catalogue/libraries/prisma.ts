import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: '@prisma/client',
  versions: '@prisma/client 7.10',
  modules: {
    '@prisma/client': `
      export class PrismaClient<O = any, U = any, E = any> {
        constructor(options?: any);
        $connect(): Promise<void>;
        $disconnect(): Promise<void>;
        $on(event: any, callback: any): this;
        $use(middleware: any): void;
        $extends(extension: any): this;
        $transaction(...args: any[]): Promise<any>;
        $queryRaw(...args: any[]): any;
        $executeRaw(...args: any[]): any;
        $queryRawUnsafe(...args: any[]): any;
        $executeRawUnsafe(...args: any[]): any;
        [model: string]: any;
      }
      export const Prisma: any;
      export namespace Prisma { type PrismaClientOptions = any; type TransactionClient = any; type LogLevel = any; }
    `,
  },
  handles: {
    PrismaClient: { role: 'resource', label: 'Prisma client', keepsAlive: false, reopens: true },
  },
  calls: {
    'PrismaClient.$on': { returns: receiver },
    'PrismaClient.$extends': { wraps: receiver },
    'PrismaClient.$disconnect': { act: 'close', settles: 'promise', source: 'runtime/client.js $disconnect()' },
  },
});
