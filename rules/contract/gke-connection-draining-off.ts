import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'gke-connection-draining-off',
  subject: 'contract',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'A Google Cloud load balancer does not wait for requests in flight.',
  why: 'Without connection draining the load balancer drops open connections when it takes a pod out, although the pod itself would finish them.',
  fix: 'Give the Service a BackendConfig with connectionDraining.drainingTimeoutSec.',
  references: ['https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#draining_timeout'],
  messages: {
    off: '{{service}} has no connection draining, so {{route}} drops open connections when it takes a pod out. Set connectionDraining.drainingTimeoutSec in a BackendConfig.',
    long: '{{route}} waits {{draining}} s for open connections, but {{remainder}} s are left for the process after SIGTERM. Lower drainingTimeoutSec, or raise the grace period.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { container, routes } of contract.served) {
      const remainder = contract.remainderOf(container);
      for (const route of routes.filter(({ kind }) => kind === 'gce')) {
        const draining = contract.connectionDrainingOf(route.service);
        const seconds = draining?.integer ?? 0;
        if (!draining?.isWritten || draining.integer === 0) report.at(route.service, 'off', { service: route.service.label, route: route.label });
        else if (remainder !== undefined && seconds > remainder) report.at(draining, 'long', { route: route.label, draining: seconds, remainder }).related(contract.grace, contract.label);
      }
    }
  },
});
