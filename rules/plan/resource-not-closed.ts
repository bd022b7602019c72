import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'resource-not-closed',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A pool, client or producer stays open through the whole shutdown.',
  why: 'An open connection keeps the event loop, so a shutdown without an exit never ends; with one, the server on the other side keeps session, locks and leases until its own timeout, and what a producer still buffers is lost.',
  fix: 'Close it in the shutdown routine, after the drain of everything that uses it.',
  references: ['https://node-postgres.com/apis/pool#poolend', 'https://redis.io/docs/latest/commands/quit/'],
  messages: {
    open: 'The shutdown never closes this {{label}}, so it ends with the process and not before: sessions, locks and unsent commands are left to time out. Close it after the drain.',
    forgotten: 'The shutdown never closes this {{label}}: `{{teardown}}` would, and nothing calls it. Call it after the drain.',
  },
  check({ plan }, report) {
    for (const left of plan.resources.leftOpen) {
      const finding = left.teardown ? report.at(left, 'forgotten', { label: left.label, teardown: left.teardown.name }).related(left.teardown, 'this would close it') : report.at(left, 'open', { label: left.label });
      for (const other of left.others.slice(0, 4)) finding.related(other, 'made here');
      finding.related(plan.shutdown, 'the signal is handled here');
    }
  },
});
