import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'race-deadline-without-force',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A drain is given up after a deadline, and nothing ends what it waited for.',
  why: 'A race only ends the wait. The connections stay open and keep the process alive, so it runs on until SIGKILL.',
  fix: 'After the race force what is left (`closeAllConnections()`, `forceShutdown()`), or exit.',
  references: ['https://nodejs.org/api/http.html#servercloseallconnections'],
  messages: {
    open: 'When this race is over, what `{{drain}}` waits for is still open and keeps the process alive until SIGKILL. Force it then, or exit.',
  },
  check({ plan }, report) {
    for (const { drain, race } of plan.deadlines.racesWithoutForce) report.at(drain, 'open', { drain: drain.label }).related(race, 'given up here').related(plan.triggerOf(drain), 'the signal is handled here');
  },
});
