import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'background-process-unsupervised',
  subject: 'chain',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A start script leaves a second process running that nothing stops or watches.',
  why: 'A process that a start script puts in the background is nobody’s child once the script has exec-ed: it gets no signal, is killed with the container in the middle of its work, and nobody notices when it dies before.',
  fix: 'Give it a container of its own, or let an init that supervises (s6, supervisord) run both.',
  references: ['https://docs.docker.com/engine/containers/multi-service_container/'],
  messages: {
    beside: '`{{beside}}` is left running beside the service: it gets no signal when the container stops, and nothing notices when it dies. Start command: `{{chain}}`. Give it a container of its own.',
  },
  check(chain, report) {
    if (!chain.isJudged || chain.facts.reaches === 'all') return;
    for (const hop of chain.hops) if (hop.beside) report.at(hop.beside, 'beside', { beside: hop.beside.label, chain: chain.printed }).related(hop, 'the service is started here');
  },
});
