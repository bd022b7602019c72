import { argument, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'node:child_process',
  versions: 'Node 20.20, 24.21',
  modules: {
    child_process: `
      import { EventEmitter } from 'events';
      export class ChildProcess extends EventEmitter {
        private childProcess: any;
        readonly pid?: number;
        readonly connected: boolean;
        readonly killed: boolean;
        readonly exitCode: number | null;
        readonly signalCode: NodeJS.Signals | null;
        readonly stdin: any;
        readonly stdout: any;
        readonly stderr: any;
        readonly channel?: any;
        kill(signal?: string | number): boolean;
        send(message: any, ...args: any[]): boolean;
        disconnect(): void;
        ref(): void;
        unref(): void;
        [Symbol.dispose](): void;
      }
      export class ChildProcessWithoutNullStreams extends ChildProcess {}
      export function spawn(command: string, ...args: any[]): ChildProcess;
      export function fork(modulePath: any, ...args: any[]): ChildProcess;
      export function exec(command: string, ...args: any[]): ChildProcess;
      export function execFile(file: string, ...args: any[]): ChildProcess;
      export function execSync(command: string, options?: any): any;
      export function execFileSync(file: string, ...args: any[]): any;
      export function spawnSync(command: string, ...args: any[]): any;
      export type SpawnOptions = any;
      export type ForkOptions = any;
      export type ExecOptions = any;
    `,
  },
  handles: {
    ChildProcess: { role: 'process', label: 'child process', keepsAlive: true, startsOnCreation: true },
    ChildProcessWithoutNullStreams: { role: 'process', label: 'child process', keepsAlive: true, startsOnCreation: true, sameAs: 'ChildProcess' },
  },
  calls: {
    'ChildProcess.kill': {
      act: 'close',
      settles: 'event',
      completionEvent: 'exit',
      bound: 'unbounded',
      forcedWhen: { at: argument(0), is: 'SIGKILL' },
      source: 'measured 09; only sends the signal, the child ends when it likes',
    },
    'ChildProcess.[Symbol.dispose]': { act: 'close', settles: 'event', completionEvent: 'exit', bound: 'unbounded', source: 'lib/internal/child_process.js: kill() as disposal' },
    'ChildProcess.disconnect': { act: 'stop-intake', settles: 'event', completionEvent: 'disconnect', source: 'measured on Node 20, 24: the parent gets the event at once; https://nodejs.org/api/child_process.html#subprocessdisconnect' },
  },
});
