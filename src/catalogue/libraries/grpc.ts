import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@grpc/grpc-js',
  versions: '@grpc/grpc-js 1.14, grpc-health-check 2.1',
  modules: {
    '@grpc/grpc-js': `
      export class Server {
        private grpcServer: any;
        constructor(options?: any);
        addService(service: any, implementation: any): void;
        removeService(service: any): void;
        register(...args: any[]): boolean;
        bindAsync(port: string, credentials: any, callback: (error: Error | null, port: number) => void): void;
        bind(port: string, credentials: any): number;
        start(): void;
        tryShutdown(callback: (error?: Error) => void): void;
        forceShutdown(): void;
        drain(port: string, graceTimeMs: number): void;
        unbind(port: string): void;
      }
      export class Client {
        private grpcClient: any;
        constructor(address: string, credentials: any, options?: any);
        close(): void;
        getChannel(): any;
        waitForReady(deadline: any, callback: (error?: Error) => void): void;
        makeUnaryRequest(...args: any[]): any;
      }
      export const ServerCredentials: any;
      export const ChannelCredentials: any;
      export const credentials: any;
      export const Metadata: any;
      export const status: any;
      export const logVerbosity: any;
      export function loadPackageDefinition(definition: any): any;
      export function makeClientConstructor(methods: any, serviceName: string, options?: any): any;
      export function makeGenericClientConstructor(methods: any, serviceName: string, options?: any): any;
      export function setLogger(logger: any): void;
      export type ServiceDefinition<T = any> = any;
      export type UntypedServiceImplementation = any;
      export type ServerUnaryCall<A = any, B = any> = any;
      export type ServerWritableStream<A = any, B = any> = any;
      export type ServerReadableStream<A = any, B = any> = any;
      export type ServerDuplexStream<A = any, B = any> = any;
      export type sendUnaryData<A = any> = any;
      export type handleUnaryCall<A = any, B = any> = any;
      export type ServiceError = any;
      export type ChannelOptions = any;
      export type Metadata = any;
      export type ServerCredentials = any;
      export type ChannelCredentials = any;
    `,
    'grpc-health-check': `
      export type ServingStatus = 'UNKNOWN' | 'SERVING' | 'NOT_SERVING';
      export class HealthImplementation {
        private healthImplementation: any;
        constructor(statuses?: any);
        setStatus(service: string, status: ServingStatus): void;
        addToServer(server: any): void;
      }
      export const service: any;
      export const protoPath: string;
    `,
  },
  handles: {
    Server: { role: 'server', label: 'grpc server', keepsAlive: true },
    // An idle channel's session is unref-ed.
    Client: { role: 'resource', label: 'grpc client', keepsAlive: false, needsNoClosing: true },
  },
  calls: {
    'Server.bindAsync': { starts: true, source: 'build/src/server.js:542,1427; start() is no longer needed from 1.10 on' },
    'Server.bind': { starts: true },
    'Server.start': { starts: true },
    'Server.tryShutdown': {
      act: 'drain',
      settles: 'callback',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'measured 03a-c: an open stream, such as a health watch, holds it for ever',
    },
    'Server.forceShutdown': { act: 'force', settles: 'sync', source: 'measured 03b' },
    'Server.drain': {
      act: 'drain',
      settles: 'never',
      waitsForInFlight: true,
      bound: { given: [argument(1)], defaultMs: 'unbounded' },
      source: 'measured 03f; build/src/server.js:778: cancels what is left after the given milliseconds',
    },
    'Server.unbind': { act: 'stop-intake', settles: 'never', source: 'build/src/server.js:744' },
    'Client.close': { act: 'close', settles: 'sync', source: 'build/src/client.js:69; build/src/transport.js:393: an idle session is unref-ed' },
    'HealthImplementation.setStatus': { act: 'mark-not-ready', settles: 'sync', source: 'build/src/health.js: does not end watch streams (03c)' },
  },
});
