import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'kafkajs',
  versions: 'kafkajs 2.2',
  modules: {
    kafkajs: `
      export class Kafka {
        constructor(config: any);
        consumer(config?: any): Consumer;
        producer(config?: any): Producer;
        admin(config?: any): Admin;
        logger(): any;
      }
      export interface Consumer {
        connect(): Promise<void>;
        disconnect(): Promise<void>;
        subscribe(subscription: any): Promise<void>;
        run(config?: any): Promise<void>;
        stop(): Promise<void>;
        pause(topics: any): void;
        resume(topics: any): void;
        seek(position: any): void;
        commitOffsets(offsets: any): Promise<void>;
        describeGroup(): Promise<any>;
        on(event: any, listener: any): () => void;
        logger(): any;
        readonly events: any;
      }
      export interface Producer {
        connect(): Promise<void>;
        disconnect(): Promise<void>;
        send(record: any): Promise<any>;
        sendBatch(batch: any): Promise<any>;
        transaction(): Promise<any>;
        isIdempotent(): boolean;
        on(event: any, listener: any): () => void;
        logger(): any;
        readonly events: any;
      }
      export interface Admin {
        connect(): Promise<void>;
        disconnect(): Promise<void>;
        createTopics(options: any): Promise<boolean>;
        listTopics(): Promise<string[]>;
        on(event: any, listener: any): () => void;
        readonly events: any;
        [member: string]: any;
      }
      export const logLevel: any;
      export type logLevel = any;
      export const Partitioners: any;
      export const CompressionTypes: any;
      export const CompressionCodecs: any;
      export type EachMessagePayload = any;
      export type EachBatchPayload = any;
      export type KafkaMessage = any;
      export type KafkaConfig = any;
      export type ConsumerConfig = any;
      export type ProducerConfig = any;
    `,
  },
  handles: {
    Consumer: { role: 'consumer', label: 'KafkaJS consumer', keepsAlive: true },
    Producer: { role: 'producer', label: 'KafkaJS producer', keepsAlive: true },
    Admin: { role: 'resource', label: 'KafkaJS admin client', keepsAlive: true },
  },
  calls: {
    'Consumer.run': { starts: true, source: 'src/consumer/index.js:189' },
    'Consumer.stop': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'src/consumer/runner.js:173-204: waits for CONSUMING_STOP, then leaves the group',
    },
    'Consumer.disconnect': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'src/consumer/index.js:96-100: stop(), then cluster.disconnect()',
    },
    'Consumer.pause': { source: 'src/consumer/index.js:433: these topics only, until resume()' },
    'Producer.disconnect': {
      act: 'close',
      settles: 'promise',
      waitsForInFlight: true,
      source: 'src/producer/index.js:230, src/network/connection.js:266-272: waits for requests under way; a later send() fails, src/producer/messageProducer.js:31',
    },
    'Admin.disconnect': { act: 'close', settles: 'promise', source: 'src/admin/index.js:94' },
  },
});
