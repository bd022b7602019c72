import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'background-work-not-awaited',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A loop is told to end, and what it uses is closed before it has.',
  why: 'Setting a flag or aborting a signal ends a loop at its next check, not now. Until then its round goes on, with a pool that closes under it.',
  fix: 'Keep the promise of the loop, and await it after telling it to end.',
  references: ['https://nodejs.org/api/globals.html#class-abortsignal'],
  messages: {
    dropped: 'The shutdown tells this loop to end and closes its dependencies with `{{breaks}}` without waiting for the round under way, because nothing keeps its promise. Keep it and await it first.',
  },
  check({ plan }, report) {
    for (const { loop, breaks } of plan.background.loopsNotAwaited) {
      const finding = report.at(loop, 'dropped', { breaks: breaks.label }).related(breaks, 'closed here');
      for (const call of loop.startedBy.slice(0, 3)) finding.related(call, 'started here');
    }
  },
});
