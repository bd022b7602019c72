import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'deadline-shorter-than-drain',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The deadline of the shutdown is over before its steps may be.',
  why: 'The steps have limits of their own that add up to more than the deadline: with work in flight the process is ended in the middle of a drain that was given longer.',
  fix: 'Make the deadline longer than the sum of the steps, and shorter than the grace period.',
  references: ['https://nodejs.org/api/timers.html#settimeoutcallback-delay-args'],
  messages: {
    shorter: 'The steps behind this deadline may take {{sum}}, and it ends the process after {{deadline}}. Make it longer, or the steps shorter.',
  },
  check({ plan }, report) {
    const seconds = (ms: number): string => `${String(ms / 1000)} s`;
    for (const { timer, parts, sum } of plan.deadlines.shortDeadlines) {
      const terms = parts.length > 1 ? `${parts.map(({ label, ms }) => `${label} ${seconds(ms)}`).join(' + ')} = ${seconds(sum)}` : seconds(sum);
      const finding = report.at(timer, 'shorter', { sum: terms, deadline: seconds(timer.ms ?? 0) });
      for (const part of parts.slice(0, 3)) finding.related(part, `may take ${seconds(part.ms)}`);
    }
  },
});
