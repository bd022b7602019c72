import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'dd-trace',
  versions: 'dd-trace 5.132',
  modules: {
    'dd-trace': `
      declare const tracer: tracer.Tracer;
      declare namespace tracer {
        export interface Tracer {
          init(options?: any): this;
          use(plugin: string, config?: any): this;
          trace(...args: any[]): any;
          wrap(...args: any[]): any;
          scope(): any;
          startSpan(...args: any[]): any;
          setUser(...args: any[]): this;
          readonly dogstatsd: any;
          readonly tracer: Tracer;
          readonly default: Tracer;
        }
        export type Span = any;
        export type TracerOptions = any;
      }
      export = tracer;
    `,
  },
  handles: {
    // It has no closer: it sends the last batch on beforeExit, so only when the event loop empties by itself.
    Tracer: { role: 'exporter', label: 'Datadog tracer', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
  },
  calls: {
    'Tracer.use': { returns: receiver },
    'Tracer.setUser': { returns: receiver },
  },
});
