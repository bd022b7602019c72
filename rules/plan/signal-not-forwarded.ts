import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'signal-not-forwarded',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The primary of a cluster gets the signal, and its workers do not hear of it.',
  why: 'A container runtime and systemd in its `mixed` mode send SIGTERM to the first process alone. Workers end at once when their primary is gone, and a worker that is only disconnected never runs its own listeners.',
  fix: 'Send the signal to every worker, wait for their `exit` events with a deadline, then exit.',
  references: ['https://nodejs.org/api/cluster.html#event-exit', 'https://nodejs.org/api/cluster.html#workerkillsignal'],
  messages: {
    unhandled: 'SIGTERM reaches this primary, which does not handle it: it ends at once, and with it every worker and the requests in flight. Send the signal on, and wait for the workers.',
    untold: 'This listener leaves the workers alone, so they end at once with their requests when the primary exits. Send each the signal, and wait for its `exit`.',
    disconnected: 'This only disconnects the workers: their own listeners for the signal never run, so what those close and flush is left out. Send each worker the signal first.',
  },
  check({ plan }, report) {
    const found = plan.workers.unheard;
    if (!found) return;
    const { fork, trigger, disconnect, listener } = found;
    if (!trigger) report.at(fork, 'unhandled').related(listener, 'workers handle it here');
    else if (disconnect) report.at(trigger, 'disconnected').related(fork, 'workers are forked here').related(listener, 'workers handle the signal here').atMost(listener?.reached === 'always' ? 'error' : 'warning');
    else report.at(trigger, 'untold').related(fork, 'workers are forked here').related(listener, 'workers handle the signal here');
  },
});
