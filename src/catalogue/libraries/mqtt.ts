import { argument, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: 'mqtt',
  versions: 'mqtt 5.16',
  modules: {
    mqtt: `
      import { EventEmitter } from 'events';
      export class MqttClient extends EventEmitter {
        constructor(streamBuilder: any, options: any);
        readonly connected: boolean;
        readonly disconnecting: boolean;
        readonly reconnecting: boolean;
        readonly options: any;
        publish(topic: string, message: any, ...args: any[]): this;
        publishAsync(topic: string, message: any, options?: any): Promise<any>;
        subscribe(topic: any, ...args: any[]): this;
        subscribeAsync(topic: any, options?: any): Promise<any>;
        unsubscribe(topic: any, ...args: any[]): this;
        unsubscribeAsync(topic: any, options?: any): Promise<any>;
        end(force?: any, options?: any, callback?: any): this;
        endAsync(force?: any, options?: any): Promise<void>;
        reconnect(options?: any): this;
      }
      export { MqttClient as Client };
      export function connect(url?: any, options?: any): MqttClient;
      export function connectAsync(url?: any, options?: any, allowRetries?: boolean): Promise<MqttClient>;
      export type IClientOptions = any;
      export type IClientPublishOptions = any;
      export type IPublishPacket = any;
    `,
  },
  handles: {
    MqttClient: { role: 'consumer', label: 'MQTT client', keepsAlive: true },
  },
  calls: {
    'MqttClient.publish': { returns: receiver },
    'MqttClient.subscribe': { returns: receiver, starts: true },
    'MqttClient.subscribeAsync': { starts: true },
    'MqttClient.unsubscribe': { returns: receiver },
    'MqttClient.reconnect': { returns: receiver },
    // It waits for outgoing messages of QoS 1 and 2, for ever while the broker is away; not for message handlers.
    'MqttClient.end': {
      act: 'close',
      settles: 'callback',
      returns: receiver,
      forcedWhen: { at: argument(0), is: true },
      bound: 'unbounded',
      source: 'build/lib/client.js:773; measured 16',
    },
    'MqttClient.endAsync': {
      act: 'close',
      settles: 'promise',
      forcedWhen: { at: argument(0), is: true },
      bound: 'unbounded',
      source: 'build/lib/client.js:834; measured 16',
    },
  },
});
