import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'swallowed-uncaught-exception',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'After an uncaught exception the process goes on in an unknown state.',
  why: 'The exception left some work half done: locks held, requests without an answer, counters that never reach zero. A drain that waits for them then waits for ever.',
  fix: 'Log it, run the shutdown with a deadline, and exit with a non-zero status.',
  references: ['https://nodejs.org/api/process.html#warning-using-uncaughtexception-correctly'],
  messages: {
    swallowed: 'After an uncaught exception this goes on with work half done, for which a later drain can wait in vain. Log it, shut down, and exit with a non-zero status.',
  },
  check({ plan }, report) {
    for (const listener of plan.signals.swallowedErrors) report.at(listener, 'swallowed');
  },
});
