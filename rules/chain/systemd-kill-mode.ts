import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'systemd-kill-mode',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The unit’s kill settings leave processes behind, or stop nothing at all.',
  why: '`KillMode=none` only runs ExecStop and leaves every process running; systemd warns against it. `KillMode=process` signals the main process alone and leaves its children behind. `SendSIGKILL=no` lets a process that hangs live for ever, and the next start meets an occupied port.',
  fix: 'Use `KillMode=mixed`: SIGTERM to the main process, SIGKILL to what is left when the time is over.',
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.kill.html'],
  messages: {
    none: '`KillMode=none` sends no signal at all: the service is neither drained nor stopped, and the next start meets the old process. Use `KillMode=mixed`.',
    process: '`KillMode=process` signals the main process alone; children that it started stay behind. Use `KillMode=mixed`.',
    noKill: '`SendSIGKILL=no` lets a process that hangs in its shutdown live for ever. Remove it.',
  },
  check(chain, report) {
    const { killMode, withoutSigkill } = chain.facts;
    if (!chain.runsNode) return;
    if (killMode?.value === 'none') report.at({ at: killMode.at }, 'none');
    else if (killMode?.value === 'process') report.at({ at: killMode.at }, 'process').atMost('warning');
    if (withoutSigkill) report.at({ at: withoutSigkill }, 'noKill').atMost('warning');
  },
});
