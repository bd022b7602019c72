import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'stop-signal-is-sigkill',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The stop signal is SIGKILL, or the grace period is zero, so nothing can ever drain.',
  why: 'SIGKILL and SIGSTOP cannot be handled. With one of them as the stop signal, or with no time between SIGTERM and SIGKILL, every stop cuts off whatever is in flight.',
  fix: 'Remove the setting; SIGTERM is the default.',
  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal', 'https://nodejs.org/api/process.html#signal-events'],
  messages: {
    kill: '{{key}} is {{signal}}, which no process can handle: every stop cuts off what is in flight. Remove it; SIGTERM is the default.',
    noTime: 'A grace period of 0 s sends SIGKILL at once: nothing can drain. Remove it, or set it above the service’s drain.',
  },
  check(chain, report) {
    const { signal, contract } = chain.facts;
    if (!chain.runsNode) return;
    if (['SIGKILL', 'SIGSTOP'].includes(signal.value)) report.at({ at: signal.at }, 'kill', { key: signal.key, signal: signal.value });
    else if (contract && contract.platform !== 'kubernetes' && contract.grace.seconds === 0) report.at(contract.grace, 'noTime');
  },
});
