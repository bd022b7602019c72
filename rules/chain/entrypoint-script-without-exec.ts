import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'entrypoint-script-without-exec',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A start script runs the service as a child instead of replacing itself with it.',
  why: 'No shell replaces itself at the end of a script file. A script whose last line is `node server.js` stays, and shells do not hand signals on: as PID 1 it ignores SIGTERM, and the service is killed when the grace period is over without having drained.',
  fix: 'Begin the last line with `exec`: `exec node server.js`, `exec "$@"`.',
  references: ['https://docs.docker.com/build/building/best-practices/#entrypoint', 'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#handling-kernel-signals'],
  messages: {
    lost: '{{why}}, so the script stays between the platform and the service: {{consequence}}. Start command: `{{chain}}`. Write `exec` before it, as the last command of the script.',
    sometimes: 'On this way through the script {{why}}, so the signal is lost there: {{consequence}}. Start command: `{{chain}}`. Write `exec` before it, as on the other ways.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'script');
    if (!hop) return;
    const why = hop.note ?? 'the service is not exec-ed';
    const sometimes = hop.certainty === 'maybe';
    report
      .at(hop, sometimes ? 'sometimes' : 'lost', { why: sometimes ? why : why.charAt(0).toUpperCase() + why.slice(1), consequence: chain.consequenceOf(hop), chain: chain.printed })
      .related(chain.startBeside(hop), 'started here')
      .atMost(chain.severityOf(hop));
  },
});
