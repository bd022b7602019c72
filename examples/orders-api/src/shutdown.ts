import type { Server as GrpcServer } from '@grpc/grpc-js';
import type { Worker } from 'bullmq';
import type { Server as HttpServer } from 'node:http';
import { pool } from './database.js';

interface Running {
  http: HttpServer;
  grpc: GrpcServer;
  invoices: Worker;
}

const stop = async ({ http, grpc, invoices }: Running): Promise<void> => {
  await http.close();
  grpc.tryShutdown((error) => {
    console.log('grpc has stopped', error ?? '');
  });
  await Promise.all([invoices.close(), pool.end()]);
  process.exit(0);
};

export const stopOnSignals = (running: Running): void => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      console.log(`${signal}: stopping`);
      void stop(running);
    });
  }
};
