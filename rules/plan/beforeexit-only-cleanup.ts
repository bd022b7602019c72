import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'beforeexit-only-cleanup',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'What is closed or flushed only on `beforeExit` is never closed in a service.',
  why: '`beforeExit` is emitted when the event loop runs empty. A process that listens never gets there, and neither a signal nor `process.exit` emits it, so this cleanup does not run when the platform stops the process.',
  fix: 'Call it from the routine that handles SIGTERM, after the drain.',
  references: ['https://nodejs.org/api/process.html#event-beforeexit'],
  messages: {
    never: '`beforeExit` is emitted neither on signals nor by `process.exit`, so `{{act}}` never runs when the {{label}} is stopped. Call it in the shutdown routine.',
  },
  check({ plan }, report) {
    for (const { listener, act } of plan.signals.beforeExitOnly) report.at(listener, 'never', { act: act.label, label: plan.intake[0]?.label ?? 'service' }).related(act, 'this is left out').related(plan.triggers[0], 'the signal is handled here');
  },
});
