import { argument, atMost, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: '@segment/analytics-node',
  versions: '@segment/analytics-node 3.1',
  modules: {
    '@segment/analytics-node': `
      export class Analytics {
        constructor(settings: any);
        track(...args: any[]): void;
        identify(...args: any[]): void;
        page(...args: any[]): void;
        group(...args: any[]): void;
        alias(...args: any[]): void;
        on(event: any, listener: any): this;
        flush(options?: { timeout?: number; close?: boolean }): Promise<void>;
        closeAndFlush(options?: { timeout?: number }): Promise<void>;
      }
      export default Analytics;
      export type AnalyticsSettings = any;
    `,
  },
  handles: {
    Analytics: { role: 'exporter', label: 'Segment client', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
  },
  calls: {
    'Analytics.on': { returns: receiver },
    'Analytics.flush': {
      act: 'flush',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost('unbounded', argument(0, 'timeout')),
      source: 'analytics-node.js:67',
    },
    // max(60 s, flushInterval) * 1.25
    'Analytics.closeAndFlush': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost(75_000, argument(0, 'timeout')),
      source: 'analytics-node.js:29,59',
    },
  },
});
