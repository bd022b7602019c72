import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'worker-grace-below-job-time',
  subject: 'service',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A worker waits for its jobs, and the platform kills it before one of them must be over.',
  why: 'The shutdown stops taking jobs and waits for those under way. The code says how long one may take, by a timeout or by the time for which it is locked, and that is longer than the grace period. A job that takes so long is killed in the middle; nobody else gets it until its lock is over, and then it begins again.',
  fix: 'Raise the grace period above the longest job, or give up jobs in time so that another worker can begin them at once.',
  references: ['https://docs.bullmq.io/guide/workers/graceful-shutdown', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  messages: {
    longer: '`{{option}}` lets a job take {{job}} s, and `{{worker}}` waits for it, but {{sum}} left after the signal: SIGKILL ends the job in the middle. Raise `{{key}}` above {{needed}} s, or end jobs in time.',
  },
  check({ contracts = [], plan }, report) {
    const known = contracts.flatMap((contract) => {
      const { seconds: grace, from } = contract.grace;
      const hook = contract.platform === 'kubernetes' ? contract.main?.delay : 0;
      if (grace === undefined || grace === 0 || hook === undefined || (contract.platform !== 'kubernetes' && contract.isForDevelopment)) return [];
      const key = contract.platform === 'kubernetes' ? 'terminationGracePeriodSeconds' : (contract.patience?.key ?? 'the grace period');
      const text = `grace ${grace} s${from === 'default' ? ' (default)' : ''}`;
      return [{ left: grace - hook, hook, key, at: contract.grace.at, sum: hook > 0 ? `${text} − preStop ${hook} s = ${grace - hook} s are` : `${text} is what is` }];
    });
    const [least] = known.toSorted((left, right) => left.left - right.left);
    for (const { limit, drain } of plan.background.awaitedJobs) {
      const job = limit.ms / 1000;
      if (least && job > least.left) report.at(limit, 'longer', { option: limit.option, job, worker: drain.label, sum: least.sum, key: least.key, needed: Math.ceil(job + least.hook) }).related(least, 'the grace period').related(drain, 'the shutdown waits here');
    }
  },
});
