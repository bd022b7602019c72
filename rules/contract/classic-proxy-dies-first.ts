import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'classic-proxy-dies-first',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'A proxy container ends before the process that works through it.',
  why: 'All containers of a pod get SIGTERM at the same time and in no order. A proxy usually exits at once, and the process that is still finishing its requests loses its database or its network.',
  fix: 'Move the proxy to initContainers with `restartPolicy: Always`, which makes it outlive the others, or give it a preStop delay that covers the whole drain.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/'],
  messages: {
    first: '{{proxy}} in {{container}} gets SIGTERM {{when}}, while {{application}} still drains, and then nothing works through it. Move it to initContainers with `restartPolicy: Always`, or let it wait for the whole drain.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const container of contract.containers) {
      const [application] = contract.applications;
      if (container.proxy === undefined || container.proxy === 'Istio proxy' || container.isNativeSidecar || !application || contract.isBatch || container.waitsByItself) continue;
      const [own, other] = [container.delay, application.delay];
      if (own === undefined || other === undefined || own > other) continue;
      report.at(container, 'first', { proxy: container.proxy, container: container.name, application: application.name, when: own === 0 ? 'at once' : `after ${own} s` }).related(application, 'works through it');
    }
  },
});
