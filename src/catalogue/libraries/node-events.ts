import { defineLibrary, receiver } from '../library.js';

const chained = { returns: receiver };

export default defineLibrary({
  name: 'node:events',
  versions: 'Node 20, 22, 24',
  modules: {
    // Typed by a map of listeners, so that a server's `on('connection', …)` knows its socket.
    events: `
      type Listener<Events, Name extends keyof Events> = Events[Name];
      declare class EventEmitter<Events = any> {
        constructor(options?: any);
        on<Name extends keyof Events>(event: Name, listener: Listener<Events, Name>): this;
        on(event: string | symbol, listener: (...args: any[]) => void): this;
        once<Name extends keyof Events>(event: Name, listener: Listener<Events, Name>): this;
        once(event: string | symbol, listener: (...args: any[]) => void): this;
        addListener<Name extends keyof Events>(event: Name, listener: Listener<Events, Name>): this;
        addListener(event: string | symbol, listener: (...args: any[]) => void): this;
        prependListener<Name extends keyof Events>(event: Name, listener: Listener<Events, Name>): this;
        prependListener(event: string | symbol, listener: (...args: any[]) => void): this;
        prependOnceListener<Name extends keyof Events>(event: Name, listener: Listener<Events, Name>): this;
        prependOnceListener(event: string | symbol, listener: (...args: any[]) => void): this;
        off(event: any, listener: (...args: any[]) => void): this;
        removeListener(event: any, listener: (...args: any[]) => void): this;
        removeAllListeners(event?: any): this;
        setMaxListeners(n: number): this;
        emit(event: any, ...args: any[]): boolean;
        listenerCount(event: any, listener?: any): number;
        listeners(event: any): Function[];
        eventNames(): (string | symbol)[];
      }
      declare namespace EventEmitter {
        export { EventEmitter, EventEmitter as default };
        export class EventEmitterAsyncResource extends EventEmitter {}
        export function once(emitter: any, event: string | symbol, options?: any): Promise<any[]>;
        export function on(emitter: any, event: string | symbol, options?: any): AsyncIterableIterator<any[]>;
        export function setMaxListeners(n?: number, ...targets: any[]): void;
        export function getEventListeners(emitter: any, event: string | symbol): Function[];
        export function addAbortListener(signal: AbortSignal, listener: (event: Event) => void): Disposable;
        export let defaultMaxListeners: number;
        export const errorMonitor: unique symbol;
        export const captureRejectionSymbol: unique symbol;
      }
      export = EventEmitter;
    `,
  },
  calls: {
    'EventEmitter.on': chained,
    'EventEmitter.once': chained,
    'EventEmitter.addListener': chained,
    'EventEmitter.prependListener': chained,
    'EventEmitter.prependOnceListener': chained,
    'EventEmitter.off': chained,
    'EventEmitter.removeListener': chained,
    'EventEmitter.removeAllListeners': chained,
    'EventEmitter.setMaxListeners': chained,
  },
});
