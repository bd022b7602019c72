import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'release-id-in-selector',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'file',
  summary: 'A selector names one release.',
  why: 'The selector of a workload cannot be changed. The next release is rejected, and whoever deletes the workload to get past that stops every pod at once instead of one after the other.',
  fix: 'Keep what changes with a release out of the selector; a label of the pod template is enough.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates'],
  messages: {
    release: 'The selector has `{{key}}: {{value}}`, which changes with every release, and a selector cannot be changed: the next release is rejected, and deleting the workload first stops every pod at once. Remove it from matchLabels.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const [key, value] of contract.object.root.get('spec', 'selector', 'matchLabels').entries) {
      const text = value.text ?? '';
      const isReleaseKey = /(?:^|[/._-])(?:version|sha|commit|build|revision|git-?sha|image-?tag|build-?id|release-?id)$/i.test(key);
      const isHash = /^[0-9a-f]{7,64}$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text);
      if (isReleaseKey && (isHash || /^v?\d+\.\d+\.\d+/.test(text) || /(?:sha|commit|build_?id|build_?number)/i.test(text))) report.at(value, 'release', { key, value: text });
    }
  },
});
