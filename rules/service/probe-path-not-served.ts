import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'probe-path-not-served',
  subject: 'service',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A probe asks for a path that the service does not answer.',
  why: 'A readiness probe on a path without a route never succeeds, so a rollout hangs; a liveness probe kills the process every few failures, under load and without any need. Most often a route was renamed and its manifest was not.',
  fix: 'Name the path that the code answers, or add the route.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  messages: {
    unserved: '{{probe}} asks for a path that no route of `{{entry}}` has, so it gets 404 and fails. Name a path that the code answers.',
  },
  check({ contracts = [], served, entry }, report) {
    for (const contract of contracts) {
      const container = contract.platform === 'kubernetes' ? contract.onlyContainer : undefined;
      for (const probe of container?.probes ?? []) {
        const isConfigured = container?.environment.some(({ value }) => value !== undefined && value.length > 1 && probe.path?.includes(value) === true) === true;
        if (probe.path !== undefined && !isConfigured && served?.serves(probe.path) === 'never') report.at(probe, 'unserved', { probe: probe.label, entry });
      }
    }
  },
});
