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

/**
 * Processors give an export 30 s (exportTimeoutMillis), but the OTLP exporters, which NodeSDK uses by default, end it
 * after 10 s by themselves: with a collector that does not answer, shutdown() rejected after 10.1 s (measured). Spans
 * are exported side by side; batches of logs, and metrics behind a periodic export, follow each other and can take more.
 * https://www.npmjs.com/package/@opentelemetry/exporter-trace-otlp-proto (Exporter Timeout Configuration)
 */
const otlpTimeoutMs = 10_000;
const shutdown = (source: string): CallSemantics => ({
  act: 'close',
  settles: 'promise',
  waitsForInFlight: true,
  bound: atMost(otlpTimeoutMs),
  source,
});
const flush = (source: string): CallSemantics => ({
  act: 'flush',
  settles: 'promise',
  waitsForInFlight: true,
  bound: atMost(otlpTimeoutMs),
  source,
});
/**
 * The export timers are unref-ed (BatchSpanProcessorBase.js:202, PeriodicExportingMetricReader.js:161), so that what is
 * buffered at the end is lost without a shutdown.
 */
const exporter = (label: string): HandleKind => ({
  role: 'exporter',
  label,
  keepsAlive: false,
  losesOn: { ends: ['exit', 're-raise', 'empty-loop'] },
});

const batch = 'sdk-trace export/BatchSpanProcessorBase.js:67-128; otlp-exporter-base shared-configuration.js:43';
const metrics = 'sdk-metrics export/PeriodicExportingMetricReader.js:124,164-201';
const logs = 'sdk-logs export/BatchLogRecordProcessorBase.js:67-72,144-205';

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
    'NodeSDK.shutdown': shutdown('measured; sdk-node sdk.js:245: the three providers side by side'),
    'BasicTracerProvider.shutdown': shutdown(batch),
    'BasicTracerProvider.forceFlush': flush(batch),
    'BatchSpanProcessor.forceFlush': {
      ...flush(batch),
      bound: atMost(otlpTimeoutMs, creation(1, 'exportTimeoutMillis')),
    },
    'MeterProvider.shutdown': shutdown(metrics),
    'MeterProvider.forceFlush': flush(metrics),
    'PeriodicExportingMetricReader.forceFlush': {
      ...flush(metrics),
      bound: atMost(otlpTimeoutMs, creation(0, 'exportTimeoutMillis')),
    },
    'LoggerProvider.shutdown': shutdown(logs),
    'LoggerProvider.forceFlush': flush(logs),
  },
});
