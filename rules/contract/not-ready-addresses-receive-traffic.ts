import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'not-ready-addresses-receive-traffic',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A Service goes on sending requests to pods that are being stopped.',
  why: 'A pod that is being stopped leaves the endpoints of its Services at once. With publishNotReadyAddresses it does not, and neither does one that is listed in endpoints written by hand: requests are sent to it through its whole shutdown.',
  fix: 'Let traffic have a Service of its own, with a selector and without publishNotReadyAddresses.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/', 'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions'],
  messages: {
    traffic: '{{service}} publishes addresses that are not ready, so {{route}} sends requests to pods of {{workload}} until they are gone. Remove publishNotReadyAddresses, or give traffic a Service of its own.',
    inner: '{{service}} publishes addresses that are not ready, so callers reach pods of {{workload}} until they are gone. Remove publishNotReadyAddresses, or make it a headless Service for peers only.',
    listed: '{{service}} has no selector, and {{slice}} names pod {{pod}} by hand: nobody takes it out when the pod stops, so {{route}} sends it requests until it is gone. Give the Service a selector.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const service of contract.services) {
      if (service.isAuxiliary) continue;
      const { listed } = service;
      const outer = contract.routes.find((route) => route.service === service && route.kind !== 'in-cluster' && route.kind !== 'mesh');
      const data = { service: service.label, route: outer?.label ?? '', workload: contract.label };
      if (listed) report.at(listed.at, 'listed', { service: service.label, slice: listed.label, pod: listed.pod, route: outer?.label ?? service.label }).related(outer ?? service, 'requests come through here');
      else if (service.publishesNotReady.boolean !== true) continue;
      else if (outer) report.at(service.publishesNotReady, 'traffic', data).related(outer, 'requests come through here');
      else if (!service.isHeadless) report.at(service.publishesNotReady, 'inner', data);
    }
  },
});
