import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'lb-idle-exceeds-node-keepalive',
  subject: 'service',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'The load balancer or proxy keeps idle connections longer than Node does.',
  why: 'Node closes a connection that was idle for 5 s. A load balancer or a proxy that believes it open may send a request at that very moment, and the client gets 502. It happens all the time, and most during a rollout, when connections are idle and closed by the dozen.',
  fix: 'Set `server.keepAliveTimeout` above the idle timeout of the load balancer or proxy.',
  references: ['https://nodejs.org/api/http.html#serverkeepalivetimeout', 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html', 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive_timeout', 'https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts'],
  messages: {
    shorter: '{{route}} keeps idle connections {{idle}} s{{origin}}, Node {{keep}} s{{own}}: requests meet connections that are being closed, which is a 502. Set keepAliveTimeout above {{idle}} s.',
  },
  check({ contracts = [], upstreams = [], served }, report) {
    const keep = served?.keepAlive;
    const [at] = served?.listensAt ?? [];
    const routes = contracts.flatMap((contract) => (contract.platform === 'kubernetes' ? contract.routes : []));
    for (const { idle, label } of [...routes, ...upstreams]) {
      if (keep && idle && idle.seconds >= keep.seconds && keep.seconds > 0) report.at(idle, 'shorter', { route: label, idle: idle.seconds, origin: idle.isDefault ? ' (default)' : '', keep: keep.seconds, own: keep.isDefault ? ' (default)' : '' }).related(at && { at }, 'it listens here');
    }
  },
});
