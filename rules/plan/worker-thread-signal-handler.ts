import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'worker-thread-signal-handler',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A worker thread listens for a signal, and signals go to the main thread only.',
  why: 'Node.js delivers signals to the main thread. In a worker thread `process.on` registers a listener that is never called.',
  fix: 'Listen in the main thread, and tell the workers with a message: `worker.postMessage("stop")`.',
  references: ['https://nodejs.org/api/worker_threads.html#class-worker', 'https://nodejs.org/api/process.html#signal-events'],
  messages: {
    deaf: 'Signals are delivered to the main thread only, so this listener in a worker thread is never called. Listen in the main thread, and send the worker a message.',
  },
  check({ plan }, report) {
    for (const trigger of plan.signals.inWorkerThreads) report.at(trigger, 'deaf');
  },
});
