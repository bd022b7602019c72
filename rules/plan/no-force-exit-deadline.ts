import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'no-force-exit-deadline',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'Nothing ends the process when the shutdown hangs.',
  why: 'A shutdown that waits without an overall deadline ends with SIGKILL: no log line says which step hung, the exit status is 137, and everything after that step is lost.',
  fix: 'Arm one `unref`-ed timer first that logs and exits with a non-zero status, a few seconds before the grace period is over.',
  references: ['https://nodejs.org/api/timers.html#timeoutunref'],
  messages: {
    unfollowed: 'This shutdown waits for calls that may hang, and nothing ends it before SIGKILL does. Arm an `unref`-ed timer first that exits with a non-zero status.',
    hangs: 'If `{{step}}` hangs, nothing ends this shutdown before SIGKILL does. Arm an `unref`-ed timer first that exits with a non-zero status.',
  },
  check({ plan }, report) {
    const [step] = plan.waitsWithoutLimit;
    const [unfollowed] = plan.unknownsWithoutLimit;
    const item = step ?? unfollowed;
    const trigger = item && plan.triggerOf(item);
    if (!trigger?.isOwnListener) return;
    // A deadline that somebody meant to set, where it comes too late.
    const [late] = plan.deadlines.lateDeadlines;
    if (step) report.at(trigger, 'hangs', { step: step.label }).related(step, 'this can wait for ever').related(late, 'a deadline is armed here only when the wait before it is over');
    else report.at(trigger, 'unfollowed').related(unfollowed, 'it waits for this').related(late, 'a deadline is armed here only when the wait before it is over');
  },
});
