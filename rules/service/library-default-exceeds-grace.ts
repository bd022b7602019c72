import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'library-default-exceeds-grace',
  subject: 'service',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A library that is flushed or closed last may take longer than what the platform leaves.',
  why: 'Exporters, pools and producers have limits of their own, often 10 to 30 s, as long as the whole grace period of many platforms. When the other end is slow or away, the wait for it ends with SIGKILL, and everything that comes after it is lost.',
  fix: 'Give the call a limit that fits into what is left, or raise the grace period.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://opentelemetry.io/docs/specs/otel/trace/sdk/#forceflush'],
  messages: {
    longer: '`{{label}}` begins after up to {{begin}} s and may take {{limit}} s (default of the library): {{end}} s > {{grace}}, so SIGKILL ends it. Give it a limit that fits.',
  },
  check(service, report) {
    const drain = service.timing === undefined ? undefined : service.timing.pause + service.timing.drain;
    for (const contract of service.contracts ?? []) {
      const grace = contract.grace.seconds;
      const hook = contract.platform === 'kubernetes' ? contract.main?.delay : 0;
      if (grace === undefined || grace === 0 || hook === undefined || drain === undefined || hook + drain > grace || service.plan.hasWatchdog || (contract.platform !== 'kubernetes' && contract.isForDevelopment)) continue;
      for (const act of service.plan.acts('flush', 'close')) {
        const limit = typeof act.bound === 'number' && act.observed && !service.plan.isLimitedHere(act) ? act.bound / 1000 : 0;
        const begin = hook + (service.plan.drains.every((each) => service.plan.isCompleteAt(each, act)) ? drain : 0);
        if (begin + limit > grace && limit > 0) report.at(act, 'longer', { label: act.label, begin, limit, end: begin + limit, grace: `grace ${grace} s` }).related(contract.grace, 'the grace period');
      }
    }
  },
});
