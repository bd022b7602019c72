import { defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'applicationinsights',
  versions: 'applicationinsights 3.16 (clients of 2 included)',
  modules: {
    applicationinsights: `
      export interface AzureMonitor { readonly started: boolean; }
      export interface Configuration {
        start(): this;
        setAutoCollectConsole(...args: any[]): this;
        setAutoCollectRequests(...args: any[]): this;
        setAutoCollectPerformance(...args: any[]): this;
        setAutoCollectExceptions(...args: any[]): this;
        setAutoCollectDependencies(...args: any[]): this;
        setAutoDependencyCorrelation(...args: any[]): this;
        setUseDiskRetryCaching(...args: any[]): this;
        setSendLiveMetrics(...args: any[]): this;
        setDistributedTracingMode(...args: any[]): this;
        setInternalLogging(...args: any[]): this;
      }
      export class TelemetryClient {
        constructor(connectionString?: string);
        flush(options?: any): any;
        [member: string]: any;
      }
      export function useAzureMonitor(options?: any): AzureMonitor;
      export function shutdownAzureMonitor(): Promise<void>;
      export function flushAzureMonitor(): Promise<void>;
      export function setup(connectionString?: string): Configuration;
      export function start(): Configuration;
      export function dispose(): void;
      export const defaultClient: TelemetryClient;
    `,
  },
  handles: {
    AzureMonitor: { role: 'exporter', label: 'Azure Monitor', keepsAlive: false, losesOn: { ends: ['exit', 're-raise'] } },
  },
  calls: {
    start: { returns: receiver },
    shutdownAzureMonitor: { act: 'close', onEvery: 'AzureMonitor', settles: 'promise', waitsForInFlight: true, source: 'out/src/main.js:65-83' },
    flushAzureMonitor: { act: 'flush', onEvery: 'AzureMonitor', settles: 'promise', waitsForInFlight: true, source: 'out/src/main.js:65-83' },
    dispose: { act: 'close', onEvery: 'AzureMonitor', source: 'applicationinsights.d.ts dispose()' },
  },
});
