import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'amqplib',
  versions: 'amqplib 2.3 (types of 0.10 included)',
  modules: {
    amqplib: `
      import { EventEmitter } from 'events';
      export interface ChannelModel extends EventEmitter {
        readonly connection: any;
        close(): Promise<void>;
        createChannel(options?: any): Promise<Channel>;
        createConfirmChannel(options?: any): Promise<ConfirmChannel>;
        updateSecret(secret: any, reason: string): Promise<void>;
      }
      export { ChannelModel as Connection };
      export interface Channel extends EventEmitter {
        readonly connection: any;
        close(): Promise<void>;
        assertQueue(queue?: string, options?: any): Promise<any>;
        assertExchange(exchange: string, type: string, options?: any): Promise<any>;
        bindQueue(queue: string, source: string, pattern: string, args?: any): Promise<any>;
        prefetch(count: number, global?: boolean): Promise<any>;
        publish(exchange: string, routingKey: string, content: any, options?: any, callback?: any): boolean;
        sendToQueue(queue: string, content: any, options?: any, callback?: any): boolean;
        consume(queue: string, onMessage: any, options?: any): Promise<any>;
        cancel(consumerTag: string): Promise<any>;
        get(queue: string, options?: any): Promise<any>;
        ack(message: any, allUpTo?: boolean): void;
        nack(message: any, allUpTo?: boolean, requeue?: boolean): void;
        reject(message: any, requeue?: boolean): void;
        [member: string]: any;
      }
      export interface ConfirmChannel extends Channel {
        waitForConfirms(): Promise<void>;
      }
      export function connect(url?: any, options?: any): Promise<ChannelModel>;
      export const credentials: any;
      export type Message = any;
      export type ConsumeMessage = any;
      export type GetMessage = any;
      export namespace Options { type Connect = any; type Consume = any; type Publish = any; type AssertQueue = any; type AssertExchange = any; }
      export namespace Replies { type Consume = any; type AssertQueue = any; type Empty = any; }
    `,
    'amqplib/callback_api': `
      import { EventEmitter } from 'events';
      interface CallbackConnection extends EventEmitter {
        close(callback?: any): void;
        createChannel(callback?: (err: any, channel: CallbackChannel) => void): CallbackChannel;
        createChannel(options: any, callback?: (err: any, channel: CallbackChannel) => void): CallbackChannel;
        createConfirmChannel(callback?: (err: any, channel: CallbackConfirmChannel) => void): CallbackConfirmChannel;
        createConfirmChannel(options: any, callback?: (err: any, channel: CallbackConfirmChannel) => void): CallbackConfirmChannel;
      }
      interface CallbackChannel extends EventEmitter {
        readonly connection: any;
        close(callback?: any): void;
        assertQueue(queue?: string, options?: any, callback?: any): void;
        assertExchange(exchange: string, type: string, options?: any, callback?: any): void;
        bindQueue(queue: string, source: string, pattern: string, args?: any, callback?: any): void;
        prefetch(count: number, global?: boolean): void;
        publish(exchange: string, routingKey: string, content: any, options?: any, callback?: any): boolean;
        sendToQueue(queue: string, content: any, options?: any, callback?: any): boolean;
        consume(queue: string, onMessage: any, options?: any, callback?: any): void;
        cancel(consumerTag: string, callback?: any): void;
        ack(message: any, allUpTo?: boolean): void;
        nack(message: any, allUpTo?: boolean, requeue?: boolean): void;
        reject(message: any, requeue?: boolean): void;
        [member: string]: any;
      }
      interface CallbackConfirmChannel extends CallbackChannel {
        waitForConfirms(callback?: any): Promise<void>;
      }
      export { CallbackConnection as Connection, CallbackChannel as Channel, CallbackConfirmChannel as ConfirmChannel };
      export function connect(callback: (err: any, connection: CallbackConnection) => void): void;
      export function connect(url: any, callback: (err: any, connection: CallbackConnection) => void): void;
      export function connect(url: any, options: any, callback: (err: any, connection: CallbackConnection) => void): void;
      export const credentials: any;
      export type Message = any;
      export type ConsumeMessage = any;
      export namespace Options { type Connect = any; type Consume = any; type Publish = any; type AssertQueue = any; }
      export namespace Replies { type Consume = any; type AssertQueue = any; type Empty = any; }
    `,
  },
  handles: {
    ChannelModel: { role: 'resource', label: 'AMQP connection', keepsAlive: true },
    Channel: { role: 'consumer', label: 'AMQP channel', keepsAlive: true },
    ConfirmChannel: { role: 'producer', label: 'AMQP confirm channel', keepsAlive: true },
    CallbackConnection: { role: 'resource', label: 'AMQP connection', keepsAlive: true },
    CallbackChannel: { role: 'consumer', label: 'AMQP channel', keepsAlive: true },
    CallbackConfirmChannel: { role: 'producer', label: 'AMQP confirm channel', keepsAlive: true },
  },
  calls: {
    // Messages that handlers have not acknowledged yet are delivered again after either kind of close.
    'ChannelModel.close': {
      act: 'close',
      settles: 'promise',
      closesCreated: true,
      source: 'lib/channel_model.js:18',
    },
    'Channel.consume': { starts: true, source: 'lib/channel_model.js:135' },
    'Channel.cancel': { act: 'stop-intake', settles: 'promise', source: 'lib/channel_model.js:148' },
    'Channel.close': { act: 'close', settles: 'promise', source: 'lib/channel_model.js:68' },
    'ConfirmChannel.waitForConfirms': {
      act: 'flush',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/channel_model.js:233',
    },
    'CallbackConnection.close': {
      act: 'close',
      settles: 'callback',
      callback: 0,
      closesCreated: true,
      source: 'callback_api.d.ts:15',
    },
    'CallbackChannel.consume': { starts: true, source: 'callback_api.d.ts:99' },
    'CallbackChannel.cancel': { act: 'stop-intake', settles: 'callback', callback: 1, source: 'callback_api.d.ts:106' },
    'CallbackChannel.close': { act: 'close', settles: 'callback', callback: 0, source: 'callback_api.d.ts:48' },
    'CallbackConfirmChannel.waitForConfirms': {
      act: 'flush',
      settles: 'callback',
      callback: 0,
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/callback_model.js:257',
    },
  },
});
