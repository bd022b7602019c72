import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'nest-shutdown-hooks-disabled',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A Nest application never listens for the signal.',
  why: 'Nest handles no signal and runs no shutdown hook before `enableShutdownHooks()` is called. SIGTERM then ends the process at once: requests in flight get ECONNRESET, and `onModuleDestroy` and `onApplicationShutdown` never run.',
  fix: 'Call `app.enableShutdownHooks()` before `listen`.',
  references: ['https://docs.nestjs.com/fundamentals/lifecycle-events#application-shutdown'],
  messages: {
    deaf: 'Nest listens for no signal until `{{enabledBy}}()` is called, so SIGTERM cuts this {{label}} off with its requests under way and runs none of its hooks. Call it before this line.',
  },
  check({ plan }, report) {
    for (const { start, enabledBy } of plan.signals.applicationsDeafToSignals) report.at(start, 'deaf', { enabledBy, label: start.label }).related(start.handles[0], 'the application is made here').fix(plan.repairs.signalsEnabled(start, enabledBy));
  },
});
