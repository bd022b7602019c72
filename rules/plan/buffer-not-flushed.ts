import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'buffer-not-flushed',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'What was collected since the last round is not written at the end.',
  why: 'A buffer that a timer writes out holds up to a whole period of data. The shutdown ends the timer, or the process, and the rest is lost.',
  fix: 'Call the function that writes the buffer once more in the shutdown, after the drain and before its database closes, and await it.',
  references: ['https://nodejs.org/api/process.html#processexitcode'],
  messages: {
    lost: 'This timer calls `{{flush}}` again and again, and the shutdown does not: what came in since the last round is lost. Call it once more after the drain, and await it.',
  },
  check({ plan }, report) {
    for (const { interval, flush } of plan.background.buffersNotFlushed) {
      report.at(interval, 'lost', { flush: `${flush.name}()` }).related(flush, 'the buffer is written here').related(plan.shutdown, 'the signal is handled here');
    }
  },
});
