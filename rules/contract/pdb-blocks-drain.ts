import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'pdb-blocks-drain',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A disruption budget allows no disruption, so nodes cannot be drained.',
  why: 'An eviction is refused as long as the budget has nothing to give. The drain of a node then never ends, and somebody deletes the pod by force in the end. Rollouts and autoscaling do not ask the budget.',
  fix: 'Allow at least one pod to be away: maxUnavailable 1.',
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  messages: {
    blocked: '{{sum}} leaves 0 pods of {{workload}} that may be evicted, so draining a node never ends and somebody ends it by force. Use `maxUnavailable: 1`, or run more replicas.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { replicas } = contract;
    if (replicas.least === 0) return;
    for (const budget of contract.budgets) {
      if (budget.allowed === 0) report.at(budget, 'blocked', { sum: budget.sum, workload: contract.label }).related(replicas, replicas.isWritten ? 'the number of replicas' : 'the workload');
    }
  },
});
