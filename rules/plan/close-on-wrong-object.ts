import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'close-on-wrong-object',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A closer is called on something that has none.',
  why: 'What `listen` gives back is not the server with every library. Calling `close` on a promise, an address or an application throws a TypeError in the listener: the process ends there, and nothing is drained.',
  fix: 'Call it on the object that listens: the Fastify instance, or the http server that Express gives back.',
  references: ['https://fastify.dev/docs/latest/Reference/Server/#close', 'https://expressjs.com/en/api.html#app.listen'],
  messages: {
    wrong: '`{{label}}` throws a TypeError: this is {{what}}, which has no such method, so nothing is drained. Close what listens instead.',
  },
  check({ plan }, report) {
    for (const closer of plan.connections.wrongClosers) report.at(closer, 'wrong', { label: closer.label, what: closer.what }).related(closer.start, 'it comes from here');
  },
});
