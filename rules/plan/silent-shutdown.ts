import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'silent-shutdown',
  subject: 'plan',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'The shutdown says nothing in the log.',
  why: 'When a shutdown is cut off, the log is all there is to tell which step it was in. Without a line at its beginning nobody can even say whether the signal arrived.',
  fix: 'Log the signal, every phase with its time, and a forced end.',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/logging/'],
  messages: {
    silent: 'Nothing that this shutdown runs writes a log line, so nobody can tell whether it began or where it hung. Log the signal, the phases and a forced end.',
  },
  check({ plan }, report) {
    if (plan.deadlines.isSilent && plan.triggers[0]) report.at(plan.triggers[0], 'silent');
  },
});
