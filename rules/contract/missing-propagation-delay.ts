import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'missing-propagation-delay',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A pod that receives requests has nothing that waits until they stop coming.',
  why: 'The order to stop and the removal from every load balancer and proxy start at the same moment. For some seconds requests still arrive at a process that has already been told to stop; when it closes its listener at once, they are refused.',
  fix: 'Add a preStop hook that sleeps as long as the removal takes, and count it into the grace period.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://github.com/kubernetes/kubernetes/issues/43576'],
  options: { seconds: { type: 'number', default: 0, unit: 's', minimum: 0, maximum: 3600, description: 'How long requests go on coming in this cluster; 0 for an estimate by the kind of traffic.' } },
  messages: {
    outer: '{{container}}: SIGTERM comes at once, while {{route}} goes on sending requests for about {{allowance}} s. Unless the code waits by itself, they are refused. Add `preStop: {sleep: {seconds: {{allowance}}}}`.',
    inner: '{{container}}: SIGTERM comes at once, while other pods go on calling {{route}} for some seconds. Unless the code waits by itself or callers retry, they are refused. Add `preStop: {sleep: {seconds: {{allowance}}}}`.',
  },
  check(contract, report, options) {
    if (contract.platform !== 'kubernetes') return;
    for (const { container, routes } of contract.served) {
      if (container.delay !== 0 || (container.preStop && !container.preStop.isEmptySleep) || container.isDatastore || contract.isKnative || routes.some(({ service }) => service.isLocalOnly || service.listed)) continue;
      const farthest = contract.farthest(routes);
      if (!farthest) continue;
      const allowance = options.seconds > 0 ? options.seconds : Math.min(contract.allowanceOf(farthest), 30);
      const isInner = farthest.kind === 'in-cluster';
      const isQuick = isInner || farthest.kind === 'mesh' || farthest.kind === 'node-port';
      report
        .at(container, isInner ? 'inner' : 'outer', { container: container.name, route: farthest.label, allowance })
        .atMost(isQuick ? 'info' : 'warning')
        .related(farthest, 'requests come through here')
        .fix(container.preStop ? undefined : contract.fixMissingDelay(container, allowance));
    }
  },
});
