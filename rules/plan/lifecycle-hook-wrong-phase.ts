import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'lifecycle-hook-wrong-phase',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A dependency is closed in a hook that runs before the requests have drained.',
  why: 'Nest calls `onModuleDestroy` and `beforeApplicationShutdown`, Fastify `preClose`, hapi `onPreStop` and terminus `beforeShutdown` while requests are still being answered. These fail on the closed pool, cache or broker.',
  fix: 'Close dependencies in the hook that follows the drain: `onApplicationShutdown`, `onClose`, `onPostStop`, `onSignal`.',
  references: ['https://docs.nestjs.com/fundamentals/lifecycle-events', 'https://fastify.dev/docs/latest/Reference/Hooks/#preclose'],
  messages: {
    early: '`{{hook}}` runs before the {{server}} has drained, so requests in flight lose the {{resource}} that `{{close}}` closes. Close it in `{{instead}}`.',
  },
  check({ plan }, report) {
    for (const { close, drain, hook, instead } of plan.resources.closedInEarlyHook) {
      const finding = report.at(close, 'early', { hook, server: drain.handleKind?.label ?? 'server', resource: close.handleKind?.label ?? 'resource', close: close.label, instead });
      finding.related(plan.triggerOf(close), 'the signal is handled here').atMost(close.handleKind?.reopens === true ? 'warning' : 'error');
    }
  },
});
