import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'shell-form-start-command',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The start command is in shell form, so a shell stands between the platform and the service.',
  why: 'Docker runs a CMD or ENTRYPOINT in shell form with `/bin/sh -c`. Debian’s dash starts the service as its child and, as PID 1, ignores SIGTERM: the service never hears of it and is killed when the grace period is over. busybox ash and bash happen to replace themselves with the last command, until something is added behind it.',
  fix: 'Write the command as a JSON array: `CMD ["node", "dist/main.js"]`. Where a shell is needed, begin the last command with `exec`.',
  references: ['https://docs.docker.com/reference/build-checks/json-args-recommended/', 'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#handling-kernel-signals'],
  messages: {
    lost: 'The shell form puts `{{shell}}` before the service: {{consequence}}. Start command: `{{chain}}`. Write a JSON array, `CMD ["node", "dist/main.js"]`, or begin the last command with `exec`.',
    unknownShell: 'The shell form puts a shell before the service, and unless it replaces itself, the service never gets the signal. Start command: `{{chain}}`. Write a JSON array, `CMD ["node", "dist/main.js"]`.',
    fragile: 'The signal arrives only because {{kind}} replaces itself with the last command; with another base image, or with anything behind that command, it is lost. Start command: `{{chain}}`. Write a JSON array, `CMD ["node", "dist/main.js"]`.',
    broken: 'This array is no valid JSON (double quotes, no comma at the end), so Docker gives it to a shell as a command line, and what it names is not started as it is meant. Write `CMD ["node", "dist/main.js"]`.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'shell-form');
    if (!hop) return;
    const message = hop.isBrokenArray === true ? 'broken' : hop.thanksTo !== undefined ? 'fragile' : hop.certainty === 'maybe' ? 'unknownShell' : 'lost';
    report.at(hop, message, { shell: hop.label, kind: hop.thanksTo === 'ash' ? 'Alpine’s busybox ash' : 'bash', consequence: chain.consequenceOf(hop), chain: chain.printed }).related(chain.startBeside(hop), 'started here').atMost(chain.severityOf(hop));
  },
});
