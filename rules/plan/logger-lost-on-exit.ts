import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'logger-lost-on-exit',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'The process ends before the logger has written its last lines.',
  why: 'Loggers with files, sockets or worker threads behind them write asynchronously. What is written just before `process.exit`, the account of the shutdown itself, never arrives.',
  fix: 'End the logger and wait for its `finish`, or set `process.exitCode` and let the process end by itself.',
  references: ['https://github.com/winstonjs/winston#awaiting-logs-to-be-written-in-winston', 'https://github.com/pinojs/pino/blob/main/docs/help.md'],
  messages: {
    lost: 'This {{label}} writes asynchronously and `{{end}}` does not wait for it, so the last lines are lost. End it and wait for its `finish` first.',
  },
  check({ plan }, report) {
    for (const { left, end } of plan.resources.loggersLost) report.at(left, 'lost', { label: left.label, end: end.label }).related(end, 'the process ends here');
  },
});
