import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'readiness-not-flipped',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The health route says that all is well while the server closes.',
  why: 'Balancers and Services take an instance out when its probe fails or its endpoint goes, and both take seconds to arrive. A server that closes at once refuses the connections that come until then.',
  fix: 'Set a flag that the readiness route reads, wait a few seconds for it to spread, then close.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/#readiness-probe', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  messages: {
    constant: '`{{path}}` goes on answering that all is well, and `{{drain}}` refuses new connections at once. Let it fail when the signal comes, and close a few seconds later.',
  },
  check({ plan }, report) {
    const found = plan.health.readinessLeftOn;
    if (found) report.at(found.drain, 'constant', { path: found.route.path, drain: found.drain.label }).related(found.route, 'the route answers here').related(plan.triggerOf(found.drain), 'the signal is handled here');
  },
});
