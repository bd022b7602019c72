import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'unbounded-shutdown-step',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'One step can use up the whole deadline, so that the steps behind it are lost.',
  why: 'The only limit of this step is the deadline of everything. When it hangs, the process is ended there: the steps behind it never run, although they would have taken no time.',
  fix: 'Give the step a limit of its own: a timeout option of the library, or a race against a short timer.',
  references: ['https://nodejs.org/api/timers.html#timerspromisessettimeoutdelay-value-options'],
  messages: {
    step: 'Only the deadline of the whole shutdown ends `{{step}}` when it hangs, and what `{{behind}}` would write out is lost with it. Race the step against a short timer of its own.',
    budget: 'Nothing but the deadline of {{deadline}} ends `{{step}}`, so one connection that stays open leaves nothing of the {{budget}} that are set aside for the step behind it. Race it against a short timer of its own, then cut the connections.',
  },
  check({ plan }, report) {
    const seconds = (ms: number): string => `${String(ms / 1000)} s`;
    for (const { drain, step, timer } of plan.deadlines.budgetsAtRisk) report.at(drain, 'budget', { deadline: seconds(timer.ms ?? 0), step: drain.label, budget: seconds(step.ms) }).related(timer, 'the deadline of everything').related(step, `may take ${seconds(step.ms)}`);
    for (const { step, behind, watchdog } of plan.deadlines.stepsWithoutLimit) report.at(step, 'step', { step: step.label, behind: behind.label }).related(watchdog, 'the deadline of everything').related(behind, 'lost then');
  },
});
