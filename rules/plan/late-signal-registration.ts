import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'late-signal-registration',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'Signals are handled only after a start-up in which the process already takes work.',
  why: 'Until a listener is registered, SIGTERM ends the process at once, or is ignored when it is the first one of a container: a rollout that stops an instance during its start cuts off the requests it has taken.',
  fix: 'Register the listeners first, and let the routine close what has been started so far.',
  references: ['https://nodejs.org/api/process.html#signal-events'],
  messages: {
    late: 'This is registered only when `{{awaited}}` is over, and the {{label}} takes work before that: SIGTERM then ends the process at once. Register it before the start-up.',
  },
  check({ plan }, report) {
    for (const { trigger, awaited } of plan.signals.lateRegistrations) report.at(trigger, 'late', { awaited: awaited.label, label: awaited.start.label }).related(awaited, 'this is waited for first').related(awaited.start, 'work is taken from here on');
  },
});
