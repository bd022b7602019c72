import { argument, atMost, defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@confluentinc/kafka-javascript',
  versions: '@confluentinc/kafka-javascript 1.10',
  modules: {
    '@confluentinc/kafka-javascript': `
      export namespace KafkaJS {
        class Kafka {
          constructor(config?: any);
          consumer(config?: any): Consumer;
          producer(config?: any): Producer;
          admin(config?: any): Admin;
        }
        interface Consumer {
          connect(): Promise<void>;
          disconnect(): Promise<void>;
          subscribe(subscription: any): Promise<void>;
          run(config?: any): Promise<void>;
          stop(): Promise<void>;
          pause(topics: any): any;
          resume(topics: any): void;
          commitOffsets(offsets?: any): Promise<void>;
          [member: string]: any;
        }
        interface Producer {
          connect(): Promise<void>;
          disconnect(): Promise<void>;
          send(record: any): Promise<any>;
          sendBatch(batch: any): Promise<any>;
          flush(options?: { timeout?: number }): Promise<void>;
          [member: string]: any;
        }
        interface Admin {
          connect(): Promise<void>;
          disconnect(): Promise<void>;
          [member: string]: any;
        }
        const logLevel: any;
        const CompressionTypes: any;
        type EachMessagePayload = any;
        type EachBatchPayload = any;
        type Message = any;
      }
    `,
  },
  handles: {
    Consumer: { role: 'consumer', label: 'Kafka consumer', keepsAlive: true },
    Producer: { role: 'producer', label: 'Kafka producer', keepsAlive: true },
    Admin: { role: 'resource', label: 'Kafka admin client', keepsAlive: true },
  },
  calls: {
    'Consumer.run': { starts: true },
    'Consumer.stop': { notACloser: 'It throws: not implemented.', source: 'lib/kafkajs/_consumer.js:1278' },
    'Consumer.disconnect': {
      act: 'drain',
      settles: 'promise',
      waitsForInFlight: true,
      bound: 'unbounded',
      source: 'lib/kafkajs/_consumer.js:2123',
    },
    'Producer.flush': {
      act: 'flush',
      settles: 'promise',
      waitsForInFlight: true,
      bound: atMost(500, argument(0, 'timeout')),
      source: 'lib/kafkajs/_producer.js:831',
    },
    'Producer.disconnect': { act: 'close', settles: 'promise', source: 'lib/kafkajs/_producer.js:429' },
    'Admin.disconnect': { act: 'close', settles: 'promise', source: 'lib/kafkajs/_admin.js:267' },
  },
});
