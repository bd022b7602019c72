import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'progress-deadline-not-above-min-ready',
  subject: 'contract',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A rollout gives up before a new pod can count as available.',
  why: 'The API server rejects a progressDeadlineSeconds that is not greater than minReadySeconds, because no pod could become available in time.',
  fix: 'Raise progressDeadlineSeconds above minReadySeconds plus the start of a pod.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds'],
  messages: {
    deadline: 'progressDeadlineSeconds {{deadline}} ≤ minReadySeconds {{ready}}, which the API server rejects. Raise the deadline above minReadySeconds plus the time that a pod takes to start.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const spec = contract.object.root.get('spec');
    const [deadline, ready] = [spec.get('progressDeadlineSeconds'), spec.get('minReadySeconds')];
    if (contract.kind !== 'Deployment' || ready.integer === undefined) return;
    const seconds = deadline.isMissing ? 600 : deadline.integer;
    if (seconds !== undefined && seconds <= ready.integer) report.at(deadline.isWritten ? deadline : ready, 'deadline', { deadline: deadline.isWritten ? seconds : '600 (default)', ready: ready.integer }).related(ready, 'minReadySeconds');
  },
});
