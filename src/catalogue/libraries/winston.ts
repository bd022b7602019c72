import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'winston',
  versions: 'winston 3.19',
  modules: {
    winston: `
      import { EventEmitter } from 'events';
      export class Logger extends EventEmitter {
        constructor(options?: any);
        level: string;
        silent: boolean;
        readonly transports: any[];
        log(...args: any[]): this;
        error(...args: any[]): this;
        warn(...args: any[]): this;
        info(...args: any[]): this;
        http(...args: any[]): this;
        verbose(...args: any[]): this;
        debug(...args: any[]): this;
        add(transport: any): this;
        remove(transport: any): this;
        clear(): this;
        child(options: any): this;
        configure(options: any): void;
        close(): this;
        end(...args: any[]): this;
        [member: string]: any;
      }
      export class Container {
        readonly loggers: any;
        get(id: string, options?: any): Logger;
        add(id: string, options?: any): Logger;
        has(id: string): boolean;
        close(id?: string): void;
      }
      export function createLogger(options?: any): Logger;
      export function add(transport: any): Logger;
      export const loggers: Container;
      export const format: any;
      export const transports: any;
      export const config: any;
      export const addColors: any;
      export const error: any;
      export const warn: any;
      export const info: any;
      export const debug: any;
      export const log: any;
      export type LoggerOptions = any;
      export type transport = any;
      export namespace transports { type ConsoleTransportInstance = any; type FileTransportInstance = any; type StreamTransportInstance = any; }
      export namespace Logform { type Format = any; type TransformableInfo = any; }
    `,
  },
  handles: {
    Logger: { role: 'logger', label: 'winston logger', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
  },
  calls: {
    add: { returns: receiver },
    'Container.get': { returns: receiver },
    'Logger.log': { returns: receiver },
    'Logger.error': { returns: receiver },
    'Logger.warn': { returns: receiver },
    'Logger.info': { returns: receiver },
    'Logger.http': { returns: receiver },
    'Logger.verbose': { returns: receiver },
    'Logger.debug': { returns: receiver },
    'Logger.add': { returns: receiver },
    'Logger.remove': { returns: receiver },
    'Logger.clear': { returns: receiver },
    'Logger.child': { wraps: receiver },
    'Logger.end': {
      act: 'flush',
      settles: 'event',
      completionEvent: 'finish',
      returns: receiver,
      source: 'measured 06 winston-*: end() and finish write every line; winston#228, #1504, #2594',
    },
    'Logger.close': { act: 'force', settles: 'sync', returns: receiver, source: 'lib/winston/logger.js:435: flushes nothing' },
  },
});
