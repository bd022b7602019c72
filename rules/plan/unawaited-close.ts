import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'unawaited-close',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The promise of a close is dropped, and what follows does not wait for it.',
  why: 'A close that returns a promise has only begun when it returns. If the process exits, or a dependency closes, before the promise settles, work is cut off and nothing is flushed.',
  fix: 'Await the promise, or return it to the caller that goes on.',
  references: ['https://nodejs.org/api/process.html#processexitcode'],
  messages: {
    exits: 'Nothing waits for `{{close}}`, and the process exits before it is done, so it is cut off half way. Await it before the exit.',
    closes: 'Nothing waits for `{{close}}`, and `{{dependency}}` closes what it still uses. Await it first.',
  },
  check({ plan }, report) {
    for (const close of plan.acts('drain', 'close', 'flush')) {
      const exit = plan.exitDuring(close);
      const dependency = plan.closedDuring(close);
      if (exit) report.at(close, 'exits', { close: close.label }).related(exit, 'the process exits here');
      else if (dependency) report.at(close, 'closes', { close: close.label, dependency: dependency.label }).related(dependency, 'closed here, meanwhile');
    }
  },
});
