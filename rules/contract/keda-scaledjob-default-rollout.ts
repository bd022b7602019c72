import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'keda-scaledjob-default-rollout',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'Every change of a ScaledJob ends the jobs that are running.',
  why: 'The default rollout strategy of KEDA deletes running jobs when the ScaledJob is changed, so every deployment cuts off work.',
  fix: 'Set rollout.strategy to gradual.',
  references: ['https://keda.sh/docs/2.16/reference/scaledjob-spec/'],
  messages: {
    default: 'Without `rollout: {strategy: gradual}` KEDA ends the running jobs on every change of this ScaledJob, and their work is lost. Add it.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    const spec = contract.object.root.get('spec');
    const [strategy, older] = [spec.get('rollout', 'strategy'), spec.get('rolloutStrategy')];
    if (contract.kind !== 'ScaledJob' || strategy.text === 'gradual' || older.text === 'gradual') return;
    if (strategy.isWritten ? strategy.literal !== undefined : strategy.isMissing && (older.isMissing || older.literal !== undefined)) report.at(strategy.isWritten ? strategy : older.isWritten ? older : contract, 'default');
  },
});
