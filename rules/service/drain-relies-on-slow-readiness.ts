import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'drain-relies-on-slow-readiness',
  subject: 'service',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The service closes its port before the proxy has seen that it is not ready.',
  why: 'The service answers its health check with a failure and waits for the requests to stop. The proxy asks now and then, and some count several failures before they believe it. Until then it goes on sending requests, and those that come after the port is closed are refused.',
  fix: 'Wait at least as long as the check takes to notice, and keep that below the grace period; or check more often.',
  references: ['https://docs.haproxy.org/3.2/configuration.html#5.2-inter', 'https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/', 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/health_check.proto'],
  messages: {
    early: '{{proxy}} notices after up to {{sum}} = {{notice}} s that `{{path}}` fails, and the service closes its port {{lead}} s after the signal: requests in between are refused. Wait {{needed}} s before closing.',
  },
  options: { margin: { type: 'number', default: 1, unit: 's', minimum: 0, description: 'Time between the last request that is sent and its arrival.' } },
  check({ timing, upstreams = [], plan }, report, { margin }) {
    for (const { label, check, passesOn } of upstreams) {
      const route = plan.health.readinessThatFails.find(({ path }) => path === check?.path);
      if (!check || !route || !timing || passesOn || timing.lead >= check.noticedAfter) continue;
      report
        .at(check, 'early', { proxy: label, sum: check.sum, notice: check.noticedAfter, path: route.path, lead: timing.lead, needed: Math.ceil(check.noticedAfter + margin) })
        .related(route, 'this answer says that it is not ready')
        .related(timing.at, 'here the port is closed');
    }
  },
});
