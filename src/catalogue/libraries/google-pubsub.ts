import { creation, defineLibrary, receiver } from '../library.js';

export default defineLibrary({
  name: '@google-cloud/pubsub',
  versions: '@google-cloud/pubsub 5.3',
  modules: {
    '@google-cloud/pubsub': `
      import { EventEmitter } from 'events';
      export class PubSub {
        constructor(options?: any);
        topic(name: string, options?: any): Topic;
        subscription(name: string, options?: any): Subscription;
        createTopic(...args: any[]): Promise<any>;
        createSubscription(...args: any[]): Promise<any>;
        close(callback?: any): Promise<void>;
        [member: string]: any;
      }
      export class Topic {
        readonly name: string;
        publishMessage(message: any, callback?: any): Promise<string>;
        publish(...args: any[]): any;
        publishJSON(...args: any[]): any;
        subscription(name: string, options?: any): Subscription;
        flush(callback?: any): Promise<void>;
        [member: string]: any;
      }
      export class Subscription extends EventEmitter {
        readonly name: string;
        readonly isOpen: boolean;
        open(): void;
        close(callback?: any): Promise<void>;
        on(event: any, listener: any): this;
        setOptions(options: any): void;
        [member: string]: any;
      }
      export class Message { [member: string]: any; }
      export const SubscriberCloseBehaviors: { readonly NackImmediately: 'NACK'; readonly WaitForProcessing: 'WAIT' };
      export type SubscriptionOptions = any;
      export type PublishOptions = any;
    `,
  },
  handles: {
    PubSub: { role: 'resource', label: 'Pub/Sub client', keepsAlive: false },
    Topic: { role: 'producer', label: 'Pub/Sub topic', keepsAlive: false },
    Subscription: {
      role: 'consumer',
      label: 'Pub/Sub subscription',
      keepsAlive: true,
      jobLimits: [{ at: creation(1, 'flowControl.maxExtensionMinutes'), unitMs: 60_000 }],
    },
  },
  calls: {
    // The first listener for messages opens the stream.
    'Subscription.on': { returns: receiver, starts: true, source: 'build/src/subscription.js:497 on newListener' },
    'Subscription.open': { starts: true },
    'Subscription.close': {
      act: 'drain',
      settles: 'promise-or-callback',
      waitsWhen: { at: creation(1, 'closeOptions.behavior'), is: 'WAIT' },
      source: 'build/src/subscriber.js:780-830: messages under way are nacked unless closeOptions say wait',
    },
    'Topic.flush': { act: 'flush', settles: 'promise-or-callback', waitsForInFlight: true, source: 'build/src/topic.js:124' },
    'PubSub.close': { act: 'close', settles: 'promise-or-callback', source: 'build/src/pubsub.js:166' },
  },
});
