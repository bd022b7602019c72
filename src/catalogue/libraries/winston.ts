import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'winston',
  versions: 'winston 3.19, winston-daily-rotate-file 5',
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
      export const config: any;
      export const addColors: any;
      export const error: any;
      export const warn: any;
      export const info: any;
      export const debug: any;
      export const log: any;
      export type LoggerOptions = any;
      export type transport = any;
      export namespace transports {
        class File extends EventEmitter { constructor(options?: any); [member: string]: any; }
        class Http extends EventEmitter { constructor(options?: any); [member: string]: any; }
        const Console: any;
        const Stream: any;
        type ConsoleTransportInstance = any; type FileTransportInstance = any; type StreamTransportInstance = any;
      }
      export namespace Logform { type Format = any; type TransformableInfo = any; }
    `,
    'winston-daily-rotate-file': `
      import { EventEmitter } from 'events';
      declare class DailyRotateFile extends EventEmitter { constructor(options?: any); [member: string]: any; }
      declare namespace DailyRotateFile { export { DailyRotateFile as default }; }
      export = DailyRotateFile;
    `,
  },
  handles: {
    Logger: { role: 'logger', label: 'winston logger', keepsAlive: false },
    // The console transport writes at once where standard output is a file or a pipe; these keep what they have not written yet.
    File: { role: 'logger', label: 'winston file transport', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
    Http: { role: 'logger', label: 'winston http transport', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
    DailyRotateFile: { role: 'logger', label: 'winston file transport', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
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
