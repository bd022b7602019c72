import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'argo-scale-down-delay-short',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'file',
  summary: 'A rollout removes the old pods before every proxy has switched to the new ones.',
  why: 'After the switch, proxies and load balancers go on sending requests to the old pods until they have heard of it. The delay exists for exactly that, and its default is 30 s.',
  fix: 'Leave it at the default, or raise it where load balancers are slow.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/'],
  messages: {
    short: 'scaleDownDelaySeconds {{delay}} < 30 (the default): old pods are removed while proxies still send them requests. Leave it out, or raise it.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const strategy = contract.object.root.get('spec', 'strategy');
    const routed = strategy.get('canary', 'trafficRouting').isWritten ? [strategy.get('canary', 'scaleDownDelaySeconds')] : [];
    for (const delay of [strategy.get('blueGreen', 'scaleDownDelaySeconds'), ...routed]) {
      if (contract.kind === 'Rollout' && delay.integer !== undefined && delay.integer > 0 && delay.integer < 30) report.at(delay, 'short', { delay: delay.integer });
    }
  },
});
