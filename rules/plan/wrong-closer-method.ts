import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'wrong-closer-method',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A method that sounds like a closer does something else.',
  why: 'The names of some methods promise what they do not do: `redis.shutdown()` stops the Redis server for everybody, `queue.drain()` of BullMQ deletes the waiting jobs.',
  fix: 'Call the method that closes the client: `quit`, `close`, `disconnect`.',
  references: ['https://redis.io/docs/latest/commands/shutdown/', 'https://api.docs.bullmq.io/classes/v5.Queue.html#drain'],
  messages: {
    wrong: '`{{call}}` does not close the client. {{does}} Call the method that closes it.',
  },
  check({ plan }, report) {
    for (const misnomer of plan.resources.misnomers) report.at(misnomer, 'wrong', { call: misnomer.label, does: misnomer.does }).related(plan.shutdown, 'the signal is handled here');
  },
});
