import { argument, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'node:cluster',
  versions: 'Node 20.20, 24.21',
  modules: {
    cluster: `
      import { EventEmitter } from 'events';
      import { ChildProcess } from 'child_process';
      export class Worker extends EventEmitter {
        private clusterWorker: any;
        readonly id: number;
        readonly process: ChildProcess;
        readonly exitedAfterDisconnect: boolean;
        send(message: any, ...args: any[]): boolean;
        kill(signal?: string): void;
        destroy(signal?: string): void;
        disconnect(): this;
        isConnected(): boolean;
        isDead(): boolean;
      }
      export function fork(env?: any): Worker;
      export function disconnect(callback?: () => void): void;
      export function setupPrimary(settings?: any): void;
      export function setupMaster(settings?: any): void;
      export function on(event: 'message', listener: (worker: Worker, message: any, handle: any) => void): any;
      export function on(event: string, listener: (worker: Worker, ...args: any[]) => void): any;
      export function once(event: string, listener: (worker: Worker, ...args: any[]) => void): any;
      export function addListener(event: string, listener: (worker: Worker, ...args: any[]) => void): any;
      export function off(event: string, listener: (...args: any[]) => void): any;
      export function removeListener(event: string, listener: (...args: any[]) => void): any;
      export function removeAllListeners(event?: string): any;
      export function emit(event: string, ...args: any[]): boolean;
      export const isMaster: boolean;
      export const isPrimary: boolean;
      export const isWorker: boolean;
      export const settings: any;
      export const worker: Worker | undefined;
      export const workers: { [id: string]: Worker } | undefined;
      export const SCHED_NONE: number;
      export const SCHED_RR: number;
      export let schedulingPolicy: number;
      export type Cluster = any;
      export type ClusterSettings = any;
      export type Address = any;
    `,
  },
  handles: {
    Worker: { role: 'process', label: 'cluster worker', keepsAlive: true, startsOnCreation: true },
  },
  calls: {
    'disconnect': {
      act: 'drain',
      onEvery: 'Worker',
      settles: 'callback',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'measured 09 cluster-disconnect: waits for keep-alive connections too',
    },
    'Worker.disconnect': {
      act: 'drain',
      settles: 'event',
      completionEvent: 'exit',
      waitsForInFlight: true,
      bound: 'unbounded',
      returns: receiver,
      source: 'lib/internal/cluster/primary.js: the worker closes its servers, then its channel',
    },
    'Worker.kill': {
      act: 'close',
      settles: 'event',
      completionEvent: 'exit',
      bound: 'unbounded',
      forcedWhen: { at: argument(0), is: 'SIGKILL' },
      source: 'lib/internal/cluster/primary.js destroy(): only sends the signal',
    },
    'Worker.destroy': {
      act: 'close',
      settles: 'event',
      completionEvent: 'exit',
      bound: 'unbounded',
      forcedWhen: { at: argument(0), is: 'SIGKILL' },
      source: 'lib/internal/cluster/primary.js destroy(): only sends the signal',
    },
  },
});
