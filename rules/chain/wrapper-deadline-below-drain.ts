import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'wrapper-deadline-below-drain',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A wrapper kills the service before its drain can be complete.',
  why: 'Some wrappers have a deadline of their own, whatever the platform grants: `pm2-runtime` kills after 1.6 s, `tsx watch` after 5 s, `dotenvx run` passes the signal on one second late and kills after six, `su` after 2 s. A longer drain is cut off.',
  fix: 'Remove the wrapper, or raise its deadline (`pm2-runtime --kill-timeout`) above the drain.',
  references: ['https://pm2.keymetrics.io/docs/usage/signals-clean-restart/'],
  messages: {
    shorter: '`{{wrapper}}` kills the service {{deadline}} s after the signal{{late}}, and its drain takes up to {{drain}} s: what is left is cut off. Start command: `{{chain}}`. Start node without it, or raise its deadline above the drain.',
    unbounded: '`{{wrapper}}` kills the service {{deadline}} s after the signal{{late}}, and nothing limits its drain: what is left then is cut off. Start command: `{{chain}}`. Start node without it, or bound the drain below that.',
  },
  check(chain, report) {
    const drain = chain.code?.drainMs;
    const hop = chain.hops.find((wrapper) => wrapper.deadlineMs !== undefined);
    if (!chain.isJudged || drain === undefined || hop?.deadlineMs === undefined) return;
    const left = hop.deadlineMs - (hop.delayMs ?? 0);
    if (drain <= left) return;
    const late = hop.delayMs === undefined ? '' : `, which it passes on ${hop.delayMs / 1000} s late`;
    const data = { wrapper: hop.label, deadline: hop.deadlineMs / 1000, late, drain: drain / 1000, chain: chain.printed };
    report.at(hop, drain === Infinity ? 'unbounded' : 'shorter', data).related(chain.startBeside(hop), 'started here').atMost(drain === Infinity || chain.unknown ? 'warning' : 'error');
  },
});
