import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'entrypoint-trap-single-wait',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A start script forwards the signal and ends before the service has drained.',
  why: 'The shell’s `wait` returns as soon as a trapped signal arrives. A script that traps SIGTERM, kills its child and waits only once therefore comes to its end while the child still drains; the container ends with the script and the child is killed.',
  fix: 'Wait a second time: `wait "$PID"; trap - TERM; wait "$PID"`. Simpler: `exec` the service and let it have the signal itself.',
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_12'],
  messages: {
    once: '`wait` returns as soon as the trapped signal arrives, so this script ends, and the container with it, while the service still drains. Start command: `{{chain}}`. Wait again after the trap, `wait "$PID"; trap - TERM; wait "$PID"`, or `exec` the service.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'trap-single-wait');
    if (!hop) return;
    report.at(hop, 'once', { chain: chain.printed }).related(chain.startBeside(hop), 'started here').atMost(chain.severityOf(hop));
  },
});
