import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'idle-connections-not-closed',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The drain waits for keep-alive connections that nobody uses.',
  why: 'Before Node.js 19 `server.close()` leaves idle keep-alive connections open. A load balancer keeps some for minutes, and the drain is not over before the last one is gone.',
  fix: 'Call `server.closeIdleConnections()` after `close` (Node.js 18.2), answer with `Connection: close` while draining, or require Node.js 20.',
  references: ['https://nodejs.org/api/http.html#serverclosecallback', 'https://nodejs.org/api/http.html#servercloseidleconnections'],
  messages: {
    idle: 'On Node.js {{node}}, which `engines` allows, `{{drain}}` waits for idle keep-alive connections as long as clients keep them. Call `closeIdleConnections()` too, or require Node.js 20.',
  },
  check({ plan }, report) {
    for (const { drain, node } of plan.connections.idleLeftOpen) report.at(drain, 'idle', { drain: drain.label, node }).related(plan.triggerOf(drain), 'the signal is handled here').fix(plan.repairs.idleConnectionsClosed(drain, node));
  },
});
