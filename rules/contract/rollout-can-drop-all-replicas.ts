import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'rollout-can-drop-all-replicas',
  subject: 'contract',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A rollout may take away every pod at once.',
  why: 'maxUnavailable is not smaller than the number of pods, so the rollout may stop all of them before one new pod answers.',
  fix: 'Set maxUnavailable to 0 and maxSurge to 1 or more, or run more replicas.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment'],
  messages: {
    all: 'maxUnavailable {{written}} of {{replicas}} replicas = {{unavailable}}: a rollout may stop every pod before a new one is ready, and requests fail. Set maxUnavailable to 0 and maxSurge to 1.',
    only: 'maxUnavailable {{written}} with 1 replica: a rollout may stop the only pod before the new one is ready. Set maxUnavailable to 0 and maxSurge to 1.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { rollout, replicas } = contract;
    const count = replicas.least;
    if (rollout.strategy !== 'RollingUpdate' || count === undefined || count === 0 || rollout.mostUnavailable === undefined || !rollout.maxUnavailable.isWritten) return;
    if (rollout.mostUnavailable < count) return;
    const volume = contract.claimedVolume;
    report
      .at(rollout, count === 1 ? 'only' : 'all', { written: rollout.maxUnavailable.text ?? '', replicas: count, unavailable: rollout.mostUnavailable })
      .atMost(!contract.hasTraffic || volume ? 'info' : count === 1 ? 'warning' : 'error')
      .related(replicas, replicas.isWritten ? 'the number of replicas' : 'one replica, by default')
      .related(volume && { at: volume }, 'two pods could not share this volume');
  },
});
