// Written by `npm run generate` from the files beside it. Do not edit.

import type { AnyRule } from '../src/rule.js';
import argoScaleDownDelayShort from './contract/argo-scale-down-delay-short.js';
import awaitNonPromiseClose from './plan/await-non-promise-close.js';
import backgroundLoopWithoutAbort from './plan/background-loop-without-abort.js';
import backgroundWorkNotAwaited from './plan/background-work-not-awaited.js';
import bufferNotFlushed from './plan/buffer-not-flushed.js';
import childProcessNotTerminated from './plan/child-process-not-terminated.js';
import classicProxyDiesFirst from './contract/classic-proxy-dies-first.js';
import cleanupNotIsolated from './plan/cleanup-not-isolated.js';
import consumerNotStopped from './plan/consumer-not-stopped.js';
import consumerStopDoesNotWait from './plan/consumer-stop-does-not-wait.js';
import cronjobReplaceKillsRunning from './contract/cronjob-replace-kills-running.js';
import duplicateShutdownEnv from './contract/duplicate-shutdown-env.js';
import exitBeforeDrain from './plan/exit-before-drain.js';
import exporterClosedBeforeDrain from './plan/exporter-closed-before-drain.js';
import exporterNotFlushed from './plan/exporter-not-flushed.js';
import externalLocalFastExit from './contract/external-local-fast-exit.js';
import forceCloseBeforeDrain from './plan/force-close-before-drain.js';
import gkeConnectionDrainingOff from './contract/gke-connection-draining-off.js';
import graceOutOfRange from './contract/grace-out-of-range.js';
import graceZero from './contract/grace-zero.js';
import handlerNeverRuns from './plan/handler-never-runs.js';
import hostPortSurgeConflict from './contract/host-port-surge-conflict.js';
import intervalNotStopped from './plan/interval-not-stopped.js';
import istioDrainShorterThanApp from './contract/istio-drain-shorter-than-app.js';
import kedaScaledjobDefaultRollout from './contract/keda-scaledjob-default-rollout.js';
import lbDeregistrationExceedsPodLife from './contract/lb-deregistration-exceeds-pod-life.js';
import lbPrestopShorterThanDeregistration from './contract/lb-prestop-shorter-than-deregistration.js';
import lifecycleHookWrongPhase from './plan/lifecycle-hook-wrong-phase.js';
import linkerdWaitShorterThanApp from './contract/linkerd-wait-shorter-than-app.js';
import livenessEqualsReadiness from './contract/liveness-equals-readiness.js';
import livenessFasterThanReadiness from './contract/liveness-faster-than-readiness.js';
import loggerLostOnExit from './plan/logger-lost-on-exit.js';
import meshDrainExceedsGrace from './contract/mesh-drain-exceeds-grace.js';
import meshJobNeverCompletes from './contract/mesh-job-never-completes.js';
import minReadyZeroWithSlowLb from './contract/min-ready-zero-with-slow-lb.js';
import missingPropagationDelay from './contract/missing-propagation-delay.js';
import missingSigtermHandler from './plan/missing-sigterm-handler.js';
import nativeSidecarPrestopEarly from './contract/native-sidecar-prestop-early.js';
import nestShutdownHooksDisabled from './plan/nest-shutdown-hooks-disabled.js';
import noForceExitDeadline from './plan/no-force-exit-deadline.js';
import notReadyAddressesReceiveTraffic from './contract/not-ready-addresses-receive-traffic.js';
import pdbBlocksDrain from './contract/pdb-blocks-drain.js';
import prestopBinaryMissing from './contract/prestop-binary-missing.js';
import prestopConsumesGrace from './contract/prestop-consumes-grace.js';
import prestopHandlerNoop from './contract/prestop-handler-noop.js';
import prestopHttpUnreachable from './contract/prestop-http-unreachable.js';
import prestopLeavesThinRemainder from './contract/prestop-leaves-thin-remainder.js';
import prestopSignalsAppEarly from './contract/prestop-signals-app-early.js';
import prestopSleepInvalid from './contract/prestop-sleep-invalid.js';
import probeGraceShorterThanDrain from './contract/probe-grace-shorter-than-drain.js';
import probeTimeoutExceedsPeriod from './contract/probe-timeout-exceeds-period.js';
import progressDeadlineNotAboveMinReady from './contract/progress-deadline-not-above-min-ready.js';
import propagationDelayTooShort from './contract/propagation-delay-too-short.js';
import readinessMissingBehindService from './contract/readiness-missing-behind-service.js';
import recreateBehindService from './contract/recreate-behind-service.js';
import releaseIdInSelector from './contract/release-id-in-selector.js';
import resourceClosedBeforeDrain from './plan/resource-closed-before-drain.js';
import resourceNotClosed from './plan/resource-not-closed.js';
import rolloutCanDropAllReplicas from './contract/rollout-can-drop-all-replicas.js';
import routeTimeoutExceedsDrain from './contract/route-timeout-exceeds-drain.js';
import serverNotClosed from './plan/server-not-closed.js';
import shareProcessNamespaceSignal from './contract/share-process-namespace-signal.js';
import signalSwallowed from './plan/signal-swallowed.js';
import singleReplicaBehindIngress from './contract/single-replica-behind-ingress.js';
import stopSignalUnsupported from './contract/stop-signal-unsupported.js';
import teardownNeverCalled from './plan/teardown-never-called.js';
import unawaitedClose from './plan/unawaited-close.js';
import unboundedDrain from './plan/unbounded-drain.js';
import wrongCloserMethod from './plan/wrong-closer-method.js';

export const rules: readonly AnyRule[] = [
  argoScaleDownDelayShort,
  awaitNonPromiseClose,
  backgroundLoopWithoutAbort,
  backgroundWorkNotAwaited,
  bufferNotFlushed,
  childProcessNotTerminated,
  classicProxyDiesFirst,
  cleanupNotIsolated,
  consumerNotStopped,
  consumerStopDoesNotWait,
  cronjobReplaceKillsRunning,
  duplicateShutdownEnv,
  exitBeforeDrain,
  exporterClosedBeforeDrain,
  exporterNotFlushed,
  externalLocalFastExit,
  forceCloseBeforeDrain,
  gkeConnectionDrainingOff,
  graceOutOfRange,
  graceZero,
  handlerNeverRuns,
  hostPortSurgeConflict,
  intervalNotStopped,
  istioDrainShorterThanApp,
  kedaScaledjobDefaultRollout,
  lbDeregistrationExceedsPodLife,
  lbPrestopShorterThanDeregistration,
  lifecycleHookWrongPhase,
  linkerdWaitShorterThanApp,
  livenessEqualsReadiness,
  livenessFasterThanReadiness,
  loggerLostOnExit,
  meshDrainExceedsGrace,
  meshJobNeverCompletes,
  minReadyZeroWithSlowLb,
  missingPropagationDelay,
  missingSigtermHandler,
  nativeSidecarPrestopEarly,
  nestShutdownHooksDisabled,
  noForceExitDeadline,
  notReadyAddressesReceiveTraffic,
  pdbBlocksDrain,
  prestopBinaryMissing,
  prestopConsumesGrace,
  prestopHandlerNoop,
  prestopHttpUnreachable,
  prestopLeavesThinRemainder,
  prestopSignalsAppEarly,
  prestopSleepInvalid,
  probeGraceShorterThanDrain,
  probeTimeoutExceedsPeriod,
  progressDeadlineNotAboveMinReady,
  propagationDelayTooShort,
  readinessMissingBehindService,
  recreateBehindService,
  releaseIdInSelector,
  resourceClosedBeforeDrain,
  resourceNotClosed,
  rolloutCanDropAllReplicas,
  routeTimeoutExceedsDrain,
  serverNotClosed,
  shareProcessNamespaceSignal,
  signalSwallowed,
  singleReplicaBehindIngress,
  stopSignalUnsupported,
  teardownNeverCalled,
  unawaitedClose,
  unboundedDrain,
  wrongCloserMethod,
];
