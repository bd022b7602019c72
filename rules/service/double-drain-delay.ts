import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'double-drain-delay',
  subject: 'service',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'Both the preStop hook and the process wait for endpoints to go away.',
  why: 'Kubernetes runs the hook first and sends SIGTERM after it. Requests stop coming during the hook, so a pause in the signal handler waits for something that has happened already. Every pod of every rollout takes longer, and the pause is taken from the time to drain.',
  fix: 'Keep one of the two: the preStop hook where the image has other uses, the pause where the same image runs on platforms without hooks.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  messages: {
    twice: 'preStop {{hook}} s + pause {{pause}} s = {{total}} s, and requests stop coming through {{route}} after {{allowance}} s: the pause waits for nothing. Keep one of the two.',
  },
  check({ timing, contracts = [] }, report) {
    for (const contract of contracts) {
      if (contract.platform !== 'kubernetes' || timing === undefined || timing.lead === 0) continue;
      const served = contract.served.find(({ container }) => container === contract.main);
      const route = served && contract.farthest(served.routes);
      const hook = served?.container.delay;
      if (!route || !hook || !served.container.preStop) continue;
      const [allowance, total] = [contract.allowanceOf(route), hook + timing.lead];
      if (hook < allowance || total <= 2 * allowance) continue;
      report.at(served.container.preStop, 'twice', { hook, pause: timing.lead, total, route: route.label, allowance }).related(timing.at, 'the drain that waits for both').related(route, 'requests come through here');
    }
  },
});
