import { defineLibrary } from '../library.js';

export default defineLibrary({
  name: '@azure/service-bus',
  versions: '@azure/service-bus 7.9',
  modules: {
    '@azure/service-bus': `
      export class ServiceBusClient {
        constructor(...args: any[]);
        readonly fullyQualifiedNamespace: string;
        createReceiver(...args: any[]): ServiceBusReceiver;
        createSender(queueOrTopicName: string, options?: any): ServiceBusSender;
        acceptSession(...args: any[]): Promise<ServiceBusSessionReceiver>;
        acceptNextSession(...args: any[]): Promise<ServiceBusSessionReceiver>;
        close(): Promise<void>;
      }
      export interface ServiceBusReceiver {
        readonly isClosed: boolean;
        readonly entityPath: string;
        subscribe(handlers: any, options?: any): Subscription;
        receiveMessages(count: number, options?: any): Promise<any[]>;
        getMessageIterator(options?: any): any;
        peekMessages(count: number, options?: any): Promise<any[]>;
        completeMessage(message: any): Promise<void>;
        abandonMessage(message: any, properties?: any): Promise<void>;
        deadLetterMessage(message: any, options?: any): Promise<void>;
        close(): Promise<void>;
      }
      export interface ServiceBusSessionReceiver extends ServiceBusReceiver { readonly sessionId: string; [member: string]: any; }
      export interface Subscription { close(): Promise<void>; }
      export interface ServiceBusSender {
        readonly isClosed: boolean;
        sendMessages(messages: any, options?: any): Promise<void>;
        scheduleMessages(...args: any[]): Promise<any>;
        createMessageBatch(options?: any): Promise<any>;
        close(): Promise<void>;
      }
      export const ServiceBusAdministrationClient: any;
      export type ServiceBusReceivedMessage = any;
      export type ServiceBusMessage = any;
      export type ProcessErrorArgs = any;
    `,
  },
  handles: {
    ServiceBusClient: { role: 'resource', label: 'Service Bus client', keepsAlive: true },
    ServiceBusReceiver: { role: 'resource', label: 'Service Bus receiver', keepsAlive: true },
    ServiceBusSessionReceiver: { role: 'resource', label: 'Service Bus receiver', keepsAlive: true },
    ServiceBusSender: { role: 'resource', label: 'Service Bus sender', keepsAlive: true },
    Subscription: { role: 'consumer', label: 'Service Bus subscription', keepsAlive: true, startsOnCreation: true },
  },
  calls: {
    // No new messages; those under way can still be settled while the receiver is open.
    'Subscription.close': { act: 'stop-intake', settles: 'promise', source: 'service-bus.d.ts:2194-2202' },
    'ServiceBusReceiver.close': {
      act: 'close',
      settles: 'promise',
      closesCreated: true,
      source: 'service-bus.d.ts:2262: messages cannot be settled afterwards',
    },
    'ServiceBusSender.close': { act: 'close', settles: 'promise', source: 'service-bus.d.ts ServiceBusSender' },
    'ServiceBusClient.close': { act: 'close', settles: 'promise', closesCreated: true, source: 'service-bus.d.ts ServiceBusClient' },
  },
});
