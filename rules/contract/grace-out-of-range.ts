import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'grace-out-of-range',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A grace period is longer than what the platform will give, or no valid one.',
  why: 'The grace period is a request. Spot nodes, policies and the cluster autoscaler end a pod earlier, so the last part of a long drain exists only on paper.',
  fix: 'Shorten the drain to what the platform gives, or move the workload to nodes that give more.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/'],
  messages: {
    negative: 'grace {{grace}} s is rejected by the API server. Give 0 or more.',
    limited: 'grace {{grace}} s > {{limit}} s: this pod runs under {{label}}, so the rest of the grace period never comes. Drain within {{limit}} s, or choose other nodes.',
    autoscaler: 'grace {{grace}} s > 600 s: the cluster autoscaler waits ten minutes by default when it removes a node, so a scale-down ends this pod early. Raise --max-graceful-termination-sec, or mark the pod as not safe to evict.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { seconds: grace, from } = contract.grace;
    if (grace === undefined || from !== 'manifest' || contract.isKnative) return;
    const limit = contract.graceLimits.filter((known) => known.seconds < grace).sort((left, right) => left.seconds - right.seconds)[0];
    if (grace < 0) report.at(contract.grace, 'negative', { grace });
    else if (limit) report.at(contract.grace, 'limited', { grace, limit: limit.seconds, label: limit.label }).related(limit, 'the limit');
    else if (grace > 600) report.at(contract.grace, 'autoscaler', { grace }).atMost('info');
  },
});
