import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'istio-drain-shorter-than-app',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The Istio proxy ends before the process that works through it.',
  why: 'The proxy gets SIGTERM at the same moment as the pod is told to stop, drains for a few seconds and exits. A process that is still waiting or draining then has no network.',
  fix: 'Let the proxy wait for its connections with EXIT_ON_ZERO_ACTIVE_CONNECTIONS, use native sidecars, or raise terminationDrainDuration.',
  references: ['https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/', 'https://github.com/istio/istio/issues/7136'],
  messages: {
    shorter: '{{container}}: the Istio proxy exits {{drain}} s after the order to stop ({{source}}), while preStop takes {{prestop}} s and the drain comes after that, so the process loses its network. Set EXIT_ON_ZERO_ACTIVE_CONNECTIONS to "true" in proxy.istio.io/config, or terminationDrainDuration above {{prestop}} s + drain.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { mesh } = contract;
    if (mesh?.name !== 'Istio' || mesh.isNativeSidecar || mesh.waitsForConnections || mesh.proxyStays === undefined) return;
    for (const { name: container, preStop } of contract.applications) {
      if (preStop && preStop.atLeast > 0 && mesh.proxyStays <= preStop.atLeast) report.at(preStop.duration, 'shorter', { container, drain: mesh.proxyStays, prestop: preStop.atLeast, source: mesh.writtenAt ? 'terminationDrainDuration' : 'the default' }).related({ at: mesh.writtenAt ?? mesh.at }, mesh.writtenAt ? 'the drain duration' : 'Istio is switched on here');
    }
  },
});
