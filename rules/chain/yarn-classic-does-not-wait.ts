import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'yarn-classic-does-not-wait',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'yarn 1 exits at the signal and does not wait for the service.',
  why: 'yarn 1 ends within a tenth of a second of SIGTERM, whatever its script does. As the container’s first process it takes the container with it, so the service is killed in the middle of its drain, or before it has heard of the signal. yarn 2 and later wait.',
  fix: 'Start node itself: `CMD ["node", "dist/main.js"]`.',
  references: ['https://github.com/yarnpkg/yarn/issues/4667', 'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#handling-kernel-signals'],
  messages: {
    leaves: 'yarn 1 exits at SIGTERM without waiting, and the container ends with it: whatever the service was draining is cut off. Start command: `{{chain}}`. Start node itself: `CMD ["node", "dist/main.js"]`.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'yarn-classic');
    if (hop) report.at(hop, 'leaves', { chain: chain.printed }).related(chain.startBeside(hop), 'started here').atMost(chain.severityOf(hop));
  },
});
