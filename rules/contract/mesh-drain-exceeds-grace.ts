import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'mesh-drain-exceeds-grace',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'file',
  summary: 'The proxy of a mesh wants to stay longer than the pod has.',
  why: 'The proxy is killed with everything else when the grace period is over, before its own drain has ended. The connections that it was keeping for the process are cut.',
  fix: 'Keep the time of the proxy below the grace period of the pod.',
  references: ['https://linkerd.io/2/tasks/graceful-shutdown/', 'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/'],
  messages: {
    exceeds: 'The {{mesh}} proxy stays {{stays}} s, but {{grace}} ends the pod first, so the proxy is killed in its drain. Raise terminationGracePeriodSeconds above {{stays}} s, or lower the time of the proxy.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { mesh } = contract;
    const { seconds: grace } = contract.grace;
    if (mesh?.proxyStays === undefined || !mesh.writtenAt || grace === undefined || mesh.proxyStays < grace) return;
    report.at({ at: mesh.writtenAt }, 'exceeds', { mesh: mesh.name, stays: mesh.proxyStays, grace: contract.graceText }).related(contract.grace, 'the grace period');
  },
});
