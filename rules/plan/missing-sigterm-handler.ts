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
    const { signals } = plan;
    // Frameworks that only have to be told to handle it are nest-shutdown-hooks-disabled's.
    const start = signals.intakeWithoutSignals;
    if (start && signals.onlyClearsTimers) report.at(start, 'timersOnly', { label: start.label }).related(plan.shutdown, 'the timers are cleared here');
    if (plan.handlesSigterm !== 'never') return;
    const alone = signals.interruptAlone(service.isStarted);
    if (alone) {
      const [intake] = plan.intake;
      report.at(alone.trigger, 'interruptOnly', { label: intake?.label ?? 'service' }).related(intake, 'it takes work here').fix(plan.repairs.sigtermToo(alone.trigger)).atMost(alone.isShutdown ? 'error' : 'warning');
    } else if (start) {
      // Where several entries share the code that listens, each is told at its own call.
      const call = start.at.file === service.entry ? undefined : start.startedBy.find((place) => place.at.file === service.entry);
      report.at(call ?? start, 'none', { label: start.label }).related(call ? start : start.startedBy[0], call ? `the ${start.label} takes work here` : 'started here').atMost(start.isForProbes ? 'warning' : 'error');
    }
  },
});
