import { atMost, creation, defineLibrary } from '../library.js';
import type { CallSemantics, HandleKind } from '../library.js';

const trace = `
  export interface SpanProcessor {
    forceFlush(): Promise<void>;
    shutdown(): Promise<void>;
  }
  export class BatchSpanProcessor implements SpanProcessor {
    constructor(exporter: any, config?: any);
    onStart(...args: any[]): void;
    onEnd(...args: any[]): void;
    forceFlush(): Promise<void>;
    shutdown(): Promise<void>;
  }
  export class SimpleSpanProcessor implements SpanProcessor {
    constructor(exporter: any);
    onStart(...args: any[]): void;
    onEnd(...args: any[]): void;
    forceFlush(): Promise<void>;
    shutdown(): Promise<void>;
  }
  export class BasicTracerProvider {
    constructor(config?: any);
    addSpanProcessor(processor: any): void;
    getTracer(...args: any[]): any;
    register(config?: any): void;
    forceFlush(): Promise<void>;
    shutdown(): Promise<void>;
  }
  export const ConsoleSpanExporter: any;
  export const InMemorySpanExporter: any;
  export const ParentBasedSampler: any;
  export const TraceIdRatioBasedSampler: any;
  export const AlwaysOnSampler: any;
  export type ReadableSpan = any;
  export type Span = any;
  export type SpanExporter = any;
  export type Sampler = any;
`;

/** Batches are exported side by side, each for exportTimeoutMillis at the most. */
const shutdown = (source: string): CallSemantics => ({
  act: 'close',
  settles: 'promise',
  waitsForInFlight: true,
  bound: atMost(30_000),
  source,
});
const flush = (source: string): CallSemantics => ({
  act: 'flush',
  settles: 'promise',
  waitsForInFlight: true,
  bound: atMost(30_000),
  source,
});
/** The export timers are unref-ed, so that what is buffered at the end is lost without a shutdown. */
const exporter = (label: string): HandleKind => ({
  role: 'exporter',
  label,
  keepsAlive: false,
  losesOn: { ends: ['exit', 're-raise', 'empty-loop'] },
});

const batch = 'export/BatchSpanProcessorBase.js:30-128';

export default defineLibrary({
  name: '@opentelemetry/sdk-node',
  versions: '@opentelemetry/sdk-node 0.223, sdk-trace-base and sdk-metrics 2.12',
  modules: {
    '@opentelemetry/sdk-node': `
      export class NodeSDK {
        constructor(configuration?: any);
        start(): void;
        shutdown(): Promise<void>;
      }
      export type NodeSDKConfiguration = any;
      export * as tracing from '@opentelemetry/sdk-trace-base';
      export * as node from '@opentelemetry/sdk-trace-node';
      export * as metrics from '@opentelemetry/sdk-metrics';
      export * as logs from '@opentelemetry/sdk-logs';
      export const api: any;
      export const core: any;
      export const resources: any;
    `,
    '@opentelemetry/sdk-trace-base': trace,
    '@opentelemetry/sdk-trace-node': `
      import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
      export * from '@opentelemetry/sdk-trace-base';
      export class NodeTracerProvider extends BasicTracerProvider {}
      export type NodeTracerConfig = any;
    `,
    '@opentelemetry/sdk-metrics': `
      export class MeterProvider {
        constructor(options?: any);
        getMeter(...args: any[]): any;
        addMetricReader(reader: any): void;
        forceFlush(options?: any): Promise<void>;
        shutdown(options?: any): Promise<void>;
      }
      export class PeriodicExportingMetricReader {
        constructor(options: any);
        forceFlush(options?: any): Promise<void>;
        shutdown(options?: any): Promise<void>;
        collect(options?: any): Promise<any>;
      }
      export const ConsoleMetricExporter: any;
      export const AggregationTemporality: any;
      export const View: any;
      export type MetricReader = any;
    `,
    '@opentelemetry/sdk-logs': `
      export class LoggerProvider {
        constructor(config?: any);
        getLogger(...args: any[]): any;
        addLogRecordProcessor(processor: any): void;
        forceFlush(): Promise<void>;
        shutdown(): Promise<void>;
      }
      export class BatchLogRecordProcessor {
        constructor(...args: any[]);
        forceFlush(): Promise<void>;
        shutdown(): Promise<void>;
      }
      export class SimpleLogRecordProcessor {
        constructor(...args: any[]);
        forceFlush(): Promise<void>;
        shutdown(): Promise<void>;
      }
      export const ConsoleLogRecordExporter: any;
    `,
  },
  // Processors and readers belong to a provider or to the SDK, whose shutdown reaches them.
  handles: {
    NodeSDK: exporter('OpenTelemetry SDK'),
    BasicTracerProvider: exporter('OpenTelemetry tracer provider'),
    NodeTracerProvider: exporter('OpenTelemetry tracer provider'),
    MeterProvider: exporter('OpenTelemetry meter provider'),
    LoggerProvider: exporter('OpenTelemetry logger provider'),
  },
  calls: {
    'NodeSDK.shutdown': shutdown('sdk-node sdk.js shutdown(): the three providers side by side'),
    'BasicTracerProvider.shutdown': shutdown(batch),
    'BasicTracerProvider.forceFlush': flush(batch),
    'BatchSpanProcessor.forceFlush': {
      ...flush(batch),
      bound: atMost(30_000, creation(1, 'exportTimeoutMillis')),
    },
    'MeterProvider.shutdown': shutdown('sdk-metrics export/PeriodicExportingMetricReader.js: exportTimeoutMillis'),
    'MeterProvider.forceFlush': flush('sdk-metrics export/PeriodicExportingMetricReader.js: exportTimeoutMillis'),
    'PeriodicExportingMetricReader.forceFlush': {
      ...flush('sdk-metrics export/PeriodicExportingMetricReader.js: exportTimeoutMillis'),
      bound: atMost(30_000, creation(0, 'exportTimeoutMillis')),
    },
    'LoggerProvider.shutdown': shutdown('sdk-logs export/BatchLogRecordProcessorBase.js: exportTimeoutMillis'),
    'LoggerProvider.forceFlush': flush('sdk-logs export/BatchLogRecordProcessorBase.js: exportTimeoutMillis'),
  },
});
