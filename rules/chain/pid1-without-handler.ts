import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'pid1-without-handler',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'node is PID 1 and handles no termination signal, so it ignores it.',
  why: 'The kernel ignores signals that PID 1 has no handler for. A node process that is the first of its container and listens for nothing goes on as if nothing had happened until the grace period is over, and is then killed with everything in flight.',
  fix: 'Handle the signal: stop intake, drain with a deadline, exit. An init (`tini`, `docker run --init`) only makes the process die at once.',
  references: ['https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#handling-kernel-signals', 'https://nodejs.org/api/process.html#signal-events'],
  messages: {
    ignored: 'node is PID 1 here and nothing in `{{entry}}` handles {{signal}}, so the signal is ignored and the process is killed when the grace period is over. Start command: `{{chain}}`. Handle {{signal}}: stop intake, drain with a deadline, then exit.',
  },
  check(chain, report) {
    const { code, service, arriving } = chain;
    if (!chain.isJudged || chain.unknown || !code?.takesWork || !service || !chain.isPid1(service)) return;
    // Nobody can handle SIGKILL: stop-signal-is-sigkill's.
    if (arriving.signal === 'SIGKILL' || code.handles(arriving.signal) !== 'never') return;
    report.at(service, 'ignored', { entry: code.entry, signal: arriving.signal, chain: chain.printed }).related(chain.startBeside(service), 'started here');
  },
});
