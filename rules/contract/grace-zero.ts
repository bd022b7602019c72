import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'grace-zero',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'A pod has no grace period at all.',
  why: 'With a grace period of 0 the object is gone at once and the containers are killed within a second or two. A preStop hook does not run to its end, and requests in flight are lost on every rollout.',
  fix: 'Remove the line for the default of 30 s, or give what a drain takes.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  messages: {
    served: 'grace 0 s: the process is killed at once, while {{route}} still sends it requests. Remove terminationGracePeriodSeconds for the default of 30 s, or give what the drain takes.',
    hook: 'grace 0 s: the preStop hook of {{container}} gets a second at most and counts as not run. Give the hook and the process the time that they need.',
    plain: 'grace 0 s: the process is killed at once, with whatever it was doing. Remove terminationGracePeriodSeconds for the default of 30 s.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    if (contract.grace.seconds !== 0 || contract.applications.every((container) => container.isIdle)) return;
    const [served] = contract.served;
    const hooked = contract.containers.find((container) => container.preStop);
    if (served) report.at(contract.grace, 'served', { route: served.routes[0]?.label ?? 'a Service' });
    else if (hooked?.preStop) report.at(contract.grace, 'hook', { container: hooked.name }).related(hooked.preStop, 'the hook');
    else report.at(contract.grace, 'plain').atMost('info');
  },
});
