import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'probe-port-not-listened',
  subject: 'service',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A probe connects to a port on which nothing listens.',
  why: 'The connection is refused each time. With a readiness probe the pod never gets requests; with a liveness probe it is restarted for ever.',
  fix: 'Let the probe and the service name the same port, best by the name of a container port.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/probes/'],
  messages: {
    closed: '{{probe}}: `{{entry}}` does not listen on port {{port}}, so the connection is refused and the probe fails. Let both name the same port.',
  },
  check({ contracts = [], served, entry }, report) {
    for (const contract of contracts) {
      const container = contract.platform === 'kubernetes' ? contract.onlyContainer : undefined;
      if (container?.variables === undefined) continue;
      for (const probe of container.probes) {
        if (probe.portNumber === undefined || served?.listensOn(probe.portNumber, container.variables) !== 'never') continue;
        const [at] = served.listensAt;
        report.at(probe, 'closed', { probe: probe.label, entry, port: probe.portNumber }).related(at && { at }, 'it listens here');
      }
    }
  },
});
