import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'external-local-fast-exit',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A load balancer still sends requests to a node on which the last pod is stopping.',
  why: 'With externalTrafficPolicy Local a node receives requests only as long as a pod runs on it, and the load balancer finds out by its own health check. Until that has failed often enough, requests go to the node, and the stopping pod is the only one that can take them.',
  fix: 'Let the pod go on answering until the health check has failed: a preStop delay of interval × threshold.',
  references: ['https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-to-terminating-endpoints'],
  messages: {
    fast: '{{container}}: preStop {{prestop}} s < 30 s that the health check of {{service}} may take to notice (10 s × 3), and with externalTrafficPolicy Local nobody else on the node takes those requests. Raise the delay, and the grace period with it.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { container, routes } of contract.served) {
      const route = routes.find(({ service, kind }) => service.isLocalOnly && kind !== 'in-cluster');
      if (!route || container.delay === undefined || container.delay >= 30 || container.isDatastore) continue;
      report.at(container.preStop?.duration ?? container, 'fast', { container: container.name, prestop: container.delay, service: route.service.label }).related(route.service.trafficPolicy, 'only pods of the same node are used');
    }
  },
});
