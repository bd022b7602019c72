import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'route-timeout-exceeds-drain',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A route or proxy lets a request take longer than the process has after the signal.',
  why: 'The route promises its caller an answer within its timeout. A request that takes that long is cut off when the process is killed before.',
  fix: 'Give the process at least the timeout after the hook, or lower the timeout to what requests take.',
  references: ['https://gateway-api.sigs.k8s.io/guides/http-timeouts/', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination', 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout'],
  messages: {
    exceeds: '{{container}}: {{route}} lets a request take {{timeout}} s, but {{left}} after SIGTERM. Raise terminationGracePeriodSeconds, or lower the {{label}}.',
    proxy: '{{route}} lets a request take {{timeout}} s ({{label}}), but {{workload}} has {{grace}} s ({{origin}}) after the signal. Raise {{key}}, or lower the {{label}}.',
    streams: '{{route}} keeps connections open for {{timeout}} s ({{label}}), which is meant for streams, but {{workload}} has {{grace}} s ({{origin}}) after the signal. Close streams on the signal so that clients reconnect elsewhere.',
    stream: '{{container}}: {{route}} keeps connections open for {{timeout}} s, which is meant for streams, but {{left}} after SIGTERM. Close streams on SIGTERM so that clients reconnect elsewhere.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') {
      const { seconds: grace, from } = contract.grace;
      for (const { timeout, label } of contract.isForDevelopment ? [] : contract.upstreams) {
        if (!timeout || grace === undefined || timeout.seconds <= grace) continue;
        const data = { route: label, timeout: timeout.seconds, label: timeout.key, workload: contract.name, grace, origin: from === 'default' ? 'default' : 'declared', key: contract.patience?.key ?? 'the grace period' };
        report.at(timeout, timeout.seconds >= 600 ? 'streams' : 'proxy', data).atMost(timeout.seconds >= 600 ? 'info' : 'warning').related(contract.grace, contract.name);
      }
      return;
    }
    for (const { container, routes } of contract.served) {
      const remainder = contract.remainderOf(container);
      if (remainder === undefined) continue;
      const { delay } = container;
      const left = delay ? `${contract.graceText} − preStop ${String(delay)} s = ${String(remainder)} s are left` : `${contract.graceText} is all that there is`;
      for (const route of routes) {
        const { timeout } = route;
        if (!timeout || timeout.seconds <= remainder) continue;
        const data = { container: container.name, route: route.label, timeout: timeout.seconds, label: timeout.label, left };
        report.at(timeout, timeout.seconds >= 600 ? 'stream' : 'exceeds', data).atMost(timeout.seconds >= 600 ? 'info' : 'warning').related(contract.grace, contract.label);
      }
    }
  },
});
