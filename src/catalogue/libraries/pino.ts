import { creation, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'pino',
  versions: 'pino 10.4 (thread-stream, sonic-boom)',
  modules: {
    pino: `
      import { EventEmitter } from 'events';
      declare function pino(options?: any, stream?: any): pino.Logger;
      declare namespace pino {
        export interface Logger<L = any, U = any> extends EventEmitter {
          level: string;
          fatal(...args: any[]): void;
          error(...args: any[]): void;
          warn(...args: any[]): void;
          info(...args: any[]): void;
          debug(...args: any[]): void;
          trace(...args: any[]): void;
          child(bindings: any, options?: any): Logger;
          bindings(): any;
          setBindings(bindings: any): void;
          isLevelEnabled(level: string): boolean;
          flush(callback?: any): void;
        }
        export type BaseLogger = Logger;
        export interface SonicBoom extends EventEmitter {
          write(data: string): boolean;
          flush(callback?: any): void;
          flushSync(): void;
          reopen(file?: any): void;
          end(): void;
          destroy(): void;
        }
        export interface ThreadStream extends EventEmitter {
          write(data: string): boolean;
          flush(callback?: any): void;
          flushSync(): void;
          end(): void;
          ref(): void;
          unref(): void;
        }
        export interface MultiStream {
          add(stream: any): MultiStream;
          clone(level: any): MultiStream;
          flushSync(): void;
          end(): void;
        }
        export function destination(options?: any): SonicBoom;
        export function transport(options: any): ThreadStream;
        export function multistream(streams: any, options?: any): MultiStream;
        export const stdSerializers: any;
        export const stdTimeFunctions: any;
        export const levels: any;
        export const symbols: any;
        export type LoggerOptions<L = any, U = any> = any;
        export type DestinationStream = any;
        export type Level = any;
        export type LevelWithSilent = any;
        export type Bindings = any;
        export type ChildLoggerOptions = any;
        export type TransportTargetOptions = any;
        export { pino, pino as default };
      }
      export = pino;
    `,
  },
  handles: {
    Logger: {
      role: 'logger',
      label: 'pino logger',
      keepsAlive: false,
      losesOn: { ends: ['re-raise'], when: { at: creation(0, 'transport') } },
    },
    ThreadStream: { role: 'logger', label: 'pino transport', keepsAlive: false, losesOn: { ends: ['re-raise'] } },
    SonicBoom: {
      role: 'logger',
      label: 'pino destination',
      keepsAlive: false,
      losesOn: { ends: ['re-raise'], when: { at: creation(0, 'sync'), is: false } },
    },
  },
  calls: {
    'Logger.child': { wraps: receiver },
    'Logger.flush': { act: 'flush', settles: 'callback', callback: 0, source: 'lib/proto.js:246' },
    'SonicBoom.flush': { act: 'flush', settles: 'callback', callback: 0, source: 'sonic-boom index.js:402' },
    'SonicBoom.flushSync': { act: 'flush', settles: 'sync', source: 'measured 06 pino-*; lib/transport.js:148-189' },
    'SonicBoom.end': { act: 'close', settles: 'event', completionEvent: 'close', source: 'sonic-boom index.js:516' },
    'ThreadStream.flush': { act: 'flush', settles: 'callback', callback: 0, source: 'thread-stream index.js:329' },
    'ThreadStream.flushSync': { act: 'flush', settles: 'sync', source: 'measured 06 pino-*; lib/transport.js:148-189' },
    'ThreadStream.end': { act: 'close', settles: 'event', completionEvent: 'close', source: 'thread-stream index.js:317' },
  },
});
