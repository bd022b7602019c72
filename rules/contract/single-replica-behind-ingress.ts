import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'single-replica-behind-ingress',
  subject: 'contract',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'One pod answers for a public address.',
  why: 'A rollout can be seamless with one pod, but a node that is drained, upgraded or lost takes the address with it until the pod runs elsewhere.',
  fix: 'Run two replicas or more, with a disruption budget.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/disruptions/'],
  messages: {
    single: 'One replica answers for {{route}}, so every drain or loss of its node is an outage. Run at least two.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    if (contract.replicas.least !== 1 || contract.kind === 'DaemonSet' || contract.claimedVolume) return;
    const [outer] = contract.served.flatMap(({ routes }) => routes).filter((route) => !['in-cluster', 'mesh', 'node-port'].includes(route.kind));
    if (outer) report.at(contract.replicas, 'single', { route: outer.label }).related(outer, 'requests come through here');
  },
});
