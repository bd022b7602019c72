import { argument, atMost, defineLibrary, receiver } from '../library.js';

const stub = `
  export interface NodeClient {
    flush(timeout?: number): Promise<boolean>;
    close(timeout?: number): Promise<boolean>;
    captureException(...args: any[]): string;
    getOptions(): any;
    on(...args: any[]): any;
  }
  export function init(options?: any): NodeClient | undefined;
  export function getClient(): NodeClient | undefined;
  export function flush(timeout?: number): Promise<boolean>;
  export function close(timeout?: number): Promise<boolean>;
  export function captureException(...args: any[]): string;
  export function captureMessage(...args: any[]): string;
  export function captureEvent(...args: any[]): string;
  export function isInitialized(): boolean;
  export function withScope(...args: any[]): any;
  export function setupExpressErrorHandler(...args: any[]): void;
  export function setupFastifyErrorHandler(...args: any[]): void;
  export const Handlers: any;
  export const Integrations: any;
  export const SentryModule: any;
  export const SentryExceptionCaptured: any;
  export const httpIntegration: any;
  export const nodeProfilingIntegration: any;
  export type NodeOptions = any;
  export type Event = any;
  export type Scope = any;
`;

/** Without a timeout it waits for every event. */
const bound = atMost('unbounded', argument(0));
const source = '@sentry/core client.js flush(), close(); exports.js:53-73';

export default defineLibrary({
  name: '@sentry/node',
  versions: '@sentry/node 9, 11.12',
  modules: {
    '@sentry/node': stub,
    '@sentry/node-core': stub,
    '@sentry/nestjs': stub,
    '@sentry/nextjs': stub,
    '@sentry/aws-serverless': stub,
    '@sentry/google-cloud-serverless': stub,
  },
  handles: {
    NodeClient: {
      role: 'exporter',
      label: 'Sentry client',
      keepsAlive: false,
      losesOn: { ends: ['exit', 're-raise'] },
      sendsAtOnce: true,
    },
  },
  calls: {
    getClient: { returns: receiver },
    flush: { act: 'flush', onEvery: 'NodeClient', settles: 'promise', waitsForInFlight: true, bound, source },
    close: { act: 'close', onEvery: 'NodeClient', settles: 'promise', waitsForInFlight: true, bound, source },
    'NodeClient.flush': { act: 'flush', settles: 'promise', waitsForInFlight: true, bound, source },
    'NodeClient.close': { act: 'close', settles: 'promise', waitsForInFlight: true, bound, source },
  },
});
