import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'share-process-namespace-signal',
  subject: 'contract',
  severity: 'info',
  preset: 'strict',
  scope: 'file',
  summary: 'The containers of a pod share their processes, so the process is not PID 1.',
  why: 'With a shared process namespace PID 1 is the pause process of the pod. A hook that signals PID 1 does not reach the process, and a process without a handler ends at once on SIGTERM instead of ignoring it.',
  fix: 'Leave shareProcessNamespace out unless containers must see each other, and handle SIGTERM in the process.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
  messages: {
    hook: '{{container}}: with shareProcessNamespace PID 1 is the pause process, so this hook signals nobody. Remove the hook; SIGTERM reaches the process by itself.',
    shared: 'With shareProcessNamespace the process is not PID 1: without a handler it ends at once on SIGTERM, with its requests in flight. Handle SIGTERM, or leave this out.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const shared = contract.pod.get('shareProcessNamespace');
    if (shared.boolean !== true) return;
    const hooked = contract.containers.find(({ preStop }) => preStop?.command?.some((word) => /\bkill\b[^;&|]* 1\b/.test(word.slice(0, 500))));
    if (hooked?.preStop) report.at(hooked.preStop.duration, 'hook', { container: hooked.name }).related(shared, 'processes are shared here');
    else report.at(shared, 'shared');
  },
});
