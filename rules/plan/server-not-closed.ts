import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'server-not-closed',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The shutdown leaves out a server that listens.',
  why: 'A server that nobody closes takes new requests until the very end of the process, and all of its requests in flight are cut off there.',
  fix: 'Keep what `listen` or `serve` returns, and close it in the shutdown routine before anything that it uses.',
  references: ['https://nodejs.org/api/http.html#serverclosecallback'],
  messages: {
    never: 'The shutdown never closes this {{label}}: it takes requests to the end, and those in flight are cut off. Keep its handle and close it first.',
    overwritten: 'This listens several times and keeps only the last {{label}} under one name, so the shutdown closes one and leaves the others open. Collect them and close all.',
  },
  check({ plan }, report) {
    if (plan.handlesSigterm === 'never' && plan.onlyExits) return;
    // A listener that is perhaps never registered is no shutdown to leave something out of.
    const hasShutdown = plan.triggers.some((trigger) => trigger.reached === 'always');
    for (const start of hasShutdown ? plan.connections.serversNeverClosed : []) report.at(start, 'never', { label: start.label }).related(plan.triggers[0], 'the signal is handled here').atMost(start.reached === 'always' ? 'error' : 'warning');
    for (const start of plan.connections.serversOverwritten) report.at(start, 'overwritten', { label: start.label }).related(plan.triggers[0], 'the signal is handled here');
  },
});
