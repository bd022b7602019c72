import { defineLibrary } from '../library.js';

const chained = ['get', 'post', 'put', 'patch', 'del', 'options', 'head', 'any', 'ws', 'addServerName', 'removeServerName', 'missingServerName'];

export default defineLibrary({
  name: 'uWebSockets.js',
  versions: 'uWebSockets.js 20, by its declarations: it is not on npm',
  modules: {
    'uWebSockets.js': `
      export interface us_listen_socket { readonly usListenSocket: never; }
      export interface TemplatedApp {
        readonly templatedApp: never;
        listen(port: any, ...args: any[]): this;
        publish(...args: any[]): boolean;
        numSubscribers(topic: any): number;
${chained.map((method) => `        ${method}(...args: any[]): this;`).join('\n')}
      }
      export function App(options?: any): TemplatedApp;
      export function SSLApp(options: any): TemplatedApp;
      export function us_listen_socket_close(listenSocket: any): void;
      export function us_socket_local_port(socket: any): number;
      export const DISABLED: number;
      export const SHARED_COMPRESSOR: number;
      export const DEDICATED_COMPRESSOR_3KB: number;
      export type HttpRequest = any;
      export type HttpResponse = any;
      export type WebSocket<T = any> = any;
    `,
  },
  handles: {
    TemplatedApp: { role: 'server', label: 'uWebSockets app', keepsAlive: true },
  },
  calls: {
    'TemplatedApp.listen': { starts: true, source: 'docs/index.d.ts listen()' },
    us_listen_socket_close: { act: 'drain', onEvery: 'TemplatedApp', settles: 'never', waitsForInFlight: true, bound: 'unbounded', source: 'docs/index.d.ts: closes the listen socket; nothing reports the end of what is under way' },
  },
});
