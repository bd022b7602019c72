import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'exporter-not-flushed',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'Telemetry that is buffered at the end of the process is never sent.',
  why: 'Exporters collect spans, metrics and events and send them every few seconds. What is in the buffer when the process ends is lost: just the minutes of a rollout, in which failures are looked for.',
  fix: 'Await the shutdown or flush of the exporter as the last step, with a limit, before the process exits.',
  references: ['https://opentelemetry.io/docs/languages/js/exporters/', 'https://docs.sentry.io/platforms/javascript/guides/node/configuration/draining/'],
  messages: {
    lost: 'Nothing flushes this {{label}} on the way down, so what it has buffered is lost with the process. Await its shutdown or flush after the drain, with a limit.',
    underWay: 'Nothing waits for this {{label}} on the way down, so an event that it is just sending is lost with the process. Await its flush or close after the drain, with a limit.',
    forgotten: 'Nothing flushes this {{label}} on the way down: `{{teardown}}` would, and nothing calls it. Await it after the drain.',
  },
  check({ plan }, report) {
    for (const left of plan.resources.exportersNotFlushed) {
      const finding = left.teardown ? report.at(left, 'forgotten', { label: left.label, teardown: left.teardown.name }).related(left.teardown, 'this would flush it') : report.at(left, left.handle.kind.sendsAtOnce === true ? 'underWay' : 'lost', { label: left.label });
      if (left.handle.kind.sendsAtOnce === true) finding.atMost('info');
      for (const other of left.others.slice(0, 4)) finding.related(other, 'made here');
      finding.related(plan.shutdown, 'the signal is handled here');
    }
  },
});
