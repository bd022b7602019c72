import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'liveness-fails-while-draining',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'The liveness route fails while the process drains.',
  why: 'A liveness check that fails has the process restarted: an orchestrator that goes on checking during the shutdown kills it in the middle of its drain.',
  fix: 'Let readiness fail on the signal, and leave liveness alone.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/#liveness-probe'],
  messages: {
    fails: '`{{path}}` fails once the shutdown has begun, so whoever checks it kills the process in the middle of its drain. Let only readiness fail.',
  },
  check({ plan }, report) {
    for (const route of plan.health.livenessThatFails) report.at(route, 'fails', { path: route.path }).related(plan.triggers[0], 'the shutdown begins here');
  },
});
