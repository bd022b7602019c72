import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'liveness-equals-readiness',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'Liveness and readiness ask the same question.',
  why: 'Readiness is meant to take a pod out of traffic for a while, liveness to restart it for good. When both ask the same, whatever makes a pod unready for a while, such as overload or a dependency that is down, restarts it, with all its requests in flight.',
  fix: 'Let liveness ask only whether the process itself is alive, or let it wait much longer than readiness.',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/', 'https://github.com/zegl/kube-score/issues/285'],
  messages: {
    faster: '{{container}}: liveness asks the same as readiness ({{probe}}) and restarts after {{liveness}} s, no later than readiness takes it out of traffic ({{readiness}} s at most). A slow moment becomes a restart that cuts off its requests. Give liveness its own endpoint, or a larger failureThreshold.',
    same: '{{container}}: liveness asks the same as readiness ({{probe}}), so whatever makes it unready for {{liveness}} s restarts it. Give liveness an endpoint that only says whether the process is alive.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, liveness, readiness, isDatastore, isExporter } of contract.containers) {
      if (!liveness || !readiness || liveness.target === undefined || liveness.target !== readiness.target) continue;
      if (isDatastore || isExporter || liveness.period === undefined || liveness.failures === undefined) continue;
      const [budget, slowest] = [liveness.period * liveness.failures, readiness.slowestReaction];
      const data = { container, probe: liveness.label, liveness: budget, readiness: slowest ?? '?' };
      const isFaster = slowest !== undefined && budget <= slowest && (liveness.kind === 'http' || liveness.kind === 'grpc');
      report.at(liveness, isFaster ? 'faster' : 'same', data).atMost(isFaster && contract.hasTraffic ? 'warning' : 'info').related(readiness, 'readiness asks the same');
    }
  },
});
