import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'host-port-surge-conflict',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'New pods need a port of the node that the old ones still hold.',
  why: 'A rollout with maxUnavailable 0 starts a new pod before it stops an old one. On a node where the old one holds the port, the new one cannot be placed, and the rollout stands still when there is no other node.',
  fix: 'Use maxUnavailable 1 and maxSurge 0, a DaemonSet, or no port of the host.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment'],
  messages: {
    conflict: 'maxUnavailable 0 starts a new pod first, but {{port}} is held by the old one on its node, so the rollout can hang. Set maxUnavailable to 1 and maxSurge to 0, or give up the port of the host.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { rollout } = contract;
    if (rollout.strategy !== 'RollingUpdate' || rollout.mostUnavailable !== 0 || rollout.mostSurge === 0) return;
    const ports = contract.containers.flatMap((container) => container.ports);
    const port = ports.find(({ hostPort }) => hostPort.isWritten) ?? (contract.hasHostNetwork ? ports[0] : undefined);
    if (port) report.at(port.hostPort.isWritten ? port.hostPort : contract.pod.get('hostNetwork'), 'conflict', { port: `port ${port.hostPort.text ?? port.number ?? ''}` }).related(rollout, 'the limits of the rollout');
  },
});
