import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'npm-swallows-signals',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'This version of npm keeps SIGTERM to itself.',
  why: 'npm from 9.6.7 until 10.3.0 installs a signal handler and passes nothing on: the service never hears of SIGTERM, with any shell, and is killed when the grace period is over. Node 18.17 to 18.19 and 20.3 to 20.11 bring such a version.',
  fix: 'Start node itself: `CMD ["node", "dist/main.js"]`. Otherwise update Node, or install npm 10.5 or later.',
  references: ['https://github.com/npm/cli/issues/6547', 'https://github.com/npm/run-script/pull/188'],
  messages: {
    swallowed: '{{npm}} takes SIGTERM and passes nothing on (9.6.7 to 10.2), so the service is killed when the grace period is over, without having drained. Start command: `{{chain}}`. Start node itself, or update to Node 20.12 or npm 10.5.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'npm-swallows');
    if (hop) report.at(hop, 'swallowed', { npm: hop.label, chain: chain.printed }).related(chain.startBeside(hop), 'started here').atMost(chain.severityOf(hop));
  },
});
