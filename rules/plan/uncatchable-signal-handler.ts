import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'uncatchable-signal-handler',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A listener is registered for a signal that no process can catch.',
  why: 'The kernel never delivers SIGKILL and SIGSTOP to a process, and Node.js throws `uv_signal_start EINVAL` when a listener is registered for one, so the program ends where it registers it.',
  fix: 'Listen for SIGTERM and SIGINT; do everything that must happen before SIGKILL within the grace period.',
  references: ['https://nodejs.org/api/process.html#signal-events'],
  messages: {
    uncatchable: 'No process can catch {{signal}}: this registration throws `uv_signal_start EINVAL`. Listen for SIGTERM instead, and finish before the grace period is over.',
  },
  check({ plan }, report) {
    for (const { at, signal } of plan.signals.uncatchable) report.at({ at }, 'uncatchable', { signal });
  },
});
