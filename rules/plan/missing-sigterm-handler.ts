import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'missing-sigterm-handler',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A service takes work and nothing handles SIGTERM.',
  why: 'SIGTERM ends a Node.js process at once unless something listens for it, so every request and job under way is cut off: clients see ECONNRESET, jobs are retried or lost. As PID 1 of a container the process ignores it instead and is killed when the grace period is over.',
  fix: 'Listen for SIGTERM and SIGINT with one routine that stops intake, drains with a deadline, closes dependencies and exits.',
  references: ['https://nodejs.org/api/process.html#signal-events', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  messages: {
    none: 'Nothing handles SIGTERM, so the {{label}} is cut off with its work under way when the platform stops the process. Handle SIGTERM: stop intake, drain with a deadline, then exit.',
    interruptOnly: 'SIGINT is handled and SIGTERM is not, so this runs on Ctrl-C but not when `docker stop`, Kubernetes or systemd stop the {{label}}. Register SIGTERM with the same routine.',
    timersOnly: 'SIGTERM is listened for only to clear timers, which takes away the default end of the process: the {{label}} goes on taking work until SIGKILL cuts it off. Stop intake there too, drain with a deadline, then exit.',
  },
  check(service, report) {
    const { plan } = service;
    // Frameworks that only have to be told to handle it are nest-shutdown-hooks-disabled's.
    const start = plan.intakeWithoutSignals;
    if (start && plan.onlyClearsTimers) report.at(start, 'timersOnly', { label: start.label }).related(plan.shutdown, 'the timers are cleared here');
    if (plan.handlesSigterm !== 'never') return;
    const [interrupt] = plan.triggers;
    const isService = plan.intake.length > 0 || service.isStarted || interrupt?.isMeantForShutdown === true;
    // Without it, SIGTERM does the same as a listener that only exits, and a tool that cleans up on Ctrl-C is no service yet.
    // A listener that is perhaps never registered is not what the service has instead.
    if (interrupt && (start ? interrupt.reached === 'always' : isService && !plan.onlyExits)) {
      const finding = report.at(interrupt, 'interruptOnly', { label: plan.intake[0]?.label ?? 'service' }).related(plan.intake[0], 'it takes work here').fix(plan.repairs.sigtermToo(interrupt));
      finding.atMost(plan.intake.length > 0 || plan.stopsSomething || interrupt.isMeantForShutdown ? 'error' : 'warning');
    } else if (start) {
      // Where several entries share the code that listens, each is told at its own call.
      const call = start.at.file === service.entry ? undefined : start.startedBy.find((place) => place.at.file === service.entry);
      report.at(call ?? start, 'none', { label: start.label }).related(call ? start : start.startedBy[0], call ? `the ${start.label} takes work here` : 'started here').atMost(start.isForProbes ? 'warning' : 'error');
    }
  },
});
