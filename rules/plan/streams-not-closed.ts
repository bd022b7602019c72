import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'streams-not-closed',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The drain waits for event streams that nobody ends.',
  why: 'A response with server-sent events goes on until its client leaves. `server.close()` waits for it, so the drain is never over and what follows it never happens.',
  fix: 'Keep the open responses, end them when the shutdown begins, and cut what is left with `closeAllConnections()` after a deadline.',
  references: ['https://nodejs.org/api/http.html#serverclosecallback', 'https://html.spec.whatwg.org/multipage/server-sent-events.html'],
  messages: {
    open: '`{{drain}}` waits for responses to end, and the event streams of this process never do: with one client it is never over. End the streams first.',
  },
  check({ plan }, report) {
    for (const { stream, drain } of plan.connections.streamsLeftOpen) report.at(drain, 'open', { drain: drain.label }).related(stream, 'event streams are opened here').related(plan.triggerOf(drain), 'the signal is handled here');
  },
});
