import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'competing-signal-handlers',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'Two listeners act on the same signal, and nothing orders what they do.',
  why: 'Listeners of one signal run side by side: the first that exits cuts off the other, and a dependency that one closes is gone for the requests that the other still drains.',
  fix: 'Let one routine own the signal, and hand it the other work as a step in its order.',
  references: ['https://nodejs.org/api/process.html#signal-events', 'https://nodejs.org/api/events.html#asynchronous-vs-synchronous'],
  messages: {
    exits: 'This listener and another one act on the same signal, and nothing orders them: `{{by}}` ends the process while `{{cut}}` may be under way. Let one routine do both, in order.',
    closes: 'This listener and another one act on the same signal, and nothing orders them: `{{by}}` closes what requests still use while `{{cut}}` drains them. Let one routine do both, drain first.',
  },
  check({ plan }, report) {
    for (const { trigger, rival, kind, cut, by } of plan.signals.rivalries) {
      const proven = trigger.reached === 'always' && rival.reached === 'always' && by.kind === 'act';
      const label = by.kind === 'act' ? by.label : (by.name ?? 'a call');
      report.at(rival, kind, { by: label, cut: cut.label }).related(trigger, 'the same signal is handled here').related(cut, 'this is under way').related(by, kind === 'exits' ? 'the process exits here' : 'closed here, meanwhile').atMost(proven ? 'error' : 'warning');
    }
  },
});
