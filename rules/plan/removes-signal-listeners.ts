import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'removes-signal-listeners',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'All listeners of a signal are removed, those of other modules and libraries too.',
  why: '`removeAllListeners` does not ask who registered: shutdown routines, telemetry and process managers lose their listeners without a word, and SIGTERM ends the process at once again.',
  fix: 'Keep the function that you registered, and take away that one: `process.off("SIGTERM", listener)`.',
  references: ['https://nodejs.org/api/events.html#emitterremovealllistenerseventname'],
  messages: {
    all: 'This also removes listeners of {{signals}} that other modules and libraries have registered, so their shutdown never runs. Remove your own with `process.off`.',
  },
  check({ plan }, report) {
    for (const removal of plan.signals.removals) report.at(removal, 'all', { signals: removal.signals === 'all' ? 'every signal' : removal.signals.join(', ') }).related(plan.triggers[0], 'this would be lost');
  },
});
