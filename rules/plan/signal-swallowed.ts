import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'signal-swallowed',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'SIGTERM is handled, but the process goes on.',
  why: 'A listener takes away the default end of the process. One that neither exits nor stops everything that keeps the event loop busy leaves the process running until SIGKILL, which drops whatever it is doing then.',
  fix: 'End the routine with `process.exit`, or stop every server, consumer, timer and connection so that the process ends by itself.',
  references: ['https://nodejs.org/api/process.html#signal-events'],
  messages: {
    alive: 'This listener replaces the default end of the process, but the {{label}} goes on and nothing exits, so the process runs until it is killed. Stop it here, or exit when the shutdown is complete.',
  },
  check({ plan }, report) {
    const { signals } = plan;
    const [trigger] = plan.triggers.filter((candidate) => candidate.isOwnListener && candidate.signals?.includes('SIGTERM') === true);
    if (!trigger || plan.ends || signals.isWatched || signals.onlyClearsTimers || plan.unknowns.length > 0 || plan.triggers.some((other) => !other.isOwnListener) || signals.listenersThatNeverRun.some((listener) => listener.trigger === trigger && listener.reason === 'not-a-function')) return;
    const [keeper] = plan.background.keepsAlive;
    if (keeper) report.at(trigger, 'alive', { label: keeper.label }).related(keeper, `the ${keeper.label} that keeps the process alive`).atMost(keeper.reached === 'always' && trigger.reached === 'always' ? 'error' : 'warning');
  },
});
