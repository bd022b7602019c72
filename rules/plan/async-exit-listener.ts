import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'async-exit-listener',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'An `exit` listener begins something that cannot happen any more.',
  why: 'When `exit` is emitted the event loop has ended: what a listener sends, writes or waits for is dropped with the process, so a close or a flush that it begins is lost.',
  fix: 'Do it in the signal path before the exit, and wait for it. Leave to `exit` what is done when the call returns.',
  references: ['https://nodejs.org/api/process.html#event-exit'],
  messages: {
    lost: 'The event loop has ended when `exit` is emitted, so {{label}} begins and never completes. Wait for it before the process exits.',
  },
  check({ plan }, report) {
    for (const { listener, label, by, proven } of plan.signals.asyncExitListeners) report.at(listener, 'lost', { label }).related(by, 'this cannot complete any more').atMost(proven && listener.reached === 'always' ? 'error' : 'warning');
  },
});
