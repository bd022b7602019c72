import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'unbounded-drain',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A drain can wait for ever, because nothing limits it.',
  why: 'One idle upgraded connection, one endless response or one stuck job keeps a drain waiting until SIGKILL. Everything after it, closing pools and flushing included, then never happens.',
  fix: 'Arm a timer before the drain that forces the rest (`closeAllConnections()`, `forceShutdown()`) or exits, shorter than the grace period.',
  references: ['https://nodejs.org/api/http.html#serverclosecallback', 'https://nodejs.org/api/http.html#servercloseallconnections'],
  messages: {
    unbounded: '`{{drain}}` has no limit: one connection or job that does not end keeps the {{label}} open until SIGKILL. Arm a timer that forces the rest before the grace period is over.',
  },
  check({ plan }, report) {
    for (const drain of plan.drains) {
      if (plan.isUnbounded(drain)) report.at(drain, 'unbounded', { drain: drain.label, label: drain.handleKind?.label ?? 'server' }).related(plan.triggerOf(drain), 'the signal is handled here').atMost(drain.byLibrary === true || plan.connections.isOfProbes(drain) ? 'warning' : 'error');
    }
  },
});
