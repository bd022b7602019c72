import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'child-process-not-terminated',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A child process outlives the service that started it.',
  why: 'Signals go to one process, not to its children. A child that nobody tells to stop becomes an orphan: it goes on with half of the work, keeps ports and locks, and is killed without warning together with its container.',
  fix: 'Send it SIGTERM in the shutdown and wait for its `exit`, or pass an AbortSignal when starting it.',
  references: ['https://nodejs.org/api/child_process.html#subprocesskillsignal'],
  messages: {
    orphan: 'The shutdown leaves this {{label}} running: it gets no signal and outlives the service, or is killed in the middle of its work. Kill it and wait for its exit.',
  },
  check({ plan }, report) {
    for (const child of plan.background.childrenLeftRunning) report.at(child, 'orphan', { label: child.label }).related(plan.shutdown, 'the signal is handled here');
  },
});
