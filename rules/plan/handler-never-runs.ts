import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'handler-never-runs',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'What is registered as a signal listener never does its work.',
  why: 'A call in listener position runs at registration and registers its result; a function that only returns the real handler is called and does nothing. In both cases the signal arrives and nothing is shut down.',
  fix: 'Pass the function itself, or call it inside of the listener.',
  references: ['https://nodejs.org/api/events.html#emitteroneventname-listener'],
  messages: {
    'not-a-function': 'This call runs now, at registration, and its result is no function, so nothing happens on the signal. Pass the function itself.',
    'only-returns': 'This listener only returns the real handler and never calls it, so nothing happens on the signal. Call it, or register it directly.',
  },
  check({ plan }, report) {
    for (const listener of plan.signals.listenersThatNeverRun) report.at(listener, listener.reason);
  },
});
