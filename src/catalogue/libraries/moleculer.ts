import { argument, atMost, creation, defineLibrary } from '../library.js';
import type { Bound } from '../library.js';

/** It waits for actions under way only with tracking, which is off unless asked for. */
const bound: Bound = atMost(5000, creation(0, 'tracking.shutdownTimeout'));

export default defineLibrary({
  name: 'moleculer',
  versions: 'moleculer 0.14.36',
  modules: {
    moleculer: `
      import { EventEmitter } from 'events';
      export class ServiceBroker {
        constructor(options?: any);
        readonly logger: any;
        readonly metrics: any;
        readonly tracer: any;
        start(): Promise<any>;
        stop(): Promise<any>;
        createService(...args: any[]): any;
        loadService(path: any): any;
        loadServices(...args: any[]): number;
        destroyService(...args: any[]): Promise<void>;
        waitForServices(...args: any[]): Promise<any>;
        call<A = any, B = any>(...args: any[]): Promise<any>;
        emit(...args: any[]): Promise<any>;
        broadcast(...args: any[]): Promise<any>;
        repl(): any;
      }
      export class Service<S = any> { constructor(broker: ServiceBroker, schema?: any); [member: string]: any; }
      export class Context<P = any, M = any> { params: any; meta: any; call(...args: any[]): Promise<any>; [member: string]: any; }
      export const Errors: any;
      export const Middlewares: any;
      export const Validators: any;
      export namespace Errors { type MoleculerError = any; }
      export type BrokerOptions = any;
      export type ServiceSchema<S = any> = any;
      export type ServiceSettingSchema = any;
    `,
  },
  handles: {
    ServiceBroker: { role: 'server', label: 'moleculer broker', keepsAlive: true },
  },
  calls: {
    'ServiceBroker.start': { starts: true, source: 'src/service-broker.js:469' },
    'ServiceBroker.stop': {
      act: 'drain',
      settles: 'promise',
      waitsWhen: { at: creation(0, 'tracking.enabled'), is: true },
      bound,
      source: 'src/service-broker.js:64, 525-545',
    },
    'new ServiceBroker': {
      trigger: {
        signals: ['SIGINT', 'SIGTERM'],
        disabledWhenTrue: [argument(0, 'skipProcessEventRegistration')],
        phases: [{ methods: 'stopped' }, { act: 'drain', waitsForInFlight: true, bound }, { exit: 'exit' }],
        guarded: false,
      },
      source: 'src/service-broker.js:325-337: stop(), then exit with status 0 whatever happened',
    },
  },
});
