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
    fast: '{{container}}: preStop {{prestop}} s, but the health check of {{service}} may take {{interval}} s × {{failures}} = {{needed}} s to notice{{source}}, and with externalTrafficPolicy Local nobody else on the node takes those requests. Raise the delay above {{needed}} s, and the grace period with it.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { container, routes } of contract.served) {
      const route = routes.find(({ service, kind }) => service.isLocalOnly && kind !== 'in-cluster');
      if (!route || container.delay === undefined || container.isDatastore) continue;
      const { interval, failures, at } = contract.healthCheckOf(route);
      const needed = interval * failures;
      // What is only assumed needs no margin on top.
      if (container.delay > needed || (container.delay === needed && !at)) continue;
      report
        .at(container.preStop?.duration ?? container, 'fast', { container: container.name, prestop: container.delay, service: route.service.label, interval, failures, needed, source: at ? '' : ' (assumed)' })
        .related(route.service.trafficPolicy, 'only pods of the same node are used')
        .related(at && { at }, 'the health check');
    }
  },
});
