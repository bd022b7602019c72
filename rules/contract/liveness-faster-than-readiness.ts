import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'liveness-faster-than-readiness',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'file',
  summary: 'Liveness restarts a container before readiness takes it out of traffic.',
  why: 'A container in trouble should first get no more requests and be restarted only when that does not help. Here it is restarted while requests are still sent to it.',
  fix: 'Give liveness more time than readiness: period × failureThreshold.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  messages: {
    faster: '{{container}}: liveness restarts after {{liveness}} s, before readiness takes it out of traffic ({{readiness}} s at best), so requests are cut off. Raise failureThreshold of the livenessProbe.',
    busy: '{{container}}: liveness restarts after {{liveness}} s, although readiness bears {{readiness}} s at least: a busy moment ends the work in progress. Raise failureThreshold of the livenessProbe.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, liveness, readiness } of contract.containers) {
      if (!liveness || !readiness || liveness.period === undefined || liveness.failures === undefined || readiness.quickestReaction === undefined) continue;
      const isSamePort = liveness.port !== undefined && liveness.port === readiness.port;
      const budget = liveness.period * liveness.failures;
      if (!isSamePort || liveness.target === readiness.target || budget >= readiness.quickestReaction) continue;
      report
        .at(liveness, contract.hasTraffic ? 'faster' : 'busy', { container, liveness: budget, readiness: readiness.quickestReaction })
        .atMost(contract.hasTraffic ? 'warning' : 'info')
        .related(readiness, 'readiness reacts later');
    }
  },
});
