import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'force-close-before-drain',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'Connections are cut before the work on them could finish.',
  why: '`closeAllConnections`, `forceShutdown`, `terminate` and `destroy` end connections with requests in flight: clients see ECONNRESET or CANCELLED. They are the fallback after a deadline, not the way to close.',
  fix: 'Close first and wait; force what is left in a timer, or after the drain was given up.',
  references: ['https://nodejs.org/api/http.html#servercloseallconnections'],
  messages: {
    cut: '`{{force}}` cuts requests in flight, because nothing has waited for them before. Let the {{label}} drain, and force the rest when a deadline is over.',
  },
  check({ plan }, report) {
    for (const force of plan.forcesWithoutWaiting) report.at(force, 'cut', { force: force.label, label: force.handleKind?.label ?? 'server' }).related(plan.triggerOf(force), 'the signal is handled here');
  },
});
