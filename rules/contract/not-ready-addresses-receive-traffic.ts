import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'not-ready-addresses-receive-traffic',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A Service goes on sending requests to pods that are being stopped.',
  why: 'publishNotReadyAddresses makes a pod count as ready until it is gone, so requests are sent to it through its whole shutdown. It is meant for peers that must find each other, not for traffic.',
  fix: 'Use one Service with it for the peers, and another without it for traffic.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/'],
  messages: {
    traffic: '{{service}} publishes addresses that are not ready, so {{route}} sends requests to pods of {{workload}} until they are gone. Remove publishNotReadyAddresses, or give traffic a Service of its own.',
    inner: '{{service}} publishes addresses that are not ready, so callers reach pods of {{workload}} until they are gone. Remove publishNotReadyAddresses, or make it a headless Service for peers only.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const service of contract.services) {
      if (service.publishesNotReady.boolean !== true || service.isAuxiliary) continue;
      const outer = contract.routes.find((route) => route.service === service && route.kind !== 'in-cluster' && route.kind !== 'mesh');
      const data = { service: service.label, route: outer?.label ?? '', workload: contract.label };
      if (outer) report.at(service.publishesNotReady, 'traffic', data).related(outer, 'requests come through here');
      else if (!service.isHeadless) report.at(service.publishesNotReady, 'inner', data);
    }
  },
});
