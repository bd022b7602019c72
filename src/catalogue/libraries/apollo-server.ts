import { argument, atMost, creation, defineLibrary, receiver } from '../library.js';
import type { CallSemantics, Phase, Place } from '../library.js';

/** Only the drain plugin makes stop() wait for requests: it stands for its http server among the plugins. */
const stopping = (plugins: Place): Phase[] => [
  { act: 'drain', on: plugins, waitsForInFlight: true, bound: atMost(10_000), thenForce: true },
  { act: 'close', on: receiver },
];
const stop: CallSemantics = {
  act: 'close',
  settles: 'promise',
  bound: atMost(10_000),
  phases: stopping(creation(0, 'plugins')),
  source: 'dist/esm/ApolloServer.js:340, plugin/drainHttpServer/index.js:8: stopGracePeriodMillis is 10 s',
};
const installs: CallSemantics = {
  trigger: {
    signals: ['SIGINT', 'SIGTERM'],
    disabledBy: [argument(0, 'stopOnTerminationSignals')],
    phases: [...stopping(argument(0, 'plugins')), { exit: 're-raise' }],
    guarded: true,
  },
  source: 'dist/esm/ApolloServer.js:242',
};

const server = (members: string): string => `
      export class ApolloServer<Context = any> {
        private apolloServer: any;
        constructor(options?: any);
        start(): Promise<void>;
        stop(): Promise<void>;
        addPlugin(plugin: any): void;
        executeOperation(...args: any[]): Promise<any>;
        ${members}
      }
      export type BaseContext = any;
      export type ApolloServerPlugin<Context = any> = any;
      export type ApolloServerOptions<Context = any> = any;`;
const drainPlugin = `
      export interface DrainHttpServerPlugin { serverWillStart(): Promise<any>; }
      export function ApolloServerPluginDrainHttpServer(options: { httpServer: any; stopGracePeriodMillis?: number }): DrainHttpServerPlugin;`;
const integration = `${server(`
        readonly graphqlPath: string;
        applyMiddleware(options: any): void;
        getMiddleware(options?: any): any;
        createHandler(options?: any): any;`)}
      export const gql: any;`;

export default defineLibrary({
  name: '@apollo/server',
  versions: '@apollo/server 5.5, apollo-server 3.13',
  modules: {
    '@apollo/server': server(`
        assertStarted(from: string): void;
        startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests(): void;`),
    '@apollo/server/plugin/drainHttpServer': drainPlugin,
    '@apollo/server/standalone': `
      export function startStandaloneServer(server: any, options?: any): Promise<{ url: string }>;
    `,
    'apollo-server-core': `${integration}${drainPlugin}`,
    'apollo-server-express': integration,
    'apollo-server-koa': integration,
    'apollo-server-fastify': integration,
    'apollo-server-hapi': integration,
    // The batteries-included package of version 3 has its own http server and the drain plugin with it.
    'apollo-server': `
      export interface ServerInfo { readonly url: string; readonly port: any; readonly subscriptionsUrl: string; }
      export class ApolloServer<Context = any> {
        private apolloServer: any;
        constructor(options?: any);
        listen(...args: any[]): Promise<ServerInfo>;
        stop(): Promise<void>;
        executeOperation(...args: any[]): Promise<any>;
      }
      export const gql: any;
    `,
  },
  handles: {
    ApolloServer: { role: 'resource', label: 'apollo server', keepsAlive: false, needsNoClosing: true },
  },
  calls: {
    'new ApolloServer': installs,
    'ApolloServer.stop': stop,
    'ApolloServer.listen': { starts: true, settles: 'promise', source: 'version 3: https://www.apollographql.com/docs/apollo-server/v3/api/apollo-server#listen' },
    startStandaloneServer: { settles: 'promise', source: 'dist/esm/standalone/index.js:83: adds the drain plugin for its own http server' },
    ApolloServerPluginDrainHttpServer: { wraps: argument(0, 'httpServer') },
  },
});
