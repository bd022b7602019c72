import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'unresolved-start-command',
  subject: 'chain',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'How the start command reaches the service could not be told, so nothing is said about it.',
  why: 'A hop that is not known may lose the signal or hand it on. The other rules about start commands stay silent, or say less than an error, below such a hop.',
  fix: 'Start node directly, or keep the script and the Dockerfile of the base image in the repository.',
  references: [],
  messages: {
    unknown: '`{{hop}}` is not known here: {{why}}. Whether the signal reaches the service cannot be told. Start command: `{{chain}}`.',
  },
  check(chain, report) {
    const { unknown } = chain;
    if (unknown && chain.isJudged) report.at(unknown, 'unknown', { hop: unknown.label, why: unknown.note ?? 'it is in no file of the repository', chain: chain.printed });
  },
});
