import express from 'express';
import type { Server } from 'node:http';
import { findOrder, placeOrder, pool } from './database.js';

const app = express();
app.use(express.json());

app.get('/ready', async (_request, response) => {
  await pool.query('select 1');
  response.send('ok');
});

app.get('/orders/:id', async (request, response) => {
  const order = await findOrder(request.params.id);
  if (order === undefined) response.sendStatus(404);
  else response.json(order);
});

app.post('/orders', async (request, response) => {
  const { customer, total } = request.body as { customer: string; total: number };
  response.status(201).json(await placeOrder(customer, total));
});

export const startHttp = (port: number): Server =>
  app.listen(port, () => {
    console.log(`http listens on ${port}`);
  });
