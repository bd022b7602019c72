import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'dev-runner-in-production',
  subject: 'chain',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A runner for development starts the service in production.',
  why: 'Watchers restart on file changes and were not made to be stopped: nodemon sends SIGTERM and then SIGINT, `tsx watch` kills after five seconds, `ts-node-dev` exits at once. Development servers of web frameworks neither drain nor scale.',
  fix: 'Build the service and start the result with node.',
  references: ['https://github.com/remy/nodemon#gracefully-reloading-down-your-script', 'https://nodejs.org/api/cli.html#--watch'],
  messages: {
    runner: '`{{runner}}` is made for development, and stops the service in its own way{{why}}. Start command: `{{chain}}`. Build the service and start the result with node.',
  },
  check(chain, report) {
    const hop = chain.hops.find((runner) => runner.isForDevelopment);
    if (!hop || !chain.isJudged) return;
    const why = hop.note ?? (hop.deadlineMs === undefined ? undefined : `it kills the service after ${hop.deadlineMs / 1000} s`);
    report.at(hop, 'runner', { runner: hop.label, why: why === undefined ? '' : `: ${why}`, chain: chain.printed }).related(chain.startBeside(hop), 'started here');
  },
});
