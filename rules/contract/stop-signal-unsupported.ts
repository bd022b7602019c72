import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'stop-signal-unsupported',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'file',
  summary: 'A stop signal is set that the cluster does not use.',
  why: 'lifecycle.stopSignal needs `os.name` in the pod, and a cluster on which the feature is switched on. Elsewhere it is rejected or ignored, and the process gets the signal of the image.',
  fix: 'Set STOPSIGNAL in the image, or handle SIGTERM.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/', 'https://github.com/kubernetes/enhancements/issues/4960'],
  messages: {
    os: '{{container}}: stopSignal without `os: {name: linux}` in the pod is rejected by the API server. Add it, or set STOPSIGNAL in the image.',
    version: '{{container}}: stopSignal is not there before Kubernetes 1.33, and this is judged for 1.{{version}}, so the process gets SIGTERM. Set STOPSIGNAL in the image.',
    gate: '{{container}}: stopSignal does nothing unless the feature gate ContainerStopSignals is on, which it is not by default, so the process gets the signal of the image. Set STOPSIGNAL there.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const version = contract.minorVersion;
    for (const { name: container, stopSignal } of contract.containers) {
      if (!stopSignal.isWritten) continue;
      if (version < 33) report.at(stopSignal, 'version', { container, version });
      else if (contract.pod.get('os', 'name').isMissing) report.at(stopSignal, 'os', { container });
      else report.at(stopSignal, 'gate', { container }).atMost('info');
    }
  },
});
