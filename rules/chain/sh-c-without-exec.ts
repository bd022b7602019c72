import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'sh-c-without-exec',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The service runs below `sh -c` and is not exec-ed.',
  why: 'The shell of `sh -c "migrate && node server.js"` waits for node and does not hand signals on: as PID 1 it ignores SIGTERM until SIGKILL comes, and below an init it dies and the container with it, so the service is cut off in both cases. busybox ash and bash replace themselves with a last simple command; dash does not, and none does when something follows.',
  fix: 'Begin the last command with `exec`: `sh -c "migrate && exec node server.js"`.',
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/sh.html', 'https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#handling-kernel-signals'],
  messages: {
    lost: '`{{shell}} -c` keeps running above the service: {{why}}, and {{consequence}}. Start command: `{{chain}}`. Begin the last command with `exec`, and put nothing behind it.',
    unknownShell: 'Unless its shell replaces itself, `{{shell}} -c` keeps the signal from the service, because {{why}}. Start command: `{{chain}}`. Begin the last command with `exec`.',
    fragile: 'The signal arrives only because {{kind}} replaces itself with the last command of `-c`; with another base image, or with anything behind that command, it is lost. Start command: `{{chain}}`. Begin the last command with `exec`.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'sh-c');
    if (!hop) return;
    const message = hop.thanksTo !== undefined ? 'fragile' : hop.certainty === 'maybe' ? 'unknownShell' : 'lost';
    report.at(hop, message, { shell: hop.label, kind: hop.thanksTo === 'ash' ? 'Alpine’s busybox ash' : 'bash', why: hop.note ?? 'it stays', consequence: chain.consequenceOf(hop), chain: chain.printed }).related(chain.startBeside(hop), 'started here').atMost(chain.severityOf(hop));
  },
});
