import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'grpc-connection-age-unset',
  subject: 'plan',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'gRPC clients keep their connections for ever.',
  why: 'A gRPC client holds one connection for all its calls, whatever balances in front of it: new instances get no work, and old ones keep theirs until the last moment of a shutdown.',
  fix: 'Give the server `grpc.max_connection_age_ms` and `grpc.max_connection_age_grace_ms`.',
  references: ['https://github.com/grpc/proposal/blob/master/A9-server-side-conn-mgt.md'],
  messages: {
    unset: 'Clients keep a connection to this server as long as they live, so work does not move to other instances before it stops. Set `grpc.max_connection_age_ms` and its grace.',
  },
  check({ plan }, report) {
    if (plan.triggers.length > 0) for (const server of plan.connections.withoutConnectionAge) report.at(server, 'unset');
  },
});
