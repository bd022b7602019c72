import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'deadline-timer-misuse',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The timer that should catch a hanging shutdown ends every good one.',
  why: 'A timer that is neither `unref`-ed nor cleared keeps the process alive when everything else has ended, until it exits with its error status: the platform sees a crash, as late as the deadline.',
  fix: '`unref` the timer, clear it when the drain is complete, or exit with 0 behind the drain.',
  references: ['https://nodejs.org/api/timers.html#timeoutunref'],
  messages: {
    outlives: 'Nothing clears or `unref`s this timer, so it keeps the process alive after a good shutdown and ends it with an error status {{after}}. `unref` it.',
  },
  check({ plan }, report) {
    for (const timer of plan.deadlines.timersThatOutlive) report.at(timer, 'outlives', { after: timer.ms === undefined ? 'later' : `after ${String(timer.ms / 1000)} s` }).related(plan.triggers[0], 'the signal is handled here').fix(plan.repairs.unreferencedTimer(timer));
  },
});
