import { Server, ServerCredentials, status, type handleUnaryCall, type ServiceDefinition } from '@grpc/grpc-js';
import { findOrder, type Order } from './database.js';

const toBytes = (message: unknown): Buffer => Buffer.from(JSON.stringify(message));
const fromBytes = (bytes: Buffer): unknown => JSON.parse(bytes.toString());

const orders: ServiceDefinition = {
  find: {
    path: '/orders.Orders/Find',
    requestStream: false,
    responseStream: false,
    requestSerialize: toBytes,
    requestDeserialize: fromBytes,
    responseSerialize: toBytes,
    responseDeserialize: fromBytes,
  },
};

const find: handleUnaryCall<{ id: string }, Order> = (call, callback) => {
  findOrder(call.request.id).then(
    (order) => {
      if (order === undefined) callback({ code: status.NOT_FOUND });
      else callback(null, order);
    },
    () => callback({ code: status.INTERNAL }),
  );
};

export const startGrpc = (address: string): Server => {
  const server = new Server();
  server.addService(orders, { find });
  server.bindAsync(address, ServerCredentials.createInsecure(), (error) => {
    if (error) throw error;
    console.log(`grpc listens on ${address}`);
  });
  return server;
};
