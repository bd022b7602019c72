import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'consumer-not-stopped',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A consumer goes on taking work while the service shuts down.',
  why: 'Messages and jobs that it takes during the shutdown are cut off at the exit: they are redelivered after a visibility timeout, stall until another worker reclaims them, or are lost where they were acknowledged on receipt.',
  fix: 'Stop it first in the shutdown routine, wait for what it is working on with a deadline, then close what it uses.',
  references: ['https://docs.bullmq.io/guide/workers/graceful-shutdown', 'https://kafka.js.org/docs/consuming#a-name-pause-resume-a-pause-amp-resume'],
  messages: {
    never: 'The shutdown never stops this {{label}}: it takes work to the end, and what it is working on then is cut off. Stop it first and wait for the work under way.',
  },
  check({ plan }, report) {
    for (const start of plan.background.consumersNotStopped) {
      report.at(start, 'never', { label: start.label }).related(plan.shutdown, 'the signal is handled here').atMost(start.reached === 'always' ? 'error' : 'warning');
    }
  },
});
