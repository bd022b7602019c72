import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'propagation-delay-too-short',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A preStop delay is shorter than the time for which requests go on coming.',
  why: 'Until every proxy and load balancer has heard of it, requests go on coming to a pod that is being stopped. Those that arrive after the delay are refused.',
  fix: 'Raise the delay to what the removal takes on this way, and the grace period with it.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2366'],
  options: { seconds: { type: 'number', default: 0, unit: 's', minimum: 0, maximum: 3600, description: 'How long requests go on coming in this cluster; 0 for an estimate by the kind of traffic.' } },
  messages: {
    short: '{{container}}: preStop {{prestop}} s < {{allowance}} s for which {{route}} may go on sending requests, so the last ones are refused. Raise the delay, and the grace period with it.',
  },
  check(contract, report, options) {
    if (contract.platform !== 'kubernetes') return;
    for (const { container, routes } of contract.served) {
      if (container.delay === undefined || container.delay === 0 || container.isDatastore) continue;
      // The settings of Amazon's load balancers say more precisely how long it takes: lb-prestop-shorter-than-deregistration.
      const farthest = contract.farthest(routes.filter((route) => !/^[an]lb/.test(route.kind)));
      if (!farthest) continue;
      const allowance = options.seconds > 0 ? options.seconds : contract.allowanceOf(farthest);
      if (container.preStop && container.delay < allowance) report.at(container.preStop.duration, 'short', { container: container.name, prestop: container.delay, allowance, route: farthest.label }).related(farthest, 'requests come through here');
    }
  },
});
