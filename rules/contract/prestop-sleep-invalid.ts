import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-sleep-invalid',
  subject: 'contract',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A native sleep hook has a duration that the API server rejects or the cluster does not know.',
  why: 'The API server refuses a sleep that is negative or longer than the grace period, so the manifest cannot be applied. A cluster without the action drops or rejects the hook, and the delay is gone.',
  fix: 'Keep the sleep below the grace period, and check the version of the cluster.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations', 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/3960-pod-lifecycle-sleep-action'],
  messages: {
    long: '{{container}}: sleep {{prestop}} s > {{grace}}, which the API server rejects, so the pod cannot be created. Raise terminationGracePeriodSeconds above the sleep, or shorten it.',
    negative: '{{container}}: a sleep of {{prestop}} s is rejected by the API server. Give it at least 1 s.',
    zero: '{{container}}: a sleep of 0 s is rejected before Kubernetes 1.33, and this is judged for 1.{{version}}. Remove the hook or give it at least 1 s.',
    old: '{{container}}: the sleep action is not there before Kubernetes 1.30, and this is judged for 1.{{version}}, so the delay never happens. Use `exec: {command: ["sleep", "{{prestop}}"]}`.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { seconds: grace } = contract.grace;
    const version = contract.minorVersion;
    for (const { name: container, preStop } of contract.containers) {
      if (preStop?.kind !== 'sleep' || preStop.seconds === undefined) continue;
      const prestop = preStop.seconds;
      if (version < 30) report.at(preStop.duration, 'old', { container, version, prestop }).atMost('warning');
      else if (prestop < 0) report.at(preStop.duration, 'negative', { container, prestop });
      else if (prestop === 0 && version < 33) report.at(preStop.duration, 'zero', { container, version });
      else if (grace !== undefined && prestop > grace) report.at(preStop.duration, 'long', { container, prestop, grace: contract.graceText }).related(contract.grace, 'the grace period');
    }
  },
});
