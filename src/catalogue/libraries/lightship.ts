import { argument, atMost, creation, defineLibrary } from '../library.js';
import type { Phase, Place } from '../library.js';

const shutdown = (delay: Place): Phase[] => [{ act: 'mark-not-ready' }, { delayMs: 5000, given: [delay] }, { hooks: 'shutdown' }];

export default defineLibrary({
  name: 'lightship',
  versions: 'lightship 9.0',
  modules: {
    lightship: `
      import { Server } from 'http';
      export interface Lightship {
        readonly server: Server;
        createBeacon(context?: any): { die(): Promise<void> };
        isServerReady(): boolean;
        isServerShuttingDown(): boolean;
        queueBlockingTask(task: Promise<any>): void;
        registerShutdownHandler(handler: () => any): void;
        shutdown(): Promise<void>;
        signalNotReady(): void;
        signalReady(): void;
        whenFirstReady(): Promise<void>;
      }
      export function createLightship(configuration?: any): Promise<Lightship>;
      export type ConfigurationInput = any;
    `,
  },
  calls: {
    createLightship: {
      trigger: {
        signals: ['SIGTERM', 'SIGHUP', 'SIGINT'],
        given: [argument(0, 'signals')],
        phases: [...shutdown(argument(0, 'shutdownDelay')), { exit: 'exit' }],
        // 5 s delay and 5 s for all handlers; beacons, where a program has any, add up to gracefulShutdownTimeout.
        deadline: atMost(10_000),
        guarded: true,
      },
      source: 'dist/cjs/factories/createLightship.js:19,134-200: shutdownDelay 5 s, gracefulShutdownTimeout 30 s, shutdownHandlerTimeout 5 s; handlers in turn, then exit(1) after another second if anything keeps the loop alive',
    },
    'Lightship.registerShutdownHandler': { registers: { hook: 'shutdown', callback: argument(0) }, source: 'createLightship.js:250' },
    'Lightship.shutdown': { settles: 'promise', phases: shutdown(creation(0, 'shutdownDelay')), source: 'createLightship.js:134-136' },
    'Lightship.signalNotReady': { act: 'mark-not-ready', settles: 'sync', source: 'createLightship.js:103' },
  },
});
