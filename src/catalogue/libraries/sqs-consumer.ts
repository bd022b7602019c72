import { argument, atMost, creation, defineLibrary } from '../library.js';

export default defineLibrary({
  name: 'sqs-consumer',
  versions: 'sqs-consumer 14.2',
  modules: {
    'sqs-consumer': `
      import { EventEmitter } from 'events';
      export class Consumer extends EventEmitter {
        constructor(options: any);
        static create(options: any): Consumer;
        readonly status: { isRunning: boolean; isPolling: boolean };
        readonly isRunning: boolean;
        start(): void;
        stop(options?: { abort?: boolean }): void;
        updateOption(option: any, value: any): void;
      }
      export type ConsumerOptions = any;
      export type StopOptions = any;
    `,
  },
  handles: {
    Consumer: {
      role: 'consumer',
      label: 'SQS consumer',
      keepsAlive: true,
      jobLimits: [{ at: creation(0, 'handleMessageTimeout') }, { at: creation(0, 'visibilityTimeout'), unitMs: 1000, aboveMs: 30_000 }],
    },
  },
  calls: {
    'Consumer.start': { starts: true, source: 'consumer.js:58' },
    'Consumer.stop': {
      act: 'drain',
      settles: 'event',
      completionEvent: 'stopped',
      waitsWhen: { at: creation(0, 'pollingCompleteWaitTimeMs') },
      forcedWhen: { at: argument(0, 'abort'), is: true },
      bound: atMost(0, creation(0, 'pollingCompleteWaitTimeMs')),
      source: 'consumer.js:95 abort, waitForPollingToComplete(); bbc/sqs-consumer#454, #567',
    },
  },
});
