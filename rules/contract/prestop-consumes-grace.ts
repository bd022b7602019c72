import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-consumes-grace',
  subject: 'contract',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A preStop hook takes as long as the whole grace period, so nothing is left for the process.',
  why: 'The hook and the process share one clock. When the hook has used it up, the process gets SIGTERM at the end of the grace period and SIGKILL two seconds later, with its requests in flight.',
  fix: 'Raise terminationGracePeriodSeconds to the hook plus what the process needs to drain plus a margin, or shorten the hook.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  messages: {
    slow: '{{container}}: `{{command}}` moves all data of this node elsewhere, which takes minutes, and {{grace}} cuts it off half-way. Raise terminationGracePeriodSeconds to what the largest node needs.',
    consumed: '{{container}}: preStop {{prestop}} s ≥ {{grace}}, so SIGTERM comes when the time is over and SIGKILL 2 s later, in the middle of the drain. Set terminationGracePeriodSeconds to preStop {{prestop}} s + drain 30 s = {{needed}} s.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { seconds: grace } = contract.grace;
    for (const container of contract.containers) {
      const { preStop } = container;
      if (preStop?.slowCommand !== undefined && grace !== undefined && grace < 120) {
        report.at(preStop.duration, 'slow', { container: container.name, command: preStop.slowCommand, grace: contract.graceText }).atMost('warning').related(contract.grace, 'the grace period');
      }
      if (!preStop || grace === undefined || grace === 0 || preStop.atLeast === 0 || preStop.atLeast < grace) continue;
      report
        .at(preStop.duration, 'consumed', { container: container.name, prestop: preStop.atLeast, grace: contract.graceText, needed: preStop.atLeast + 30 })
        .atMost(contract.hasTraffic ? 'error' : 'warning')
        .related(contract.grace, contract.grace.from === 'default' ? 'this pod has the default grace period' : 'the grace period')
        .fix(contract.fixGrace(container));
    }
  },
});
