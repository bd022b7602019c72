// Written by `npm run generate` from the files beside it. Do not edit.

import type { AnyRule } from '../src/rule.js';
import argoScaleDownDelayShort from './contract/argo-scale-down-delay-short.js';
import asyncExitListener from './plan/async-exit-listener.js';
import awaitNonPromiseClose from './plan/await-non-promise-close.js';
import backgroundLoopWithoutAbort from './plan/background-loop-without-abort.js';
import backgroundProcessUnsupervised from './chain/background-process-unsupervised.js';
import backgroundWorkNotAwaited from './plan/background-work-not-awaited.js';
import beforeexitOnlyCleanup from './plan/beforeexit-only-cleanup.js';
import bufferNotFlushed from './plan/buffer-not-flushed.js';
import childProcessNotTerminated from './plan/child-process-not-terminated.js';
import classicProxyDiesFirst from './contract/classic-proxy-dies-first.js';
import cleanupNotIsolated from './plan/cleanup-not-isolated.js';
import closeOnWrongObject from './plan/close-on-wrong-object.js';
import competingSignalHandlers from './plan/competing-signal-handlers.js';
import consumerNotStopped from './plan/consumer-not-stopped.js';
import consumerStopDoesNotWait from './plan/consumer-stop-does-not-wait.js';
import cronjobReplaceKillsRunning from './contract/cronjob-replace-kills-running.js';
import deadlineShorterThanDrain from './plan/deadline-shorter-than-drain.js';
import deadlineTimerMisuse from './plan/deadline-timer-misuse.js';
import defaultStopSignalUnhandled from './chain/default-stop-signal-unhandled.js';
import devRunnerInProduction from './chain/dev-runner-in-production.js';
import doubleClose from './plan/double-close.js';
import doubleDrainDelay from './service/double-drain-delay.js';
import drainReliesOnSlowReadiness from './service/drain-relies-on-slow-readiness.js';
import duplicateShutdownEnv from './contract/duplicate-shutdown-env.js';
import duplicatedSignalForcesExit from './chain/duplicated-signal-forces-exit.js';
import entrypointScriptWithoutExec from './chain/entrypoint-script-without-exec.js';
import entrypointTrapSingleWait from './chain/entrypoint-trap-single-wait.js';
import exitBeforeDrain from './plan/exit-before-drain.js';
import exitBypassesShutdown from './plan/exit-bypasses-shutdown.js';
import exporterClosedBeforeDrain from './plan/exporter-closed-before-drain.js';
import exporterNotFlushed from './plan/exporter-not-flushed.js';
import externalLocalFastExit from './contract/external-local-fast-exit.js';
import forceCloseBeforeDrain from './plan/force-close-before-drain.js';
import gkeConnectionDrainingOff from './contract/gke-connection-draining-off.js';
import graceOutOfRange from './contract/grace-out-of-range.js';
import graceShorterThanDrain from './service/grace-shorter-than-drain.js';
import graceZero from './contract/grace-zero.js';
import grpcBehindClusterip from './service/grpc-behind-clusterip.js';
import grpcConnectionAgeUnset from './plan/grpc-connection-age-unset.js';
import grpcHealthNotFlipped from './plan/grpc-health-not-flipped.js';
import grpcProbeNeverDraining from './service/grpc-probe-never-draining.js';
import handlerNeverRuns from './plan/handler-never-runs.js';
import hostPortSurgeConflict from './contract/host-port-surge-conflict.js';
import http2SessionsNotClosed from './plan/http2-sessions-not-closed.js';
import idleConnectionsNotClosed from './plan/idle-connections-not-closed.js';
import initOverDroppingWrapper from './chain/init-over-dropping-wrapper.js';
import intervalNotStopped from './plan/interval-not-stopped.js';
import istioDrainShorterThanApp from './contract/istio-drain-shorter-than-app.js';
import kedaScaledjobDefaultRollout from './contract/keda-scaledjob-default-rollout.js';
import lateSignalRegistration from './plan/late-signal-registration.js';
import lbDeregistrationExceedsPodLife from './contract/lb-deregistration-exceeds-pod-life.js';
import lbIdleExceedsNodeKeepalive from './service/lb-idle-exceeds-node-keepalive.js';
import lbPrestopShorterThanDeregistration from './contract/lb-prestop-shorter-than-deregistration.js';
import libraryDefaultExceedsGrace from './service/library-default-exceeds-grace.js';
import libraryExitsProcess from './plan/library-exits-process.js';
import lifecycleHookWrongPhase from './plan/lifecycle-hook-wrong-phase.js';
import linkerdWaitShorterThanApp from './contract/linkerd-wait-shorter-than-app.js';
import livenessEqualsReadiness from './contract/liveness-equals-readiness.js';
import livenessFailsWhileDraining from './plan/liveness-fails-while-draining.js';
import livenessFasterThanReadiness from './contract/liveness-faster-than-readiness.js';
import loggerLostOnExit from './plan/logger-lost-on-exit.js';
import meshDrainExceedsGrace from './contract/mesh-drain-exceeds-grace.js';
import meshJobNeverCompletes from './contract/mesh-job-never-completes.js';
import minReadyZeroWithSlowLb from './contract/min-ready-zero-with-slow-lb.js';
import missingPropagationDelay from './contract/missing-propagation-delay.js';
import missingSigtermHandler from './plan/missing-sigterm-handler.js';
import nativeSidecarPrestopEarly from './contract/native-sidecar-prestop-early.js';
import nestShutdownHooksDisabled from './plan/nest-shutdown-hooks-disabled.js';
import neverSettlingPromise from './plan/never-settling-promise.js';
import noForceExitDeadline from './plan/no-force-exit-deadline.js';
import nodeRunDropsSignals from './chain/node-run-drops-signals.js';
import nonIdempotentHandler from './plan/non-idempotent-handler.js';
import notReadyAddressesReceiveTraffic from './contract/not-ready-addresses-receive-traffic.js';
import npmSwallowsSignals from './chain/npm-swallows-signals.js';
import orchestratorCommandDropsInit from './chain/orchestrator-command-drops-init.js';
import packageManagerStartCommand from './chain/package-manager-start-command.js';
import pdbBlocksDrain from './contract/pdb-blocks-drain.js';
import pid1WithoutHandler from './chain/pid1-without-handler.js';
import prestopBinaryMissing from './contract/prestop-binary-missing.js';
import prestopConsumesGrace from './contract/prestop-consumes-grace.js';
import prestopHandlerNoop from './contract/prestop-handler-noop.js';
import prestopHttpUnreachable from './contract/prestop-http-unreachable.js';
import prestopLeavesThinRemainder from './contract/prestop-leaves-thin-remainder.js';
import prestopPathNotServed from './service/prestop-path-not-served.js';
import prestopSignalsAppEarly from './contract/prestop-signals-app-early.js';
import prestopSleepInvalid from './contract/prestop-sleep-invalid.js';
import probeGraceShorterThanDrain from './contract/probe-grace-shorter-than-drain.js';
import probePathNotServed from './service/probe-path-not-served.js';
import probePortNotListened from './service/probe-port-not-listened.js';
import probeTimeoutExceedsPeriod from './contract/probe-timeout-exceeds-period.js';
import progressDeadlineNotAboveMinReady from './contract/progress-deadline-not-above-min-ready.js';
import propagationDelayTooShort from './contract/propagation-delay-too-short.js';
import proxyDrainMismatch from './contract/proxy-drain-mismatch.js';
import raceDeadlineWithoutForce from './plan/race-deadline-without-force.js';
import readinessMissingBehindService from './contract/readiness-missing-behind-service.js';
import readinessNotFlipped from './plan/readiness-not-flipped.js';
import recreateBehindService from './contract/recreate-behind-service.js';
import releaseIdInSelector from './contract/release-id-in-selector.js';
import removesSignalListeners from './plan/removes-signal-listeners.js';
import reraiseAsPid1 from './plan/reraise-as-pid1.js';
import resourceClosedBeforeDrain from './plan/resource-closed-before-drain.js';
import resourceNotClosed from './plan/resource-not-closed.js';
import rolloutCanDropAllReplicas from './contract/rollout-can-drop-all-replicas.js';
import routeTimeoutExceedsDrain from './contract/route-timeout-exceeds-drain.js';
import scriptRunnerDropsSignals from './chain/script-runner-drops-signals.js';
import secondSignalKillsDrain from './plan/second-signal-kills-drain.js';
import serverNotClosed from './plan/server-not-closed.js';
import shCWithoutExec from './chain/sh-c-without-exec.js';
import shareProcessNamespaceSignal from './contract/share-process-namespace-signal.js';
import shellFormStartCommand from './chain/shell-form-start-command.js';
import signalNotForwarded from './plan/signal-not-forwarded.js';
import signalSwallowed from './plan/signal-swallowed.js';
import silentShutdown from './plan/silent-shutdown.js';
import singleReplicaBehindIngress from './contract/single-replica-behind-ingress.js';
import stopSignalIsSigkill from './chain/stop-signal-is-sigkill.js';
import stopSignalUnhandled from './chain/stop-signal-unhandled.js';
import stopSignalUnsupported from './contract/stop-signal-unsupported.js';
import streamsNotClosed from './plan/streams-not-closed.js';
import swallowedUncaughtException from './plan/swallowed-uncaught-exception.js';
import systemdKillMode from './chain/systemd-kill-mode.js';
import teardownNeverCalled from './plan/teardown-never-called.js';
import unawaitedClose from './plan/unawaited-close.js';
import unboundedDrain from './plan/unbounded-drain.js';
import unboundedShutdownStep from './plan/unbounded-shutdown-step.js';
import uncatchableSignalHandler from './plan/uncatchable-signal-handler.js';
import unhandledRejectionInHandler from './plan/unhandled-rejection-in-handler.js';
import unresolvedStartCommand from './chain/unresolved-start-command.js';
import websocketClientsNotClosed from './plan/websocket-clients-not-closed.js';
import workerGraceBelowJobTime from './service/worker-grace-below-job-time.js';
import workerThreadSignalHandler from './plan/worker-thread-signal-handler.js';
import wrapperDeadlineBelowDrain from './chain/wrapper-deadline-below-drain.js';
import wrongCloserMethod from './plan/wrong-closer-method.js';
import yarnClassicDoesNotWait from './chain/yarn-classic-does-not-wait.js';

export const rules: readonly AnyRule[] = [
  argoScaleDownDelayShort,
  asyncExitListener,
  awaitNonPromiseClose,
  backgroundLoopWithoutAbort,
  backgroundProcessUnsupervised,
  backgroundWorkNotAwaited,
  beforeexitOnlyCleanup,
  bufferNotFlushed,
  childProcessNotTerminated,
  classicProxyDiesFirst,
  cleanupNotIsolated,
  closeOnWrongObject,
  competingSignalHandlers,
  consumerNotStopped,
  consumerStopDoesNotWait,
  cronjobReplaceKillsRunning,
  deadlineShorterThanDrain,
  deadlineTimerMisuse,
  defaultStopSignalUnhandled,
  devRunnerInProduction,
  doubleClose,
  doubleDrainDelay,
  drainReliesOnSlowReadiness,
  duplicateShutdownEnv,
  duplicatedSignalForcesExit,
  entrypointScriptWithoutExec,
  entrypointTrapSingleWait,
  exitBeforeDrain,
  exitBypassesShutdown,
  exporterClosedBeforeDrain,
  exporterNotFlushed,
  externalLocalFastExit,
  forceCloseBeforeDrain,
  gkeConnectionDrainingOff,
  graceOutOfRange,
  graceShorterThanDrain,
  graceZero,
  grpcBehindClusterip,
  grpcConnectionAgeUnset,
  grpcHealthNotFlipped,
  grpcProbeNeverDraining,
  handlerNeverRuns,
  hostPortSurgeConflict,
  http2SessionsNotClosed,
  idleConnectionsNotClosed,
  initOverDroppingWrapper,
  intervalNotStopped,
  istioDrainShorterThanApp,
  kedaScaledjobDefaultRollout,
  lateSignalRegistration,
  lbDeregistrationExceedsPodLife,
  lbIdleExceedsNodeKeepalive,
  lbPrestopShorterThanDeregistration,
  libraryDefaultExceedsGrace,
  libraryExitsProcess,
  lifecycleHookWrongPhase,
  linkerdWaitShorterThanApp,
  livenessEqualsReadiness,
  livenessFailsWhileDraining,
  livenessFasterThanReadiness,
  loggerLostOnExit,
  meshDrainExceedsGrace,
  meshJobNeverCompletes,
  minReadyZeroWithSlowLb,
  missingPropagationDelay,
  missingSigtermHandler,
  nativeSidecarPrestopEarly,
  nestShutdownHooksDisabled,
  neverSettlingPromise,
  noForceExitDeadline,
  nodeRunDropsSignals,
  nonIdempotentHandler,
  notReadyAddressesReceiveTraffic,
  npmSwallowsSignals,
  orchestratorCommandDropsInit,
  packageManagerStartCommand,
  pdbBlocksDrain,
  pid1WithoutHandler,
  prestopBinaryMissing,
  prestopConsumesGrace,
  prestopHandlerNoop,
  prestopHttpUnreachable,
  prestopLeavesThinRemainder,
  prestopPathNotServed,
  prestopSignalsAppEarly,
  prestopSleepInvalid,
  probeGraceShorterThanDrain,
  probePathNotServed,
  probePortNotListened,
  probeTimeoutExceedsPeriod,
  progressDeadlineNotAboveMinReady,
  propagationDelayTooShort,
  proxyDrainMismatch,
  raceDeadlineWithoutForce,
  readinessMissingBehindService,
  readinessNotFlipped,
  recreateBehindService,
  releaseIdInSelector,
  removesSignalListeners,
  reraiseAsPid1,
  resourceClosedBeforeDrain,
  resourceNotClosed,
  rolloutCanDropAllReplicas,
  routeTimeoutExceedsDrain,
  scriptRunnerDropsSignals,
  secondSignalKillsDrain,
  serverNotClosed,
  shCWithoutExec,
  shareProcessNamespaceSignal,
  shellFormStartCommand,
  signalNotForwarded,
  signalSwallowed,
  silentShutdown,
  singleReplicaBehindIngress,
  stopSignalIsSigkill,
  stopSignalUnhandled,
  stopSignalUnsupported,
  streamsNotClosed,
  swallowedUncaughtException,
  systemdKillMode,
  teardownNeverCalled,
  unawaitedClose,
  unboundedDrain,
  unboundedShutdownStep,
  uncatchableSignalHandler,
  unhandledRejectionInHandler,
  unresolvedStartCommand,
  websocketClientsNotClosed,
  workerGraceBelowJobTime,
  workerThreadSignalHandler,
  wrapperDeadlineBelowDrain,
  wrongCloserMethod,
  yarnClassicDoesNotWait,
];
