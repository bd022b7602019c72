import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'websocket-clients-not-closed',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The drain waits for WebSocket clients that nobody tells to leave.',
  why: 'An upgraded connection ends when one side ends it. Neither `server.close()`, `closeAllConnections()` nor `close()` of ws does, so with one client connected the drain is never over: only SIGKILL or a forced exit ends it, and everything behind it is lost.',
  fix: 'Close every client (`client.close(1001)`) before waiting for the server, and terminate those that are left after a moment.',
  references: ['https://github.com/websockets/ws/blob/master/doc/ws.md#serverclosecallback', 'https://nodejs.org/api/http.html#serverclosecallback'],
  messages: {
    never: '`{{drain}}` waits for the clients of this {{label}}, and nothing closes them: with one connected it is never over. Close every client first.',
    late: '`{{late}}` would end the clients of this {{label}}, and runs only after `{{drain}}`, which waits for them. Close the clients first.',
  },
  check({ plan }, report) {
    for (const { server, drain, late } of plan.connections.websocketsLeftOpen) {
      const finding = report.at(drain, late ? 'late' : 'never', { drain: drain.label, label: server.label, late: late?.label ?? '' }).related(server, `the ${server.label}`).related(late, 'clients are closed here, too late');
      finding.related(plan.triggerOf(drain), 'the signal is handled here').atMost(server.reached === 'always' ? 'error' : 'warning');
    }
  },
});
