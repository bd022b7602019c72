import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'exit-before-drain',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The process exits on the signal before its servers and consumers have drained.',
  why: '`process.exit` ends the process in the same tick: requests in flight get ECONNRESET, running jobs stop in the middle, `beforeExit` never comes.',
  fix: 'Exit in the completion callback of the drain or after awaiting it; keep an exit in a timer as the deadline.',
  references: ['https://nodejs.org/api/process.html#processexitcode'],
  messages: {
    notWaited: 'The process exits while the {{label}} is still draining: nothing waits for `{{drain}}`, so work in flight is cut off. Exit when the drain has completed.',
    notDrained: 'The process exits on the signal without draining the {{label}}, so work in flight is cut off. Close it, wait for the drain with a deadline, then exit.',
  },
  check({ plan }, report) {
    if (plan.handlesSigterm === 'never' && plan.onlyExits) return;
    for (const exit of plan.exits) {
      const [lost] = plan.intakeLostAt(exit);
      if (!lost) continue;
      const { start, drain } = lost;
      if (drain) report.at(exit, 'notWaited', { label: start.label, drain: drain.label }).related(drain, 'the drain begins here').atMost(start.reached === 'always' ? 'error' : 'warning').fix(plan.repairs.exitWhenDrained(drain, exit));
      else report.at(exit, 'notDrained', { label: start.label }).related(start, `the ${start.label} takes work here`).atMost(start.reached === 'always' ? 'error' : 'warning');
    }
  },
});
