import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'lb-deregistration-exceeds-pod-life',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A load balancer waits longer for requests in flight than the pod lives.',
  why: 'The load balancer counts on its delay to let requests finish. The pod is gone before that, so the rest of the delay protects nothing and long requests are cut off.',
  fix: 'Keep deregistration delay < preStop < grace period.',
  references: ['https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html'],
  messages: {
    exceeds: '{{route}} waits {{delay}} s for requests in flight, but the pods of {{workload}} live {{grace}} s at most after the order to stop, so longer ones are cut off. Lower deregistration_delay.timeout_seconds below the grace period, or raise that.',
    default: '{{route}} waits 300 s (default) for requests in flight, but the pods of {{workload}} live {{grace}} s at most, so requests may only take that long. Set deregistration_delay.timeout_seconds to what requests take.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { seconds: grace } = contract.grace;
    for (const route of contract.served.flatMap(({ routes }) => routes)) {
      const { deregistration } = route;
      if (!deregistration || grace === undefined || deregistration.seconds <= grace) continue;
      report
        .at(deregistration, deregistration.isDefault ? 'default' : 'exceeds', { route: route.label, delay: deregistration.seconds, workload: contract.label, grace })
        .atMost(deregistration.isDefault ? 'info' : 'warning')
        .related(contract.grace, `${contract.graceText} of ${contract.label}`);
    }
  },
});
