import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'cronjob-replace-kills-running',
  subject: 'contract',
  severity: 'info',
  preset: 'strict',
  scope: 'file',
  summary: 'A scheduled run ends the one before it.',
  why: 'With concurrencyPolicy Replace, a run that takes longer than the interval is told to stop by the next one, and its work is lost or half done unless it handles SIGTERM.',
  fix: 'Use Forbid, or let the job save its progress on SIGTERM.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy'],
  messages: {
    replace: 'concurrencyPolicy Replace sends SIGTERM to a run that is still working when the next is due. Use Forbid, or make the job stop cleanly.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const policy = contract.object.root.get('spec', 'concurrencyPolicy');
    if (contract.kind === 'CronJob' && policy.text === 'Replace') report.at(policy, 'replace');
  },
});
