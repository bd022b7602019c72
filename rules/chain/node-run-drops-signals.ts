import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'node-run-drops-signals',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: '`node --run` does not hand signals to the script that it runs.',
  why: '`node --run` starts the script of package.json in a shell and passes no signal on (measured with Node 22 and 24): the service is killed when the grace period is over, or at once below an init.',
  fix: 'Start the file itself: `CMD ["node", "dist/main.js"]`.',
  references: ['https://nodejs.org/api/cli.html#--run'],
  messages: {
    dropped: '`{{command}}` passes no signal on: {{consequence}}. Start command: `{{chain}}`. Start the file itself: `CMD ["node", "dist/main.js"]`.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'node-run');
    if (hop) report.at(hop, 'dropped', { command: hop.label, consequence: chain.consequenceOf(hop), chain: chain.printed }).related(chain.startBeside(hop), 'started here').atMost(chain.severityOf(hop));
  },
});
