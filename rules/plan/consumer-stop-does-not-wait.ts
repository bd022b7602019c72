import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'consumer-stop-does-not-wait',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A consumer is told to stop, and nothing waits for the work that it has taken.',
  why: 'Some stops only end the polling and return at once. The job or message under way goes on, loses its database in the middle, or is cut off at the exit.',
  fix: 'Wait for the work under way before closing what it uses: the event that the library emits when it is idle, a drain with a timeout, or the promises of your own handlers.',
  references: ['https://github.com/bbc/sqs-consumer#consumerstop'],
  messages: {
    breaks: '`{{stop}}` only stops the {{label}} from taking more and does not wait for what it is working on, which `{{breaks}}` then cuts off. Wait for that work first.',
  },
  check({ plan }, report) {
    for (const { stop, breaks } of plan.background.stopsWithoutWaiting) {
      report.at(stop, 'breaks', { stop: stop.label, label: stop.handleKind?.label ?? 'consumer', breaks: breaks.label }).related(breaks, 'the work under way is cut off here').related(plan.triggerOf(stop), 'the signal is handled here');
    }
  },
});
