import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@nestjs/terminus',
  versions: '@nestjs/terminus 12.1',
  modules: {
    // Health checks. Its gracefulShutdownTimeoutMs only delays a Nest shutdown that enableShutdownHooks() has to begin.
    '@nestjs/terminus': `
      export class TerminusModule { static forRoot(options?: any): any; }
      export class HealthCheckService { check(indicators: any[]): Promise<any>; }
      export class HealthCheckError extends Error { constructor(message: string, causes: any); causes: any; }
      export class HealthIndicator { getStatus(...args: any[]): any; }
      export class HealthIndicatorService { check(key: string): any; }
      export function HealthCheck(...args: any[]): any;
      export const HttpHealthIndicator: any;
      export const TypeOrmHealthIndicator: any;
      export const MongooseHealthIndicator: any;
      export const PrismaHealthIndicator: any;
      export const SequelizeHealthIndicator: any;
      export const MikroOrmHealthIndicator: any;
      export const MemoryHealthIndicator: any;
      export const DiskHealthIndicator: any;
      export const MicroserviceHealthIndicator: any;
      export const GRPCHealthIndicator: any;
      export type HealthCheckResult = any;
      export type HealthIndicatorResult<K = any> = any;
      export type HealthIndicatorFunction = any;
      export type HttpHealthIndicator = any;
      export type TypeOrmHealthIndicator = any;
      export type MongooseHealthIndicator = any;
      export type PrismaHealthIndicator = any;
      export type SequelizeHealthIndicator = any;
      export type MemoryHealthIndicator = any;
      export type DiskHealthIndicator = any;
      export type MicroserviceHealthIndicator = any;
      export type GRPCHealthIndicator = any;
    `,
  },
});
