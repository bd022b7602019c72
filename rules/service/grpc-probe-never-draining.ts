import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'grpc-probe-never-draining',
  subject: 'service',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'The gRPC readiness probe goes on succeeding while the service shuts down.',
  why: 'The probe asks the health service of the process, and that says SERVING until the port is closed. Whoever looks at the pod during the shutdown sees it ready.',
  fix: 'Set NOT_SERVING for every service before `tryShutdown`.',
  references: ['https://grpc.io/docs/guides/health-checking/', 'https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  messages: {
    serving: '{{probe}} succeeds until `{{drain}}` closes the port, because nothing sets NOT_SERVING before it. Set it first.',
  },
  check({ contracts = [], plan }, report) {
    for (const contract of contracts) {
      const probe = contract.platform === 'kubernetes' ? contract.onlyContainer?.readiness : undefined;
      const left = plan.health.grpcHealthLeftOn;
      if (probe?.kind === 'grpc' && left) report.at(probe, 'serving', { probe: probe.label, drain: left.drain.label }).related(left.drain, 'the drain').related(plan.health.grpcHealthService, 'the health service');
    }
  },
});
