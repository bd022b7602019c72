import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'duplicated-signal-forces-exit',
  subject: 'chain',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The service gets its signal more than once, and a second one makes it exit at once.',
  why: 'Some platforms and wrappers signal every process, and a wrapper that also forwards makes the service see two: nodemon, `tini -g` and dumb-init over a package manager, systemd’s control group, Heroku. A handler that takes the second signal for an impatient Ctrl-C then cuts its own drain.',
  fix: 'Ignore repeats for a second or two, or only count SIGINT as impatience.',
  references: ['https://devcenter.heroku.com/articles/dyno-shutdown-behavior', 'https://www.freedesktop.org/software/systemd/man/latest/systemd.kill.html'],
  messages: {
    twice: '{{who}}, so the service gets {{signal}} twice, and `{{entry}}` exits at the second one in the middle of its drain. Start command: `{{chain}}`. Ignore repeats for a second or two.',
  },
  check(chain, report) {
    const { code, facts, arriving } = chain;
    if (!chain.isJudged || code?.secondSignalExits !== 'always') return;
    const duplicating = chain.hops.find((hop) => hop.duplicates);
    const forwarding = facts.reaches === 'all' ? chain.hops.find((hop) => hop.delivery === 'forwards' && hop.kind !== 'init') : undefined;
    const hop = duplicating ?? forwarding;
    if (!hop) return;
    const who = duplicating ? `\`${hop.label}\` signals more than one process of the chain` : `Every process gets the signal, and \`${hop.label}\` forwards it as well`;
    report.at(hop, 'twice', { who, signal: arriving.signal, entry: code.entry, chain: chain.printed }).related(code.handlerAt && { at: code.handlerAt }, 'signals are handled here');
  },
});
