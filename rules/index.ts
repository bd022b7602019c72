// Written by `npm run generate` from the files beside it. Do not edit.

import type { AnyRule } from '../src/rule.js';
import asyncExitListener from './plan/async-exit-listener.js';
import awaitNonPromiseClose from './plan/await-non-promise-close.js';
import backgroundLoopWithoutAbort from './plan/background-loop-without-abort.js';
import beforeexitOnlyCleanup from './plan/beforeexit-only-cleanup.js';
import closeOnWrongObject from './plan/close-on-wrong-object.js';
import competingSignalHandlers from './plan/competing-signal-handlers.js';
import deadlineShorterThanDrain from './plan/deadline-shorter-than-drain.js';
import deadlineTimerMisuse from './plan/deadline-timer-misuse.js';
import doubleClose from './plan/double-close.js';
import exitBeforeDrain from './plan/exit-before-drain.js';
import exitBypassesShutdown from './plan/exit-bypasses-shutdown.js';
import forceCloseBeforeDrain from './plan/force-close-before-drain.js';
import grpcConnectionAgeUnset from './plan/grpc-connection-age-unset.js';
import grpcHealthNotFlipped from './plan/grpc-health-not-flipped.js';
import handlerNeverRuns from './plan/handler-never-runs.js';
import http2SessionsNotClosed from './plan/http2-sessions-not-closed.js';
import idleConnectionsNotClosed from './plan/idle-connections-not-closed.js';
import intervalNotStopped from './plan/interval-not-stopped.js';
import lateSignalRegistration from './plan/late-signal-registration.js';
import libraryExitsProcess from './plan/library-exits-process.js';
import livenessFailsWhileDraining from './plan/liveness-fails-while-draining.js';
import missingSigtermHandler from './plan/missing-sigterm-handler.js';
import neverSettlingPromise from './plan/never-settling-promise.js';
import noForceExitDeadline from './plan/no-force-exit-deadline.js';
import nonIdempotentHandler from './plan/non-idempotent-handler.js';
import raceDeadlineWithoutForce from './plan/race-deadline-without-force.js';
import readinessNotFlipped from './plan/readiness-not-flipped.js';
import removesSignalListeners from './plan/removes-signal-listeners.js';
import reraiseAsPid1 from './plan/reraise-as-pid1.js';
import resourceClosedBeforeDrain from './plan/resource-closed-before-drain.js';
import secondSignalKillsDrain from './plan/second-signal-kills-drain.js';
import serverNotClosed from './plan/server-not-closed.js';
import signalNotForwarded from './plan/signal-not-forwarded.js';
import signalSwallowed from './plan/signal-swallowed.js';
import silentShutdown from './plan/silent-shutdown.js';
import streamsNotClosed from './plan/streams-not-closed.js';
import swallowedUncaughtException from './plan/swallowed-uncaught-exception.js';
import unawaitedClose from './plan/unawaited-close.js';
import unboundedDrain from './plan/unbounded-drain.js';
import unboundedShutdownStep from './plan/unbounded-shutdown-step.js';
import uncatchableSignalHandler from './plan/uncatchable-signal-handler.js';
import unhandledRejectionInHandler from './plan/unhandled-rejection-in-handler.js';
import websocketClientsNotClosed from './plan/websocket-clients-not-closed.js';
import workerThreadSignalHandler from './plan/worker-thread-signal-handler.js';

export const rules: readonly AnyRule[] = [
  asyncExitListener,
  awaitNonPromiseClose,
  backgroundLoopWithoutAbort,
  beforeexitOnlyCleanup,
  closeOnWrongObject,
  competingSignalHandlers,
  deadlineShorterThanDrain,
  deadlineTimerMisuse,
  doubleClose,
  exitBeforeDrain,
  exitBypassesShutdown,
  forceCloseBeforeDrain,
  grpcConnectionAgeUnset,
  grpcHealthNotFlipped,
  handlerNeverRuns,
  http2SessionsNotClosed,
  idleConnectionsNotClosed,
  intervalNotStopped,
  lateSignalRegistration,
  libraryExitsProcess,
  livenessFailsWhileDraining,
  missingSigtermHandler,
  neverSettlingPromise,
  noForceExitDeadline,
  nonIdempotentHandler,
  raceDeadlineWithoutForce,
  readinessNotFlipped,
  removesSignalListeners,
  reraiseAsPid1,
  resourceClosedBeforeDrain,
  secondSignalKillsDrain,
  serverNotClosed,
  signalNotForwarded,
  signalSwallowed,
  silentShutdown,
  streamsNotClosed,
  swallowedUncaughtException,
  unawaitedClose,
  unboundedDrain,
  unboundedShutdownStep,
  uncatchableSignalHandler,
  unhandledRejectionInHandler,
  websocketClientsNotClosed,
  workerThreadSignalHandler,
];
