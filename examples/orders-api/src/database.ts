import { Pool } from 'pg';

export const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });

export interface Order {
  id: string;
  customer: string;
  total: number;
}

export const findOrder = async (id: string): Promise<Order | undefined> => {
  const { rows } = await pool.query<Order>('select id, customer, total from orders where id = $1', [id]);
  return rows[0];
};

/** Stores an order and, in the same transaction, the event that tells other services about it. */
export const placeOrder = async (customer: string, total: number): Promise<Order> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<Order>(
      'insert into orders (customer, total) values ($1, $2) returning id, customer, total',
      [customer, total],
    );
    const [order] = rows;
    if (order === undefined) throw new Error('the order was not stored');
    await client.query('insert into outbox (kind, payload) values ($1, $2)', ['order-placed', order]);
    await client.query('commit');
    return order;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
};
