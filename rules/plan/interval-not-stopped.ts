import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'interval-not-stopped',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A repeating timer or schedule goes on during the shutdown.',
  why: 'Its callback runs on while pools close under it, which fails or starts work that is cut off at the exit; a ref-ed timer also keeps the process alive when everything else has ended.',
  fix: 'Keep the handle and clear or stop it as the first step of the shutdown, or `unref` it when its work may be lost.',
  references: ['https://nodejs.org/api/timers.html#clearintervaltimeout'],
  messages: {
    interval: 'The shutdown leaves this interval running: its callback goes on while dependencies close, and it keeps the process alive. Clear it first, or `unref` it.',
    schedule: 'The shutdown leaves this {{label}} running, so it starts work that is cut off. Stop it first.',
  },
  check({ plan }, report) {
    if (!plan.stopsSomething && plan.unknowns.length === 0) return;
    for (const interval of plan.background.intervalsLeftRunning) {
      if (interval.reached !== 'always') continue;
      const finding = report.at(interval, 'interval').related(plan.triggers[0], 'the signal is handled here');
      for (const call of interval.startedBy.slice(0, 3)) finding.related(call, 'started here');
    }
    for (const start of plan.background.schedulersLeftRunning) report.at(start, 'schedule', { label: start.label }).related(plan.triggers[0], 'the signal is handled here');
  },
});
