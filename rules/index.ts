// Written by `npm run generate` from the files beside it. Do not edit.

import type { AnyRule } from '../src/rule.js';
import awaitNonPromiseClose from './plan/await-non-promise-close.js';
import backgroundLoopWithoutAbort from './plan/background-loop-without-abort.js';
import exitBeforeDrain from './plan/exit-before-drain.js';
import forceCloseBeforeDrain from './plan/force-close-before-drain.js';
import handlerNeverRuns from './plan/handler-never-runs.js';
import intervalNotStopped from './plan/interval-not-stopped.js';
import missingSigtermHandler from './plan/missing-sigterm-handler.js';
import noForceExitDeadline from './plan/no-force-exit-deadline.js';
import resourceClosedBeforeDrain from './plan/resource-closed-before-drain.js';
import serverNotClosed from './plan/server-not-closed.js';
import signalSwallowed from './plan/signal-swallowed.js';
import unawaitedClose from './plan/unawaited-close.js';
import unboundedDrain from './plan/unbounded-drain.js';

export const rules: readonly AnyRule[] = [
  awaitNonPromiseClose,
  backgroundLoopWithoutAbort,
  exitBeforeDrain,
  forceCloseBeforeDrain,
  handlerNeverRuns,
  intervalNotStopped,
  missingSigtermHandler,
  noForceExitDeadline,
  resourceClosedBeforeDrain,
  serverNotClosed,
  signalSwallowed,
  unawaitedClose,
  unboundedDrain,
];
