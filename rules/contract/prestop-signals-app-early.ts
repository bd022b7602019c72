import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-signals-app-early',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'A preStop hook sends the process a signal itself, and the kubelet sends another.',
  why: 'The signal of the hook comes before traffic has gone elsewhere, and the kubelet sends SIGTERM when the hook is done. Many handlers exit at once on a second signal, so the drain that the first one began is cut off.',
  fix: 'Let the hook wait and nothing else; SIGTERM follows by itself.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  messages: {
    early: '{{container}}: the hook signals the process with `{{program}}` while requests still arrive, and the kubelet sends SIGTERM again right after it, which many handlers take for "exit now". Let the hook only wait: `preStop: {sleep: {seconds: 10}}`.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, preStop, signalsEarly } of contract.containers) {
      if (preStop && signalsEarly !== undefined) report.at(preStop.duration, 'early', { container, program: signalsEarly }).atMost(contract.hasTraffic ? 'warning' : 'info');
    }
  },
});
