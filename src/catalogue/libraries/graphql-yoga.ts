import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'graphql-yoga',
  versions: 'graphql-yoga 5.24 (@whatwg-node/server 0.10)',
  modules: {
    'graphql-yoga': `
      export interface YogaServerInstance<A = any, B = any> {
        (...args: any[]): any;
        handle(...args: any[]): any;
        handleNodeRequest(...args: any[]): any;
        fetch(...args: any[]): any;
        dispose(): Promise<void>;
        [Symbol.asyncDispose](): Promise<void>;
        readonly graphqlEndpoint: string;
        readonly logger: any;
      }
      export function createYoga<A = any, B = any>(options: any): YogaServerInstance<A, B>;
      export function createSchema<T = any>(options: any): any;
      export function createPubSub<T = any>(...args: any[]): any;
      export class GraphQLError extends Error {}
      export const useExtendContext: any;
      export type Plugin<T = any> = any;
      export type YogaInitialContext = any;
    `,
  },
  handles: {
    // It serves through an http server of the program's, which is what has to be drained.
    YogaServerInstance: { role: 'resource', label: 'Yoga server', keepsAlive: false, needsNoClosing: true },
  },
  calls: {
    'YogaServerInstance.dispose': { act: 'close', settles: 'promise', waitsForInFlight: true, bound: 'unbounded', source: '@whatwg-node/server createServerAdapter.js: promises of waitUntil and disposables of plugins' },
    'YogaServerInstance.[Symbol.asyncDispose]': { act: 'close', settles: 'promise', waitsForInFlight: true, bound: 'unbounded', source: '@whatwg-node/server createServerAdapter.js' },
  },
});
