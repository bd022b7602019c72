import { argument, atMost, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'fastify-graceful-shutdown',
  versions: 'fastify-graceful-shutdown 5.0',
  modules: {
    // The plugin's limit is an option of `register`, which a call of the decorator does not see.
    'fastify-graceful-shutdown': `
      import 'fastify';
      declare module 'fastify' {
        interface FastifyInstance<RawServer = any, RawRequest = any, RawReply = any, Logger = any, TypeProvider = any> {
          gracefulShutdown(handler: (signal: string) => any): void;
        }
      }
      declare function fastifyGracefulShutdown(instance: any, options: any, done: any): void;
      declare namespace fastifyGracefulShutdown {
        export { fastifyGracefulShutdown as default };
      }
      export = fastifyGracefulShutdown;
    `,
  },
  calls: {
    'FastifyInstance.gracefulShutdown': {
      registers: { hook: 'gracefulShutdown', callback: argument(0) },
      trigger: {
        signals: ['SIGINT', 'SIGTERM'],
        phases: [{ hooks: 'gracefulShutdown' }, { act: 'drain', on: receiver, waitsForInFlight: true, bound: 'unbounded' }, { exit: 'exit' }],
        deadline: atMost(10_000),
        guarded: true,
        secondSignalExits: true,
      },
      source: 'index.js:60,82: handlers in parallel, then fastify.close(), then exit; listens once, so a second signal kills',
    },
  },
});
