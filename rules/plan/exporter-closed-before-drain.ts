import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'exporter-closed-before-drain',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'Telemetry is shut down while requests are still being answered.',
  why: 'After its shutdown an exporter drops whatever it is given, so the last requests, the ones that a deployment disturbs, leave no trace. A flush before the drain is harmless; a shutdown is not.',
  fix: 'Shut exporters down last, after servers and consumers have drained; give them to the one routine that does so.',
  references: ['https://opentelemetry.io/docs/specs/otel/trace/sdk/#shutdown'],
  messages: {
    early: '`{{close}}` shuts the {{label}} down while `{{drain}}` may still be waiting for work, and all that this work reports is dropped. Shut it down after the drain.',
  },
  check({ plan }, report) {
    for (const { close, drain } of plan.resources.exportersClosedEarly) {
      report.at(close, 'early', { close: close.label, label: close.handleKind?.label ?? 'exporter', drain: drain.label }).related(drain, 'drains here').related(plan.triggerOf(close), 'the signal is handled here');
    }
  },
});
