import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'readiness-missing-behind-service',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A container that a Service sends requests to has no readiness probe.',
  why: 'Without a probe a container counts as ready when its process has started. On a rollout the old pods are stopped as soon as the new ones have started, and requests go to processes that cannot answer yet.',
  fix: 'Add a readiness probe to the container that owns the port.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  messages: {
    missing: '{{container}}: {{service}} sends requests here as soon as the process has started, because there is no readiness probe; a rollout then stops the old pods too early. Add a readinessProbe.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { container, routes } of contract.served) {
      if (container.readiness || container.field.get('readinessProbe').presence !== 'never' || contract.isKnative) continue;
      const route = contract.farthest(routes);
      if (route) report.at(container, 'missing', { container: container.name, service: route.service.label }).related(route.service, 'the Service');
    }
  },
});
