import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'min-ready-zero-with-slow-lb',
  subject: 'contract',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'A rollout does not wait until the load balancer knows the new pods.',
  why: 'A new pod counts as available when its probe passes, but the load balancer takes longer to register it. The rollout meanwhile stops old pods, and for a moment the load balancer knows fewer than it needs, or none.',
  fix: 'Switch on pod readiness gates for the namespace, or set minReadySeconds to what registration takes.',
  references: ['https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/'],
  messages: {
    early: '{{route}} registers pods by address, which takes longer than a readiness probe, and minReadySeconds is 0 without a readiness gate, so a rollout stops old pods before the new ones are registered. Label the namespace `elbv2.k8s.aws/pod-readiness-gate-inject: enabled`, or set minReadySeconds.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const ready = contract.object.root.get('spec', 'minReadySeconds');
    if (contract.rollout.strategy !== 'RollingUpdate' || contract.hasReadinessGate || !(ready.isMissing || ready.integer === 0)) return;
    const route = contract.served.flatMap(({ routes }) => routes).find(({ kind }) => kind === 'alb-ip' || kind === 'nlb-ip');
    if (route) report.at(ready.isWritten ? ready : contract, 'early', { route: route.label }).related(route, 'requests come through here');
  },
});
