import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'recreate-behind-service',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A workload that receives requests is stopped as a whole before it is started again.',
  why: 'With the Recreate strategy no pod runs between the end of the last old one and the readiness of the first new one. Every request in that time fails, on every rollout.',
  fix: 'Use RollingUpdate, unless two versions must never run at the same time.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment'],
  messages: {
    recreate: 'Recreate stops every pod before a new one starts, so {{route}} fails for at least the shutdown and the start. Use RollingUpdate with maxUnavailable 0, unless two versions must never run side by side.',
    volume: 'Recreate stops every pod before a new one starts, so {{route}} fails meanwhile. The claimed volume may leave no choice; a short shutdown and a quick start keep the gap small.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const [served] = contract.served;
    if (contract.rollout.strategy !== 'Recreate' || !served || (served.container.isDatastore && !contract.claimedVolume) || contract.replicas.least === 0) return;
    const volume = contract.claimedVolume;
    const route = contract.farthest(served.routes);
    if (!route) return;
    report.at(contract.rollout, volume ? 'volume' : 'recreate', { route: route.label }).atMost(volume ? 'info' : 'warning').related(route, 'requests come through here').related(volume && { at: volume }, 'the claimed volume');
  },
});
