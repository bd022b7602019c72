import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'cleanup-not-isolated',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'One failing step keeps the shutdown from running those after it.',
  why: 'A closer that rejects, a connection that is already gone for instance, or a step that throws ends the routine. Consumers that come later go on, buffers that come later are never written.',
  fix: 'Catch the failure of each step, log it and go on: `Promise.allSettled`, or a `try` around each.',
  references: ['https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Promise/allSettled'],
  messages: {
    throws: '`{{name}}` is not declared here, so this line of the shutdown throws a ReferenceError and the steps after it never run. Refer to what is meant, and catch the failure of each step.',
    skips: 'If `{{step}}` fails, {{count}} more steps are skipped, `{{skipped}}` among them. Catch its failure, log it and go on.',
  },
  check({ plan }, report) {
    for (const missing of plan.resources.missingNames) report.at(missing, 'throws', { name: missing.name }).related(plan.shutdown, 'the signal is handled here');
    for (const { step, skipped } of plan.resources.notIsolated) {
      const [lost] = skipped.filter((act) => act.act !== 'close');
      report.at(step, 'skips', { step: step.label, count: skipped.length, skipped: (lost ?? step).label }).related(lost, 'this would be skipped').atMost('info');
    }
  },
});
