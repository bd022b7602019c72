import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'grpc-health-not-flipped',
  subject: 'plan',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The gRPC health service says SERVING while the server shuts down.',
  why: 'Clients and probes that watch the health service go on sending calls until it says NOT_SERVING. Calls that come after `tryShutdown` fail with UNAVAILABLE.',
  fix: 'Set NOT_SERVING for every service, wait a moment, then call `tryShutdown`.',
  references: ['https://grpc.io/docs/guides/health-checking/', 'https://github.com/grpc/grpc/blob/master/doc/health-checking.md'],
  messages: {
    serving: 'The health service still says SERVING when `{{drain}}` begins, so clients go on calling and get UNAVAILABLE. Set NOT_SERVING first.',
  },
  check({ plan }, report) {
    const found = plan.health.grpcHealthLeftOn;
    if (found) report.at(found.drain, 'serving', { drain: found.drain.label }).related(plan.health.grpcHealthService, 'the health service').related(plan.triggerOf(found.drain), 'the signal is handled here');
  },
});
