import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'posthog-node',
  versions: 'posthog-node 5.70',
  modules: {
    'posthog-node': `
      export class PostHog {
        constructor(apiKey: any, options?: any);
        capture(...args: any[]): void;
        identify(...args: any[]): void;
        alias(...args: any[]): void;
        captureException(...args: any[]): void;
        isFeatureEnabled(...args: any[]): Promise<any>;
        getFeatureFlag(...args: any[]): Promise<any>;
        flush(): Promise<any>;
        shutdown(timeoutMs?: number): Promise<void>;
        [member: string]: any;
      }
      export type PostHogOptions = any;
    `,
  },
  handles: {
    PostHog: { role: 'exporter', label: 'PostHog client', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
  },
  calls: {
    'PostHog.flush': { act: 'flush', settles: 'promise', waitsForInFlight: true, source: '@posthog/core posthog-core-stateless.js:747' },
    'PostHog.shutdown': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost(30_000, argument(0)),
      source: '@posthog/core posthog-core-stateless.js:1066-1103',
    },
  },
});
