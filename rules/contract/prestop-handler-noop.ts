import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-handler-noop',
  subject: 'contract',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A preStop hook has a handler that does nothing.',
  why: 'A TCP handler is accepted for compatibility and never carried out, and an empty one is rejected or ignored. Whatever the hook was meant for does not happen.',
  fix: 'Use `sleep`, `exec` or `httpGet`, or remove the hook.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  messages: {
    tcp: '{{container}}: a tcpSocket handler does nothing in a preStop hook, so SIGTERM comes at once. Use `sleep`, `exec` or `httpGet`.',
    empty: '{{container}}: this preStop hook has no handler, so it does nothing or is rejected. Use `sleep`, `exec` or `httpGet`, or remove it.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, preStop } of contract.containers) {
      if (preStop?.kind === 'tcp') report.at(preStop.duration, 'tcp', { container });
      else if (preStop?.kind === 'none') report.at(preStop, 'empty', { container });
    }
  },
});
