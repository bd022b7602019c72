import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'proxy-drain-mismatch',
  subject: 'contract',
  severity: 'warning',
  preset: 'strict',
  scope: 'program',
  summary: 'A proxy in front of the service is not given the time or the signal that it needs to drain.',
  why: 'A deployment restarts the proxy too. nginx and HAProxy let requests finish on one signal and cut them on another, and their images ask for the right one. What a proxy allows its requests to take is cut off by SIGKILL when the grace period is shorter.',
  fix: 'Leave `stop_signal` to the image, and give the proxy a grace period above the time that it drains.',
  references: ['https://nginx.org/en/docs/control.html', 'https://docs.haproxy.org/3.2/management.html', 'https://doc.traefik.io/traefik/reference/install-configuration/entrypoints/'],
  messages: {
    signal: '{{proxy}} cuts its requests on {{signal}}; the image asks for {{graceful}}, on which it lets them finish. Remove `{{key}}`.',
    shorter: '{{sum}} > grace {{grace}} s ({{origin}}): SIGKILL comes while {{proxy}} still lets requests finish. Raise `{{key}}` above {{seconds}} s.',
  },
  check(contract, report) {
    if (contract.platform === 'kubernetes' || contract.isForDevelopment || !contract.proxy) return;
    const { proxy, gracefulSignal, drain } = contract.proxy;
    const { stopSignal, grace, patience } = contract;
    const isCut = gracefulSignal !== undefined && (stopSignal?.value === 'SIGTERM' || stopSignal?.value === 'SIGINT');
    if (isCut) report.at(stopSignal, 'signal', { proxy, signal: stopSignal.value, graceful: gracefulSignal, key: stopSignal.key });
    if (isCut || !drain || grace.seconds === undefined || drain.seconds <= grace.seconds) return;
    report
      .at(grace, 'shorter', { sum: drain.sum, grace: grace.seconds, origin: grace.from === 'default' ? 'default' : 'declared', proxy, key: patience?.key ?? 'the grace period', seconds: drain.seconds })
      .related(drain, 'how long it lets requests finish');
  },
});
