import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'package-manager-start-command',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A package manager starts the service through a shell that does not hand the signal on.',
  why: 'npm, npx and pnpm run a script with `sh -c` and hand SIGTERM to that shell. Debian’s dash dies of it without telling node, the package manager then exits, and the container ends at once: the service never drains. On Alpine the same line works, because busybox ash replaces itself with the last command of the script, and stops working when anything is added behind it.',
  fix: 'Start node itself: `CMD ["node", "dist/main.js"]`. What the script sets up (environment, migrations) belongs in the image, in an entrypoint that execs, or in a job of its own.',
  references: ['https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#handling-kernel-signals', 'https://github.com/npm/cli/issues/6684'],
  messages: {
    lost: '`{{command}}` hands the signal to {{shell}}, which dies without telling the service: {{why}}. The container ends at once and the service never drains. Start command: `{{chain}}`. Start node itself: `CMD ["node", "dist/main.js"]`.',
    unknownShell: '`{{command}}` hands the signal to a shell, and unless that replaces itself with the script’s last command, the service is killed without having drained. Start command: `{{chain}}`. Start node itself.',
    fragile: 'The signal passes `{{command}}` only because {{kind}} replaces itself with the last command of the script; on a Debian image, or with anything behind that command, it is lost. Start command: `{{chain}}`. Start node itself: `CMD ["node", "dist/main.js"]`.',
  },
  check(chain, report) {
    const hop = chain.suspects.find((suspect) => suspect.cause === 'package-manager');
    const manager = hop && chain.hops.slice(0, chain.hops.indexOf(hop)).findLast((above) => above.kind === 'package-manager' || above.kind === 'runner');
    // The manager itself loses the signal: that has a rule of its own, and the shell below changes nothing.
    if (!hop || !manager || manager.cause !== undefined) return;
    const message = hop.thanksTo !== undefined ? 'fragile' : hop.certainty === 'maybe' ? 'unknownShell' : 'lost';
    report
      .at(manager, message, { command: manager.command ?? manager.label, shell: hop.label, kind: hop.thanksTo === 'ash' ? 'Alpine’s busybox ash' : 'bash', why: hop.note ?? 'it stays', chain: chain.printed })
      .related(hop, 'the script that the shell runs')
      .related(chain.startBeside(manager), 'started here')
      .atMost(chain.severityOf(hop));
  },
});
