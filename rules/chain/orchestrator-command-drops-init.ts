import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'orchestrator-command-drops-init',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The platform’s command replaces the image’s ENTRYPOINT, and with it the init or the script that execs.',
  why: 'Kubernetes `command` and Compose `entrypoint` replace the whole ENTRYPOINT and drop CMD. An image that starts with tini, or with a script that ends in `exec "$@"`, then runs without it, and the command below has to take the signal as PID 1.',
  fix: 'Use `args` (Kubernetes) or `command` (Compose), which keep the ENTRYPOINT, or begin the command with the init again.',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/', 'https://github.com/compose-spec/compose-spec/blob/main/05-services.md#entrypoint'],
  messages: {
    lost: 'This replaces the image’s ENTRYPOINT with `{{init}}` in it, and what is left loses the signal: `{{chain}}`. Use {{key}}, which keeps the ENTRYPOINT, or begin with the init again.',
    ignored: 'This replaces the image’s ENTRYPOINT with `{{init}}` in it: node becomes PID 1 and handles no {{signal}}, so it ignores it until it is killed. Use {{key}}, which keeps the ENTRYPOINT, and handle the signal.',
  },
  check(chain, report) {
    const { replaced, startAt, platform } = chain.facts;
    if (!replaced || chain.init || !chain.isJudged) return;
    const { service, code, arriving } = chain;
    const isIgnored = service !== undefined && chain.isPid1(service) && code?.takesWork === true && code.handles(arriving.signal) === 'never';
    const [losing] = chain.losing;
    if (!losing && !isIgnored) return;
    report
      .at({ at: startAt }, losing ? 'lost' : 'ignored', { init: replaced.label, chain: chain.printed, key: platform === 'kubernetes' ? '`args`' : '`command`', signal: arriving.signal })
      .related({ at: replaced.at }, 'the image’s ENTRYPOINT')
      .atMost(losing ? chain.severityOf(losing) : 'error');
  },
});
