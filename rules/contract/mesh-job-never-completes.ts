import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'mesh-job-never-completes',
  subject: 'contract',
  severity: 'info',
  preset: 'strict',
  scope: 'file',
  summary: 'The proxy of a mesh keeps a job running for ever.',
  why: 'A job is complete when all its containers have ended. The proxy that the mesh puts beside it never ends by itself, so the job stays active until its deadline, and the pod is then killed.',
  fix: 'Use native sidecars, tell the proxy to exit at the end of the job, or leave the job out of the mesh.',
  references: ['https://linkerd.io/2/tasks/graceful-shutdown/', 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/'],
  messages: {
    never: 'The {{mesh}} proxy goes on when the job is done, so the job never completes. Use a native sidecar, let the job end the proxy, or switch injection off for it.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const { mesh } = contract;
    if (!contract.isBatch || !mesh || mesh.isNativeSidecar) return;
    const words = contract.applications.flatMap((container) => container.command ?? []).join(' ');
    if (!/quitquitquit|linkerd-await|\/shutdown|pilot-agent/.test(words)) report.at(mesh, 'never', { mesh: mesh.name });
  },
});
