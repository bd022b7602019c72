import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'http2-sessions-not-closed',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The drain waits for HTTP/2 sessions that nobody closes.',
  why: 'Before Node.js 24 `close()` of an HTTP/2 server neither sends GOAWAY nor ends idle sessions. Clients keep a session for all their requests, so the drain is not over before they leave.',
  fix: 'Keep the sessions of the `session` event, and call `close()` on each: it sends GOAWAY and lets the streams under way finish.',
  references: ['https://nodejs.org/api/http2.html#http2sessionclosecallback', 'https://nodejs.org/api/http2.html#serverclosecallback'],
  messages: {
    open: 'Before Node.js 24 `{{drain}}` leaves the sessions of clients open and waits for them. Keep the sessions of the `session` event and close each.',
  },
  check({ plan }, report) {
    for (const drain of plan.connections.sessionsLeftOpen) report.at(drain, 'open', { drain: drain.label }).related(plan.triggerOf(drain), 'the signal is handled here');
  },
});
