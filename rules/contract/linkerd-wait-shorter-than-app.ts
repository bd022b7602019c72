import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'linkerd-wait-shorter-than-app',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'The Linkerd proxy ends before the process that works through it.',
  why: 'The proxy gets SIGTERM when the pod is told to stop and refuses new connections from then on, unless it is told to wait. A process that is still in its preStop delay then has no network.',
  fix: 'Set config.alpha.linkerd.io/proxy-wait-before-exit-seconds above the delay of the process, and keep both below the grace period.',
  references: ['https://linkerd.io/2/tasks/graceful-shutdown/'],
  messages: {
    shorter: '{{container}}: the Linkerd proxy waits {{wait}} s, no longer than preStop {{prestop}} s, so the process loses its network before it has drained. Set config.alpha.linkerd.io/proxy-wait-before-exit-seconds above {{prestop}}.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { mesh } = contract;
    if (mesh?.name !== 'Linkerd' || mesh.isNativeSidecar || mesh.proxyStays === undefined) return;
    for (const { name: container, preStop } of contract.applications) {
      if (preStop && preStop.atLeast > 0 && mesh.proxyStays <= preStop.atLeast) report.at(preStop.duration, 'shorter', { container, wait: mesh.proxyStays, prestop: preStop.atLeast }).related({ at: mesh.writtenAt ?? mesh.at }, mesh.writtenAt ? 'the wait of the proxy' : 'Linkerd is switched on here');
    }
  },
});
