import { argument, defineLibrary, receiver } from '../library.js';
import type { CallSemantics, Phase } from '../library.js';

const shutdown = (drain: Phase[]): Phase[] => [{ methods: 'onModuleDestroy' }, { methods: 'beforeApplicationShutdown' }, ...drain, { methods: 'onApplicationShutdown' }];
const drain: Phase = { act: 'drain', waitsForInFlight: true, bound: 'unbounded' };

const closeServer: CallSemantics = {
  act: 'drain',
  settles: 'promise',
  waitsForInFlight: true,
  bound: 'unbounded',
  phases: shutdown([drain]),
  source: 'measured 05 nest; nest-application-context.js:159: no timer',
};
const enableHooks = (phases: Phase[]): CallSemantics => ({
  returns: receiver,
  trigger: {
    signals: ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGUSR2', 'SIGTERM'],
    given: [argument(0)],
    phases: [...phases, { exit: 're-raise', unless: argument(1, 'useProcessExit') }],
    guarded: true,
  },
  source: 'nest-application-context.js:207-232 (version 12); an empty list means every signal',
});

const chained = (type: string, ...methods: string[]): Record<string, CallSemantics> => Object.fromEntries(methods.map((method) => [`${type}.${method}`, { returns: receiver }]));
const shared = ['init', 'useLogger', 'flushLogs', 'useGlobalFilters', 'useGlobalPipes', 'useGlobalInterceptors', 'useGlobalGuards', 'useWebSocketAdapter'];

const application = `
        init(): Promise<this>;
        close(signal?: string): Promise<void>;
        enableShutdownHooks(signals?: any, options?: any): this;
        get<T = any>(token: any, options?: any): any;
        resolve<T = any>(token: any, ...args: any[]): Promise<any>;
        select(module: any): any;
        useLogger(logger: any): any;
        flushLogs(): any;`;
const globals = `
        useGlobalFilters(...filters: any[]): this;
        useGlobalPipes(...pipes: any[]): this;
        useGlobalInterceptors(...interceptors: any[]): this;
        useGlobalGuards(...guards: any[]): this;
        useWebSocketAdapter(adapter: any): this;`;

export default defineLibrary({
  name: '@nestjs/core',
  versions: '@nestjs/core 11.2, 12.5',
  modules: {
    '@nestjs/common': `
      import * as http from 'http';
      export interface INestApplicationContext {
        readonly nestApplicationContext: never;${application}
      }
      export interface INestMicroservice {
        readonly nestMicroservice: never;${application}${globals}
        listen(): Promise<any>;
        unwrap(): any;
        on(event: string, callback: (...args: any[]) => any): void;
      }
      export interface INestApplication<Server = any> {
        readonly nestApplication: never;${application}${globals}
        listen(port: any, ...args: any[]): Promise<any>;
        use(...args: any[]): this;
        enableCors(options?: any): void;
        enableVersioning(options?: any): this;
        setGlobalPrefix(prefix: string, options?: any): this;
        getUrl(): Promise<string>;
        getHttpServer(): http.Server;
        getHttpAdapter(): any;
        connectMicroservice<T = any>(options: any, hybrid?: any): INestMicroservice;
        startAllMicroservices(): Promise<this>;
        getMicroservices(): INestMicroservice[];
      }
      export interface OnModuleInit { onModuleInit(): any; }
      export interface OnModuleDestroy { onModuleDestroy(): any; }
      export interface OnApplicationBootstrap { onApplicationBootstrap(): any; }
      export interface BeforeApplicationShutdown { beforeApplicationShutdown(signal?: string): any; }
      export interface OnApplicationShutdown { onApplicationShutdown(signal?: string): any; }
      export enum ShutdownSignal {
        SIGHUP = 'SIGHUP', SIGINT = 'SIGINT', SIGQUIT = 'SIGQUIT', SIGILL = 'SIGILL', SIGTRAP = 'SIGTRAP', SIGABRT = 'SIGABRT',
        SIGBUS = 'SIGBUS', SIGFPE = 'SIGFPE', SIGSEGV = 'SIGSEGV', SIGUSR2 = 'SIGUSR2', SIGTERM = 'SIGTERM',
      }
      export interface LoggerService { log(...args: any[]): any; error(...args: any[]): any; warn(...args: any[]): any; debug?(...args: any[]): any; verbose?(...args: any[]): any; }
      export class Logger implements LoggerService {
        constructor(context?: string, options?: any);
        log(...args: any[]): any;
        error(...args: any[]): any;
        warn(...args: any[]): any;
        debug(...args: any[]): any;
        verbose(...args: any[]): any;
        fatal(...args: any[]): any;
        static log(...args: any[]): any;
        static error(...args: any[]): any;
        static warn(...args: any[]): any;
        static debug(...args: any[]): any;
      }
      export class ConsoleLogger extends Logger {}
      export class ValidationPipe { constructor(options?: any); }
      export function Injectable(options?: any): any;
      export function Module(metadata: any): any;
      export function Global(): any;
      export function Controller(prefix?: any): any;
      export function Inject(token?: any): any;
      export function Optional(): any;
      export function Get(path?: any): any;
      export function Post(path?: any): any;
      export function Catch(...types: any[]): any;
      export type DynamicModule = any;
      export type Provider<T = any> = any;
      export type Type<T = any> = any;
      export type ModuleMetadata = any;
      export type INestApplicationContextOptions = any;
    `,
    '@nestjs/core': `
      import { INestApplication, INestApplicationContext, INestMicroservice } from '@nestjs/common';
      export interface NestFactoryStatic {
        create<T = INestApplication>(module: any, ...args: any[]): Promise<T>;
        createMicroservice<T = any>(module: any, options?: any): Promise<INestMicroservice>;
        createApplicationContext(module: any, options?: any): Promise<INestApplicationContext>;
      }
      export const NestFactory: NestFactoryStatic;
      export class HttpAdapterHost<T = any> { readonly httpAdapter: any; }
      export class ModuleRef { get(token: any, options?: any): any; resolve(token: any, ...args: any[]): Promise<any>; create(type: any): Promise<any>; }
      export class Reflector { get(...args: any[]): any; getAllAndOverride(...args: any[]): any; }
      export const APP_GUARD: string;
      export const APP_FILTER: string;
      export const APP_INTERCEPTOR: string;
      export const APP_PIPE: string;
    `,
    '@nestjs/platform-express': `
      import { INestApplication } from '@nestjs/common';
      export interface NestExpressApplication<Server = any> extends INestApplication<Server> {
        set(...args: any[]): this;
        disable(...args: any[]): this;
        useStaticAssets(...args: any[]): this;
        useBodyParser(...args: any[]): this;
        setBaseViewsDir(path: any): this;
        setViewEngine(engine: any): this;
      }
      export class ExpressAdapter { constructor(instance?: any); [member: string]: any; }
    `,
    '@nestjs/platform-fastify': `
      import { INestApplication } from '@nestjs/common';
      export interface NestFastifyApplication<Server = any> extends INestApplication<Server> {
        register(plugin: any, options?: any): Promise<any>;
        inject(...args: any[]): Promise<any>;
        useStaticAssets(options: any): this;
        useBodyParser(...args: any[]): this;
      }
      export class FastifyAdapter { constructor(options?: any); [member: string]: any; }
    `,
    '@nestjs/microservices': `
      export enum Transport { TCP, REDIS, NATS, MQTT, GRPC, RMQ, KAFKA }
      export type MicroserviceOptions = any;
      export type ClientProxy = any;
      export type ClientKafka = any;
      export type ClientGrpc = any;
      export const ClientsModule: any;
      export function MessagePattern(...args: any[]): any;
      export function EventPattern(...args: any[]): any;
      export function Payload(...args: any[]): any;
      export function Ctx(...args: any[]): any;
      export function GrpcMethod(...args: any[]): any;
      export const RpcException: any;
    `,
  },
  handles: {
    INestApplication: { role: 'server', label: 'nest application', keepsAlive: true, signalsEnabledBy: 'enableShutdownHooks' },
    NestExpressApplication: { role: 'server', label: 'nest application', keepsAlive: true, signalsEnabledBy: 'enableShutdownHooks', sameAs: 'INestApplication' },
    NestFastifyApplication: { role: 'server', label: 'nest application', keepsAlive: true, signalsEnabledBy: 'enableShutdownHooks', sameAs: 'INestApplication' },
    INestMicroservice: { role: 'server', label: 'nest microservice', keepsAlive: true, signalsEnabledBy: 'enableShutdownHooks' },
    INestApplicationContext: { role: 'resource', label: 'nest application context', keepsAlive: false, needsNoClosing: true },
  },
  calls: {
    'INestApplication.listen': { starts: true, settles: 'promise', source: 'nest-application.js:304' },
    'INestMicroservice.listen': { starts: true, settles: 'promise', source: 'https://docs.nestjs.com/microservices/basics#getting-started' },
    'INestApplication.close': closeServer,
    'INestMicroservice.close': closeServer,
    'INestApplicationContext.close': { act: 'close', settles: 'promise', phases: shutdown([{ act: 'close' }]), source: 'nest-application-context.js:159' },
    'INestApplication.enableShutdownHooks': enableHooks(shutdown([drain])),
    'INestMicroservice.enableShutdownHooks': enableHooks(shutdown([drain])),
    'INestApplicationContext.enableShutdownHooks': enableHooks(shutdown([{ act: 'close' }])),
    'INestApplication.getHttpServer': { returns: receiver },
    // Microservices of a hybrid application close with it.
    'INestApplication.connectMicroservice': { returns: receiver },
    'INestApplication.startAllMicroservices': { starts: true, returns: receiver },
    ...chained('INestApplication', ...shared, 'use', 'enableVersioning', 'setGlobalPrefix'),
    ...chained('INestMicroservice', ...shared),
    ...chained('INestApplicationContext', 'init', 'useLogger', 'flushLogs'),
    ...chained('NestExpressApplication', 'set', 'disable', 'useStaticAssets', 'useBodyParser', 'setBaseViewsDir', 'setViewEngine'),
    ...chained('NestFastifyApplication', 'useStaticAssets', 'useBodyParser'),
  },
});
