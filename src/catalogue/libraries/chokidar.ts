import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'chokidar',
  versions: 'chokidar 5.0',
  modules: {
    chokidar: `
      import { EventEmitter } from 'events';
      export class FSWatcher extends EventEmitter {
        constructor(options?: any);
        add(paths: any): this;
        unwatch(paths: any): this;
        getWatched(): any;
        close(): Promise<void>;
        readonly closed: boolean;
      }
      export function watch(paths: any, options?: any): FSWatcher;
      export type ChokidarOptions = any;
      export type WatchOptions = any;
    `,
  },
  handles: {
    FSWatcher: { role: 'resource', label: 'file watcher', keepsAlive: true },
  },
  calls: {
    'FSWatcher.add': { returns: receiver },
    'FSWatcher.unwatch': { returns: receiver },
    'FSWatcher.close': { act: 'close', settles: 'promise', source: 'index.js:413' },
  },
});
