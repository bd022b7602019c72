import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'exit-bypasses-shutdown',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'An event of a connection ends the process without the shutdown.',
  why: 'The program has a routine that drains and flushes, and this exit goes round it: a lost connection costs every request in flight.',
  fix: 'Call the shutdown routine with a non-zero status instead of `process.exit`.',
  references: ['https://nodejs.org/api/process.html#processexitcode'],
  messages: {
    bypasses: 'On `{{event}}` this exits without the shutdown routine, so requests in flight are cut off and nothing is flushed. Run the routine with a non-zero status.',
  },
  check({ plan }, report) {
    for (const exit of plan.shortcuts.onEvents) report.at(exit, 'bypasses', { event: exit.event }).related(plan.triggers[0], 'the shutdown begins here');
  },
});
