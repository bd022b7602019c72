import { defineLibrary, receiver } from '../library.js';

const dispatchers = ['Client', 'Pool', 'BalancedPool', 'RoundRobinPool', 'Agent', 'ProxyAgent', 'EnvHttpProxyAgent', 'RetryAgent'];

export default defineLibrary({
  name: 'undici',
  versions: 'undici 7.30',
  modules: {
    undici: `
      import { EventEmitter } from 'events';
      export class Dispatcher extends EventEmitter {
        request(...args: any[]): any;
        stream(...args: any[]): any;
        pipeline(...args: any[]): any;
        dispatch(...args: any[]): boolean;
        compose(...args: any[]): this;
        close(callback?: any): Promise<void>;
        destroy(error?: any, callback?: any): Promise<void>;
        readonly closed: boolean;
        readonly destroyed: boolean;
      }
      ${dispatchers.map((name) => `export class ${name} extends Dispatcher { constructor(...args: any[]); }`).join('\n      ')}
      export const MockAgent: any;
      export const interceptors: any;
      export const errors: any;
      export const Headers: any;
      export const Request: any;
      export const Response: any;
      export const FormData: any;
      export function setGlobalDispatcher(dispatcher: Dispatcher): void;
      export function getGlobalDispatcher(): Dispatcher;
      export function request(...args: any[]): Promise<any>;
      export function stream(...args: any[]): Promise<any>;
      export function fetch(...args: any[]): Promise<any>;
    `,
  },
  // Idle sockets end after keepAliveTimeout (4 s).
  handles: Object.fromEntries(
    dispatchers.map((name) => [name, { role: 'resource' as const, label: `undici ${name}`, keepsAlive: false, needsNoClosing: true }]),
  ),
  calls: {
    'Dispatcher.compose': { wraps: receiver },
    'Dispatcher.close': {
      act: 'close',
      settles: 'promise-or-callback',
      callback: 0,
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'types/dispatcher.d.ts close(): waits for the requests that were queued; lib/dispatcher/client-h1.js:1057: an idle socket is unref-ed',
    },
    'Dispatcher.destroy': { act: 'force', settles: 'promise-or-callback', source: 'types/dispatcher.d.ts:42-45' },
  },
});
