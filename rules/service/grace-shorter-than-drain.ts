import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'grace-shorter-than-drain',
  subject: 'service',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The platform kills the service before its drain can be complete.',
  why: 'Every platform sends SIGKILL when its grace period is over, and a preStop hook is taken from the same time. A service that allows itself more is cut off in the middle: the requests that its deadline was meant for, and everything that it would have closed and flushed afterwards.',
  fix: 'Raise the grace period above preStop, pause and drain together with a margin of two seconds, or shorten the drain.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://github.com/compose-spec/compose-spec/blob/main/05-services.md#stop_grace_period', 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  messages: {
    shorter: '{{sum}} > grace {{grace}} s ({{origin}}): SIGKILL comes while `{{entry}}` still drains. Raise `{{key}}` to {{needed}} s or more, or shorten the drain.',
    unbounded: 'Nothing limits the drain of `{{entry}}`, so SIGKILL ends it after {{grace}} s ({{origin}}), whatever is left. Bound the drain below that.',
  },
  options: { margin: { type: 'number', default: 2, unit: 's', minimum: 0, description: 'Time to close and to exit after the drain.' } },
  check(service, report, { margin }) {
    const { timing } = service;
    for (const contract of service.contracts ?? []) {
      const grace = contract.grace.seconds;
      const hook = contract.platform === 'kubernetes' ? contract.main?.delay : 0;
      if (timing === undefined || grace === undefined || grace === 0 || hook === undefined || (contract.platform !== 'kubernetes' && contract.isForDevelopment)) continue;
      const parts = [...(hook > 0 ? [['preStop', hook] as const] : []), ...(timing.pause > 0 ? [['pause', timing.pause] as const] : []), ['drain', timing.drain] as const, ['margin', margin] as const];
      const total = parts.reduce((sum, [, seconds]) => sum + seconds, 0);
      if (total <= grace) continue;
      const origin = contract.grace.from === 'default' ? 'default' : 'declared';
      const key = contract.platform === 'kubernetes' ? 'terminationGracePeriodSeconds' : (contract.patience?.key ?? 'the grace period');
      const sum = `${parts.map(([name, seconds]) => `${name} ${Math.round(seconds * 10) / 10} s`).join(' + ')} = ${Math.round(total * 10) / 10} s`;
      const isClose = total - margin <= grace || (contract.platform === 'compose' && origin === 'default');
      report
        .at(contract.grace, timing.drain === Infinity ? 'unbounded' : 'shorter', { sum, grace, origin, entry: service.entry, key, needed: Math.ceil(total) })
        .related(timing.at, timing.drain === Infinity ? 'this drain has no limit' : 'this may take as long')
        .atMost(timing.drain === Infinity || isClose ? 'warning' : 'error');
    }
  },
});
