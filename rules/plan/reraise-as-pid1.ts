import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'reraise-as-pid1',
  subject: 'plan',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'The shutdown ends by sending the signal to itself, which does nothing in a container.',
  why: 'The kernel does not apply the default action of a signal to the first process of a PID namespace. Without a listener the signal that the process sends to itself is dropped, and it lives on until SIGKILL if anything keeps it alive.',
  fix: 'End with `process.exit`, or set `process.exitCode` and let the event loop run empty; or start the container with an init.',
  references: ['https://man7.org/linux/man-pages/man7/pid_namespaces.7.html', 'https://nodejs.org/api/process.html#processkillpid-signal'],
  messages: {
    dropped: 'As the first process of its container this one is not ended by `{{kill}}`: the kernel drops the signal, and the process goes on until SIGKILL. Exit with `process.exit`.',
  },
  check({ plan }, report) {
    for (const act of plan.signals.reraises) report.at(act, 'dropped', { kill: act.label }).related(plan.triggerOf(act), 'the signal is handled here');
  },
});
