import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'script-runner-drops-signals',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A runner between the platform and the service does not hand signals on.',
  why: '`run-s`, `run-p`, `npm-run-all`, `forever`, `flock` and `xargs` start the service as a child and pass no signal on; `ts-node-dev` exits at once; the shell of `su -c` and `cross-env-shell` dies of it. The service is killed without having drained.',
  fix: 'Start node itself. For several processes use one container each; for one process at a time, `exec` the last command.',
  references: ['https://github.com/mysticatea/npm-run-all/issues/135', 'https://github.com/tianon/gosu#why'],
  messages: {
    dropped: '`{{runner}}` does not hand the signal on ({{why}}): {{consequence}}. Start command: `{{chain}}`. Start node itself.',
    fragile: 'The signal arrives only because {{kind}} replaces itself with the last command of `{{runner}}`. Start command: `{{chain}}`. Start node itself.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'script-runner');
    if (!hop) return;
    const runner = hop.kind === 'shell' ? (chain.parentOf(hop) ?? hop) : hop;
    const data = { runner: runner.label, why: hop.note ?? 'its shell stays', kind: hop.thanksTo === 'ash' ? 'Alpine’s busybox ash' : 'bash', consequence: chain.consequenceOf(hop), chain: chain.printed };
    report.at(runner, hop.thanksTo === undefined ? 'dropped' : 'fragile', data).related(chain.startBeside(runner), 'started here').atMost(chain.severityOf(hop));
  },
});
