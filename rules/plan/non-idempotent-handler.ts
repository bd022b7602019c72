import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'non-idempotent-handler',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A second signal runs the shutdown again, which fails and cuts the first one off.',
  why: 'Terminals, process managers and package runners send the signal twice. A server that is already closing reports an error at once, and a routine that then exits ends the process in the middle of its first drain.',
  fix: 'Keep a flag or the promise of the first run, and return when it is set: `stopping ??= shutdown()`.',
  references: ['https://nodejs.org/api/net.html#serverclosecallback', 'https://nodejs.org/api/errors.html#err_server_not_running'],
  messages: {
    again: 'A second signal runs all of this again: `{{close}}` fails at once because it has been called, and `{{exit}}` ends the process in the middle of the first drain. Keep a flag, or the promise of the first run.',
  },
  check({ plan }, report) {
    for (const { trigger, close, exit } of plan.signals.repeatable) report.at(trigger, 'again', { close: close.label, exit: exit.label }).related(close, 'this fails the second time').related(exit, 'and then the process exits here');
  },
});
