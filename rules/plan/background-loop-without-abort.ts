import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'background-loop-without-abort',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'An endless loop does work that nothing can stop.',
  why: 'The loop takes the next piece of work while the service shuts down and is cut off in the middle of it at the exit; without an exit it keeps the process alive until SIGKILL.',
  fix: 'Let the loop leave on an AbortSignal or a flag that the shutdown sets, pass the signal to its sleep, and await its end before closing what it uses.',
  references: ['https://nodejs.org/api/globals.html#class-abortsignal', 'https://nodejs.org/api/timers.html#timerspromisessettimeoutdelay-value-options'],
  messages: {
    endless: 'Nothing ends this loop: it goes on taking work during the shutdown and is cut off in the middle of it. Leave it on an AbortSignal that the shutdown aborts.',
    unheard: 'Nothing ends this loop and nothing handles SIGTERM, so its work is cut off in the middle when the platform stops the process. Handle SIGTERM: abort an AbortSignal on which the loop leaves, and let it finish its round.',
  },
  check(service, report) {
    const { plan } = service;
    if (plan.intake.length === 0 && plan.triggers.length === 0) return;
    for (const loop of plan.background.loops) {
      const finding = report.at(loop, plan.handlesSigterm === 'never' ? 'unheard' : 'endless');
      for (const call of loop.startedBy.slice(0, 3)) finding.related(call, 'started here');
    }
  },
});
