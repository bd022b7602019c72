import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'double-close',
  subject: 'plan',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'The shutdown closes the same thing twice.',
  why: 'The second close of many libraries fails: an error in the log of every good shutdown hides the real one, and a rejection that nobody catches ends the process.',
  fix: 'Close it once, where the order of the shutdown wants it.',
  references: ['https://nodejs.org/api/net.html#serverclosecallback'],
  messages: {
    twice: '`{{first}}` has closed this before, so `{{second}}` fails or does nothing. Close it once.',
  },
  check({ plan }, report) {
    for (const { first, second } of plan.deadlines.doubleCloses) report.at(second, 'twice', { first: first.label, second: second.label }).related(first, 'closed here before').related(plan.triggerOf(second), 'the signal is handled here');
  },
});
