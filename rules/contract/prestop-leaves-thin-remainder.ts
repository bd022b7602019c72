import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-leaves-thin-remainder',
  subject: 'contract',
  severity: 'warning',
  preset: 'recommended',
  scope: 'file',
  summary: 'A preStop hook leaves the process only a few seconds of the grace period.',
  why: 'What is left after the hook is all that the process has to finish its requests, close its connections and flush. A few seconds are less than one slow request.',
  fix: 'Raise terminationGracePeriodSeconds so that the hook, the drain and a margin fit.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  options: { seconds: { type: 'number', default: 5, unit: 's', minimum: 0, description: 'What must be left for the process after the hook.' } },
  messages: {
    thin: '{{container}}: {{grace}} − preStop {{prestop}} s = {{remainder}} s for the process, less than {{least}} s. Set terminationGracePeriodSeconds to preStop {{prestop}} s + drain 30 s = {{needed}} s.',
    stop: '{{container}}: {{grace}} − preStop {{prestop}} s = {{remainder}} s for `{{command}}` in the same hook: a stop that takes longer is cut off, with the wait that follows. Set terminationGracePeriodSeconds to {{prestop}} s + what the stop takes at worst.',
  },
  check(contract, report, options) {
    if (contract.platform !== 'kubernetes') return;
    const { seconds: grace } = contract.grace;
    for (const container of contract.containers) {
      const { preStop } = container;
      if (!preStop || grace === undefined || preStop.atLeast === 0 || preStop.atLeast >= grace) continue;
      const remainder = grace - preStop.atLeast;
      const { stopCommand: command } = preStop;
      if (command !== undefined && remainder <= options.seconds) {
        report.at(preStop.duration, 'stop', { container: container.name, grace: contract.graceText, prestop: preStop.atLeast, remainder, command }).related(contract.grace, 'the grace period');
        continue;
      }
      // A datastore's hook is the shutdown itself.
      if (remainder >= options.seconds || container.isDatastore) continue;
      report
        .at(preStop.duration, 'thin', { container: container.name, grace: contract.graceText, prestop: preStop.atLeast, remainder, least: options.seconds, needed: preStop.atLeast + 30 })
        .atMost(contract.hasTraffic ? 'warning' : 'info')
        .related(contract.grace, contract.grace.from === 'default' ? 'this pod has the default grace period' : 'the grace period')
        .fix(contract.fixGrace(container));
    }
  },
});
