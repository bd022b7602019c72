import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'second-signal-kills-drain',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'The listener is gone after the first signal, so a second one ends the process during the drain.',
  why: '`once` removes the listener before it is called. A second SIGTERM or Ctrl-C then has its default effect: the process ends at once, with requests in flight.',
  fix: 'Register with `on` and make the routine idempotent; if a second signal shall force the end, say so with a listener that does.',
  references: ['https://nodejs.org/api/events.html#emitteronceeventname-listener', 'https://nodejs.org/api/process.html#signal-events'],
  messages: {
    gone: '`once` takes this listener away at the first signal, so a second one ends the process while `{{act}}` is under way. Register with `on`, and ignore the repeats.',
  },
  check({ plan }, report) {
    for (const { trigger, act } of plan.signals.vulnerable) report.at(trigger, 'gone', { act: act.label }).related(act, 'this takes time');
  },
});
