import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'prom-client',
  versions: 'prom-client 15.1',
  modules: {
    'prom-client': `
      export class Pushgateway<T = any> {
        constructor(url: string, options?: any, registry?: any);
        push(params: any): Promise<any>;
        pushAdd(params: any): Promise<any>;
        delete(params: any): Promise<any>;
      }
      export class Registry<T = any> { [member: string]: any; }
      export class Counter<T = any> { constructor(configuration: any); [member: string]: any; }
      export class Gauge<T = any> { constructor(configuration: any); [member: string]: any; }
      export class Histogram<T = any> { constructor(configuration: any); [member: string]: any; }
      export class Summary<T = any> { constructor(configuration: any); [member: string]: any; }
      export const register: any;
      export const collectDefaultMetrics: any;
    `,
  },
  handles: {
    Pushgateway: { role: 'exporter', label: 'Prometheus push gateway', keepsAlive: false },
  },
  calls: {
    'Pushgateway.push': { act: 'flush', settles: 'promise', waitsForInFlight: true, source: 'lib/pushgateway.js:24,32' },
    'Pushgateway.pushAdd': { act: 'flush', settles: 'promise', waitsForInFlight: true, source: 'lib/pushgateway.js:24,32' },
  },
});
