import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'init-over-dropping-wrapper',
  subject: 'chain',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'An init stands over a wrapper that loses the signal, and makes the loss faster.',
  why: 'tini and dumb-init hand the signal to their child. When that is a shell, npm or yarn that dies of it without telling the service, the init ends too and the container is gone in milliseconds: a wait for SIGKILL has become an instant cut. `tini -g` and dumb-init signal the whole group, but still end with the wrapper.',
  fix: 'Let the init start node itself: `ENTRYPOINT ["tini", "--"]`, `CMD ["node", "dist/main.js"]`, with `exec` in every script between.',
  references: ['https://github.com/krallin/tini#process-group-killing', 'https://github.com/Yelp/dumb-init'],
  messages: {
    faster: '`{{init}}` does not help here: `{{wrapper}}` below it loses the signal, the init ends with it, and the service is cut off at once instead of after the grace period. Start command: `{{chain}}`. Let `{{init}}` start node itself.',
  },
  check(chain, report) {
    const { init } = chain;
    const hop = init && chain.losing.find((losing) => chain.hops.indexOf(losing) > chain.hops.indexOf(init) && losing.certainty === 'always');
    if (hop) report.at(init, 'faster', { init: init.label, wrapper: hop.label, chain: chain.printed }).related(hop, 'the signal is lost here');
  },
});
