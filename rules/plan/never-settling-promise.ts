import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'never-settling-promise',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'The shutdown waits for a promise that nothing settles.',
  why: 'The executor calls neither of its functions, so the `await` never ends and nothing behind it happens. When the event loop runs empty the process ends there without a word, with status 13 at the top level.',
  fix: 'Hand `resolve` to the callback: `new Promise((resolve) => server.close(resolve))`.',
  references: ['https://nodejs.org/api/process.html#exit-codes'],
  messages: {
    never: 'Nothing settles this promise, so what follows the `await` never happens. Hand its `resolve` to the callback.',
  },
  check({ plan }, report) {
    for (const promise of plan.deadlines.neverSettling) report.at(promise, 'never').related(plan.triggers[0], 'the signal is handled here');
  },
});
