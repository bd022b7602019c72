import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'lb-prestop-shorter-than-deregistration',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'A preStop delay ends before the load balancer has let go of the pod.',
  why: 'The load balancer sends requests straight to the address of the pod, and goes on until it has taken it out. A pod that stops listening earlier refuses them, and the caller sees 502 or 504.',
  fix: 'Keep deregistration delay < preStop < grace period: 20, 25 and 60, for example.',
  references: ['https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/2366', 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html'],
  messages: {
    short: '{{container}}: preStop {{prestop}} s < {{needed}} s until {{route}} sends no more requests to this address ({{reason}}), so the last ones are refused. Raise the delay, and the grace period with it.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const { container, routes } of contract.served) {
      const { delay, preStop } = container;
      if (delay === undefined || delay === 0 || !preStop) continue;
      for (const route of routes) {
        if (route.kind !== 'alb-ip' && route.kind !== 'nlb-ip') continue;
        const allowance = contract.allowanceOf(route);
        // A network load balancer goes on for minutes, whatever its delay is; the other kind stops at its delay.
        const needed = route.kind === 'nlb-ip' ? allowance : Math.min(allowance, route.deregistration?.seconds ?? allowance);
        const reason = route.kind === 'nlb-ip' ? 'a network load balancer takes minutes' : needed === allowance ? 'measured by users' : 'its deregistration delay';
        if (delay < needed) report.at(preStop.duration, 'short', { container: container.name, prestop: delay, needed, route: route.label, reason }).related(route, 'requests come through here');
      }
    }
  },
});
