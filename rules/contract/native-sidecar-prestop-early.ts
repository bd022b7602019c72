import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'native-sidecar-prestop-early',
  subject: 'contract',
  severity: 'info',
  preset: 'strict',
  scope: 'file',
  summary: 'The preStop hook of a sidecar runs before the containers that it serves have ended.',
  why: 'A native sidecar gets its signal after the main containers, but its preStop hook runs when the pod is told to stop. A hook that drains or stops the sidecar does so under the process that needs it.',
  fix: 'Do in the SIGTERM handler of the sidecar what the hook does now.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/', 'https://github.com/istio/istio/issues/60649'],
  messages: {
    early: '{{container}}: this hook runs when the pod is told to stop, not when the sidecar is, so what it stops is gone while the other containers still drain. Do it on SIGTERM, which a sidecar gets last.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, isNativeSidecar, preStop } of contract.containers) {
      if (isNativeSidecar && preStop && (preStop.kind === 'exec' || preStop.kind === 'http') && preStop.seconds !== preStop.atLeast) report.at(preStop, 'early', { container });
    }
  },
});
