import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-binary-missing',
  subject: 'contract',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A preStop hook runs a program that the image does not have.',
  why: 'A hook whose program is missing fails at once and SIGTERM follows immediately. The delay is in the manifest and never happens; only an event in the namespace says so.',
  fix: 'Use the native `sleep` action, which the kubelet carries out itself.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/', 'https://github.com/GoogleContainerTools/distroless', 'https://github.com/coredns/helm/issues/43'],
  messages: {
    missing: '{{container}}: `{{program}}` is not in {{image}}, which has no shell and no tools, so the hook fails and SIGTERM comes at once. Use `preStop: {sleep: {seconds: {{seconds}}}}`.',
    likely: '{{container}}: {{image}} is built without a shell and without tools, so `{{program}}` is most likely missing; then the hook fails and SIGTERM comes at once. Use `preStop: {sleep: {seconds: {{seconds}}}}`.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const container of contract.containers) {
      const { preStop, image } = container;
      const program = preStop?.command?.[0];
      if (!preStop || program === undefined || !image || !/^(?:\/(?:usr\/)?bin\/)?(?:sleep|sh|bash|ash|curl|wget|kill|pkill|killall)$/.test(program)) continue;
      const bare = container.isBare;
      if (bare === 'never') continue;
      report
        .at(preStop.duration, bare === 'always' ? 'missing' : 'likely', { container: container.name, program, image: image.text, seconds: preStop.seconds ?? 10 })
        .atMost(bare === 'always' ? 'error' : 'warning')
        .related(container.field.get('image'), 'the image')
        .fix(contract.fixNativeSleep(container));
    }
  },
});
