import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'amqp-connection-manager',
  versions: 'amqp-connection-manager 5.0',
  modules: {
    'amqp-connection-manager': `
      import { EventEmitter } from 'events';
      export interface IAmqpConnectionManager extends EventEmitter {
        connect(options?: any): Promise<void>;
        reconnect(): void;
        createChannel(options?: any): ChannelWrapper;
        close(): Promise<void>;
        isConnected(): boolean;
        readonly connection: any;
        readonly channelCount: number;
      }
      export { IAmqpConnectionManager as AmqpConnectionManager };
      export class AmqpConnectionManagerClass extends EventEmitter implements IAmqpConnectionManager {
        constructor(urls: any, options?: any);
        connect(options?: any): Promise<void>;
        reconnect(): void;
        createChannel(options?: any): ChannelWrapper;
        close(): Promise<void>;
        isConnected(): boolean;
        readonly connection: any;
        readonly channelCount: number;
      }
      export interface ChannelWrapper extends EventEmitter {
        addSetup(setup: any, done?: any): Promise<void>;
        removeSetup(setup: any, teardown?: any, done?: any): Promise<void>;
        waitForConnect(done?: any): Promise<void>;
        publish(exchange: string, routingKey: string, content: any, options?: any, done?: any): Promise<boolean>;
        sendToQueue(queue: string, content: any, options?: any, done?: any): Promise<boolean>;
        consume(queue: string, onMessage: any, options?: any): Promise<any>;
        cancel(consumerTag: string): Promise<void>;
        cancelAll(): Promise<void>;
        close(): Promise<void>;
        ack(message: any, allUpTo?: boolean): void;
        nack(message: any, allUpTo?: boolean, requeue?: boolean): void;
        queueLength(): number;
        [member: string]: any;
      }
      export function connect(urls: any, options?: any): IAmqpConnectionManager;
      declare const amqp: { connect: typeof connect };
      export default amqp;
      export type SetupFunc = any;
      export type Channel = any;
      export type ConnectionUrl = any;
      export type CreateChannelOpts = any;
      export type AmqpConnectionManagerOptions = any;
    `,
  },
  handles: {
    IAmqpConnectionManager: { role: 'resource', label: 'AMQP connection manager', keepsAlive: true },
    AmqpConnectionManagerClass: { role: 'resource', label: 'AMQP connection manager', keepsAlive: true },
    ChannelWrapper: { role: 'consumer', label: 'AMQP channel wrapper', keepsAlive: true },
  },
  calls: {
    'IAmqpConnectionManager.close': {
      act: 'close',
      settles: 'promise',
      closesCreated: true,
      source: 'AmqpConnectionManager.js:153: channels, then the connection',
    },
    'AmqpConnectionManagerClass.close': {
      act: 'close',
      settles: 'promise',
      closesCreated: true,
      source: 'AmqpConnectionManager.js:153: channels, then the connection',
    },
    'ChannelWrapper.consume': { starts: true, source: 'ChannelWrapper.js:537' },
    'ChannelWrapper.cancelAll': { act: 'stop-intake', settles: 'promise', source: 'ChannelWrapper.js:593' },
    'ChannelWrapper.cancel': { act: 'stop-intake', settles: 'promise', source: 'ChannelWrapper.js:607' },
    // Messages that wait for a connection are rejected.
    'ChannelWrapper.close': { act: 'close', settles: 'promise', source: 'ChannelWrapper.js:152' },
  },
});
