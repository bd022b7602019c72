import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'duplicate-shutdown-env',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'An environment variable of the shutdown is set twice, to different values.',
  why: 'The last one wins, and whoever reads the first believes in another budget. Charts that append to a list of variables produce this.',
  fix: 'Remove one of them.',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  messages: {
    twice: '{{container}}: {{name}} is set to {{first}} and then to {{last}}. The last one wins, so the shutdown takes {{last}}. Remove one.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, environment } of contract.containers) {
      const seen = new Map<string, (typeof environment)[number]>();
      for (const variable of environment) {
        const { name, value } = variable;
        if (!/SHUTDOWN|DRAIN|GRACE|TERMINATION|SIGTERM|STOP_TIMEOUT|KILL_TIMEOUT/i.test(name) || value === undefined) continue;
        const first = seen.get(name);
        if (first && first.value !== value) report.at(variable, 'twice', { container, name, first: first.value ?? '', last: value }).related(first, 'set here first');
        seen.set(name, variable);
      }
    }
  },
});
