import { Worker, type Job } from 'bullmq';
import { findOrder, pool } from './database.js';

const connection = { host: process.env.REDIS_HOST ?? 'localhost', port: 6379 };

const writeInvoice = async (job: Job<{ order: string }>): Promise<void> => {
  const order = await findOrder(job.data.order);
  if (order === undefined) return;
  await pool.query('insert into invoices (order_id, amount) values ($1, $2)', [order.id, order.total]);
};

export const startInvoices = (): Worker => new Worker('invoices', writeInvoice, { connection, concurrency: 8 });
