import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'probe-timeout-exceeds-period',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'file',
  summary: 'A probe may take longer than the time between two of them.',
  why: 'The kubelet makes one probe after the other, so one that hangs delays the next. The reaction takes period and threshold times longer than the numbers say.',
  fix: 'Keep timeoutSeconds at or below periodSeconds.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  messages: {
    exceeds: '{{container}}: timeoutSeconds {{timeout}} > periodSeconds {{period}}, so a probe that hangs delays the next, and the reaction takes up to {{reaction}} s. Lower the timeout.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, liveness, readiness } of contract.containers) {
      for (const probe of [readiness, liveness]) {
        if (probe?.period === undefined || probe.timeout === undefined || probe.timeout <= probe.period) continue;
        report
          .at(probe.field.get('timeoutSeconds'), 'exceeds', { container, timeout: probe.timeout, period: probe.period, reaction: probe.timeout * (probe.failures ?? 3) })
          .atMost(probe.kind === 'exec' ? 'info' : 'warning');
      }
    }
  },
});
