import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'teardown-never-called',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A function that closes something is written, and nothing calls it.',
  why: 'Whoever wrote `stop()` or `close()` believed that the shutdown would run it. It closes nothing as long as nobody calls it, because of another name, a listener that was never registered, or a registry it was never added to.',
  fix: 'Call it from the shutdown routine, or remove it.',
  references: ['https://nodejs.org/api/process.html#signal-events'],
  messages: {
    never: 'Nothing calls `{{name}}`, so the {{label}} that it closes stays open through the shutdown. Call it there.',
  },
  check({ plan }, report) {
    for (const teardown of plan.resources.teardownsNeverCalled) {
      report.at(teardown, 'never', { name: teardown.name, label: teardown.closes[0]?.label ?? 'handle' }).related(teardown.closes[0], 'made here').related(plan.shutdown, 'the signal is handled here');
    }
  },
});
