import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'probe-grace-shorter-than-drain',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'file',
  summary: 'The grace period of a probe is shorter than the preStop hook.',
  why: 'When the probe fails, its own grace period counts instead of the one of the pod. It is over before the hook is, so the process is killed right after SIGTERM.',
  fix: 'Raise it above the hook plus the drain, or leave it out so that the one of the pod counts.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#probe-level-terminationgraceperiodseconds'],
  messages: {
    short: '{{container}}: when this probe fails, the grace period is {{grace}} s, but preStop takes {{prestop}} s, so the process is killed right after SIGTERM. Raise it, leave it out for that of the pod, or keep it if a hung process shall die quickly.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { name: container, liveness, startup, preStop } of contract.containers) {
      for (const probe of [liveness, startup]) {
        const grace = probe?.graceField.integer;
        if (probe && preStop && grace !== undefined && preStop.atLeast > 0 && grace <= preStop.atLeast + 2) report.at(probe.graceField, 'short', { container, grace, prestop: preStop.atLeast }).related(preStop, 'the hook');
      }
    }
  },
});
