import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'library-exits-process',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A package that the service only uses ends the process.',
  why: 'A library knows nothing of the requests in flight, of buffers and of the order of the shutdown. When it exits, all of that is lost.',
  fix: 'Throw, or return the error, and let the program decide when to exit.',
  references: ['https://nodejs.org/api/process.html#processexitcode'],
  messages: {
    exits: 'This package ends the process of whoever uses it, requests in flight included. Throw instead, and leave the exit to the program.',
  },
  check({ plan }, report) {
    for (const exit of plan.shortcuts.inLibraries) report.at(exit, 'exits').related(plan.triggers[0], 'the shutdown of the program, which this goes round');
  },
});
