import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@godaddy/terminus',
  versions: '@godaddy/terminus 4.12',
  modules: {
    '@godaddy/terminus': `
      export function createTerminus<T = any>(server: T, options?: TerminusOptions): T;
      export class HealthCheckError extends Error { constructor(message: string, causes: any); causes: any; }
      export interface TerminusOptions { [option: string]: any; }
      export type HealthCheck = any;
      export type HealthCheckMap = any;
      export interface TerminusState { isShuttingDown: boolean; }
    `,
  },
  calls: {
    createTerminus: {
      returns: argument(0),
      trigger: {
        signals: ['SIGTERM'],
        given: [argument(1, 'signal')],
        added: [argument(1, 'signals')],
        phases: [
          { act: 'mark-not-ready', on: argument(0) },
          { call: argument(1, 'beforeShutdown'), awaited: true },
          { act: 'drain', on: argument(0), waitsForInFlight: true, bound: atMost(1000, argument(1, 'timeout')), thenForce: true },
          { call: argument(1, 'onSignal'), awaited: true },
          { call: argument(1, 'onSigterm'), awaited: true },
          { call: argument(1, 'onShutdown'), awaited: true },
          { exit: 're-raise', unless: argument(1, 'useExit0') },
        ],
        guarded: true,
      },
      source: 'lib/terminus.js:131-220: SIGTERM alone unless told otherwise',
    },
  },
});
