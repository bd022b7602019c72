import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'stop-signal-unhandled',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The stop signal that is configured is none that the service handles.',
  why: 'STOPSIGNAL, `stop_signal`, `kill_signal` and `KillSignal` replace SIGTERM. A process that handles only SIGTERM then ignores it as PID 1, or dies of it at once, and its drain never runs.',
  fix: 'Remove the setting, or handle that signal with the same routine.',
  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal', 'https://nodejs.org/api/process.html#signal-events'],
  messages: {
    other: '{{key}} sends {{signal}}, and `{{entry}}` handles {{handled}}: its drain never runs. Remove the setting, or handle {{signal}} with the same routine.',
  },
  check(chain, report) {
    const { code } = chain;
    const { signal } = chain.facts;
    if (!chain.isJudged || !code?.takesWork || signal.origin !== 'declared' || chain.arriving.changedBy) return;
    if (['SIGTERM', 'SIGKILL', 'SIGSTOP'].includes(signal.value) || code.handles(signal.value) !== 'never') return;
    const handled = code.handles('SIGTERM') === 'always' ? 'only SIGTERM' : 'no signal';
    report.at({ at: signal.at }, 'other', { key: signal.key, signal: signal.value, entry: code.entry, handled }).related(code.handlerAt && { at: code.handlerAt }, 'signals are handled here');
  },
});
