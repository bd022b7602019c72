import { defineLibrary } from '../library.js';

const stub = `
  export interface NatsConnection {
    readonly info?: any;
    closed(): Promise<void | Error>;
    close(): Promise<void>;
    drain(): Promise<void>;
    flush(): Promise<void>;
    publish(subject: string, payload?: any, options?: any): void;
    publishMessage(message: any): void;
    respondMessage(message: any): boolean;
    request(subject: string, payload?: any, options?: any): Promise<any>;
    requestMany(subject: string, payload?: any, options?: any): Promise<any>;
    subscribe(subject: string, options?: any): Subscription;
    isClosed(): boolean;
    isDraining(): boolean;
    getServer(): string;
    status(): any;
    stats(): any;
    rtt(): Promise<number>;
    reconnect(): Promise<void>;
    jetstream(options?: any): any;
    jetstreamManager(options?: any): Promise<any>;
    readonly services: any;
  }
  export interface Subscription extends AsyncIterable<any> {
    readonly closed: Promise<void>;
    unsubscribe(max?: number): void;
    drain(): Promise<void>;
    isDraining(): boolean;
    isClosed(): boolean;
    callback(error: any, message: any): void;
    getSubject(): string;
    getReceived(): number;
    getProcessed(): number;
    getPending(): number;
  }
  export function connect(options?: any): Promise<NatsConnection>;
  export type ConnectionOptions = any;
  export type Msg = any;
  export type JsMsg = any;
  export type Codec<T = any> = any;
  export const StringCodec: any;
  export const JSONCodec: any;
  export const Events: any;
  export const headers: any;
`;

export default defineLibrary({
  name: 'nats',
  versions: 'nats 2.29, @nats-io/transport-node 3.4',
  modules: {
    nats: stub,
    '@nats-io/transport-node': stub,
  },
  handles: {
    NatsConnection: { role: 'resource', label: 'NATS connection', keepsAlive: true },
    Subscription: { role: 'consumer', label: 'NATS subscription', keepsAlive: true, startsOnCreation: true },
  },
  calls: {
    'NatsConnection.drain': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: false,
      closesCreated: true,
      source: 'measured with nats 2.29.3 and @nats-io/transport-node 3.4.0: over when the server has answered a flush; handlers under way go on, and what they publish then fails',
    },
    'NatsConnection.flush': { act: 'flush', settles: 'promise', source: 'nats-base-client/core.d.ts flush()' },
    'NatsConnection.close': {
      act: 'force',
      settles: 'promise',
      closesCreated: true,
      source: 'nats-base-client/core.d.ts:424-428',
    },
    'Subscription.drain': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: false,
      source: 'nats-base-client/protocol.js:168: over when the server has answered a flush; handlers under way go on',
    },
    'Subscription.unsubscribe': { act: 'stop-intake', settles: 'sync', source: 'nats-base-client/core.d.ts:626-633' },
  },
});
