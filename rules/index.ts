// Written by `npm run generate` from the files beside it. Do not edit.

import type { AnyRule } from '../src/rule.js';
import awaitNonPromiseClose from './plan/await-non-promise-close.js';
import backgroundLoopWithoutAbort from './plan/background-loop-without-abort.js';
import backgroundWorkNotAwaited from './plan/background-work-not-awaited.js';
import bufferNotFlushed from './plan/buffer-not-flushed.js';
import childProcessNotTerminated from './plan/child-process-not-terminated.js';
import cleanupNotIsolated from './plan/cleanup-not-isolated.js';
import consumerNotStopped from './plan/consumer-not-stopped.js';
import consumerStopDoesNotWait from './plan/consumer-stop-does-not-wait.js';
import exitBeforeDrain from './plan/exit-before-drain.js';
import exporterClosedBeforeDrain from './plan/exporter-closed-before-drain.js';
import exporterNotFlushed from './plan/exporter-not-flushed.js';
import forceCloseBeforeDrain from './plan/force-close-before-drain.js';
import handlerNeverRuns from './plan/handler-never-runs.js';
import intervalNotStopped from './plan/interval-not-stopped.js';
import lifecycleHookWrongPhase from './plan/lifecycle-hook-wrong-phase.js';
import loggerLostOnExit from './plan/logger-lost-on-exit.js';
import missingSigtermHandler from './plan/missing-sigterm-handler.js';
import nestShutdownHooksDisabled from './plan/nest-shutdown-hooks-disabled.js';
import noForceExitDeadline from './plan/no-force-exit-deadline.js';
import resourceClosedBeforeDrain from './plan/resource-closed-before-drain.js';
import resourceNotClosed from './plan/resource-not-closed.js';
import serverNotClosed from './plan/server-not-closed.js';
import signalSwallowed from './plan/signal-swallowed.js';
import teardownNeverCalled from './plan/teardown-never-called.js';
import unawaitedClose from './plan/unawaited-close.js';
import unboundedDrain from './plan/unbounded-drain.js';
import wrongCloserMethod from './plan/wrong-closer-method.js';

export const rules: readonly AnyRule[] = [
  awaitNonPromiseClose,
  backgroundLoopWithoutAbort,
  backgroundWorkNotAwaited,
  bufferNotFlushed,
  childProcessNotTerminated,
  cleanupNotIsolated,
  consumerNotStopped,
  consumerStopDoesNotWait,
  exitBeforeDrain,
  exporterClosedBeforeDrain,
  exporterNotFlushed,
  forceCloseBeforeDrain,
  handlerNeverRuns,
  intervalNotStopped,
  lifecycleHookWrongPhase,
  loggerLostOnExit,
  missingSigtermHandler,
  nestShutdownHooksDisabled,
  noForceExitDeadline,
  resourceClosedBeforeDrain,
  resourceNotClosed,
  serverNotClosed,
  signalSwallowed,
  teardownNeverCalled,
  unawaitedClose,
  unboundedDrain,
  wrongCloserMethod,
];
