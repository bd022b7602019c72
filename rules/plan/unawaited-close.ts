import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'unawaited-close',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The promise of a close is dropped and the process exits without it.',
  why: 'A close that returns a promise has only begun when it returns. If the process exits before the promise settles, nothing is drained, closed or flushed.',
  fix: 'Await the promise, or return it to the caller that exits.',
  references: ['https://nodejs.org/api/process.html#processexitcode'],
  messages: {
    dropped: 'Nothing waits for `{{close}}`, and the process exits before it is done, so it is cut off half way. Await it before the exit.',
  },
  check({ plan }, report) {
    for (const close of plan.acts('drain', 'close', 'flush')) {
      const exit = plan.exitDuring(close);
      if (exit) report.at(close, 'dropped', { close: close.label }).related(exit, 'the process exits here');
    }
  },
});
