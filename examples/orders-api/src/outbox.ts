import { setTimeout as sleep } from 'node:timers/promises';
import { pool } from './database.js';

interface OutboxEvent {
  id: string;
  kind: string;
  payload: unknown;
}

const webhook = process.env.WEBHOOK_URL ?? 'http://localhost:8080/events';

/** Sends the events that orders left behind, oldest first. */
export const relayOutbox = async (): Promise<void> => {
  while (true) {
    const { rows } = await pool.query<OutboxEvent>('select id, kind, payload from outbox where sent_at is null order by id limit 100');
    for (const { id, kind, payload } of rows) {
      await fetch(webhook, { method: 'POST', body: JSON.stringify({ id, kind, payload }) });
      await pool.query('update outbox set sent_at = now() where id = $1', [id]);
    }
    await sleep(5000);
  }
};
