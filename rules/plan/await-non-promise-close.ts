import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'await-non-promise-close',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A close that returns no promise is awaited.',
  why: '`server.close()` and its kind report completion by callback. `await` continues in the same tick, so what follows runs while requests are still in flight.',
  fix: 'Wrap the callback: `await new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))`.',
  references: ['https://nodejs.org/api/http.html#serverclosecallback'],
  messages: {
    vain: '`await` has nothing to wait for here: this close reports its end by callback, so the next line runs while work is still in flight. Wrap the callback in a promise.',
  },
  check({ plan }, report) {
    for (const call of plan.vainAwaits) report.at(call, 'vain').fix(plan.repairs.promisedClose(call));
  },
});
