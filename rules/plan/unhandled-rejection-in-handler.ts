import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'unhandled-rejection-in-handler',
  subject: 'plan',
  severity: 'error',
  preset: 'strict',
  scope: 'program',
  summary: 'A step of the shutdown that fails ends the process, and the steps behind it never happen.',
  why: 'Nobody catches the promise of a signal listener. When a step rejects, Node.js ends the process with code 1 a moment later, with requests in flight and nothing flushed.',
  fix: 'Wrap the steps in `try`/`catch`/`finally`, or catch the promise in the listener; isolate steps from each other.',
  references: ['https://nodejs.org/api/process.html#event-unhandledrejection', 'https://nodejs.org/api/cli.html#--unhandled-rejectionsmode'],
  messages: {
    uncaught: 'If `{{awaited}}` rejects, nothing catches it: the process ends with code 1 and `{{skipped}}` never happens. Catch it, and go on with the next step.',
  },
  check({ plan }, report) {
    for (const { trigger, awaited, skipped } of plan.signals.uncaughtRejections) report.at(awaited, 'uncaught', { awaited: awaited.label, skipped: skipped.label }).related(trigger, 'the signal is handled here').related(skipped, 'left out then').atMost(trigger.reached === 'always' ? 'error' : 'warning');
  },
});
