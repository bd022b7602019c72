// Written by `npm run generate` from the files beside it. Do not edit.

import type { AnyRule } from '../src/rule.js';
import argoScaleDownDelayShort from './contract/argo-scale-down-delay-short.js';
import awaitNonPromiseClose from './plan/await-non-promise-close.js';
import backgroundLoopWithoutAbort from './plan/background-loop-without-abort.js';
import backgroundProcessUnsupervised from './chain/background-process-unsupervised.js';
import classicProxyDiesFirst from './contract/classic-proxy-dies-first.js';
import cronjobReplaceKillsRunning from './contract/cronjob-replace-kills-running.js';
import defaultStopSignalUnhandled from './chain/default-stop-signal-unhandled.js';
import devRunnerInProduction from './chain/dev-runner-in-production.js';
import duplicateShutdownEnv from './contract/duplicate-shutdown-env.js';
import duplicatedSignalForcesExit from './chain/duplicated-signal-forces-exit.js';
import entrypointScriptWithoutExec from './chain/entrypoint-script-without-exec.js';
import entrypointTrapSingleWait from './chain/entrypoint-trap-single-wait.js';
import exitBeforeDrain from './plan/exit-before-drain.js';
import externalLocalFastExit from './contract/external-local-fast-exit.js';
import forceCloseBeforeDrain from './plan/force-close-before-drain.js';
import gkeConnectionDrainingOff from './contract/gke-connection-draining-off.js';
import graceOutOfRange from './contract/grace-out-of-range.js';
import graceShorterThanDrain from './service/grace-shorter-than-drain.js';
import graceZero from './contract/grace-zero.js';
import handlerNeverRuns from './plan/handler-never-runs.js';
import hostPortSurgeConflict from './contract/host-port-surge-conflict.js';
import initOverDroppingWrapper from './chain/init-over-dropping-wrapper.js';
import intervalNotStopped from './plan/interval-not-stopped.js';
import istioDrainShorterThanApp from './contract/istio-drain-shorter-than-app.js';
import kedaScaledjobDefaultRollout from './contract/keda-scaledjob-default-rollout.js';
import lbDeregistrationExceedsPodLife from './contract/lb-deregistration-exceeds-pod-life.js';
import lbPrestopShorterThanDeregistration from './contract/lb-prestop-shorter-than-deregistration.js';
import linkerdWaitShorterThanApp from './contract/linkerd-wait-shorter-than-app.js';
import livenessEqualsReadiness from './contract/liveness-equals-readiness.js';
import livenessFasterThanReadiness from './contract/liveness-faster-than-readiness.js';
import meshDrainExceedsGrace from './contract/mesh-drain-exceeds-grace.js';
import meshJobNeverCompletes from './contract/mesh-job-never-completes.js';
import minReadyZeroWithSlowLb from './contract/min-ready-zero-with-slow-lb.js';
import missingPropagationDelay from './contract/missing-propagation-delay.js';
import missingSigtermHandler from './plan/missing-sigterm-handler.js';
import nativeSidecarPrestopEarly from './contract/native-sidecar-prestop-early.js';
import noForceExitDeadline from './plan/no-force-exit-deadline.js';
import nodeRunDropsSignals from './chain/node-run-drops-signals.js';
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
import rolloutCanDropAllReplicas from './contract/rollout-can-drop-all-replicas.js';
import routeTimeoutExceedsDrain from './contract/route-timeout-exceeds-drain.js';
import scriptRunnerDropsSignals from './chain/script-runner-drops-signals.js';
import serverNotClosed from './plan/server-not-closed.js';
import shCWithoutExec from './chain/sh-c-without-exec.js';
import shareProcessNamespaceSignal from './contract/share-process-namespace-signal.js';
import shellFormStartCommand from './chain/shell-form-start-command.js';
import signalSwallowed from './plan/signal-swallowed.js';
import singleReplicaBehindIngress from './contract/single-replica-behind-ingress.js';
import stopSignalIsSigkill from './chain/stop-signal-is-sigkill.js';
import stopSignalUnhandled from './chain/stop-signal-unhandled.js';
import stopSignalUnsupported from './contract/stop-signal-unsupported.js';
import systemdKillMode from './chain/systemd-kill-mode.js';
import unawaitedClose from './plan/unawaited-close.js';
import unboundedDrain from './plan/unbounded-drain.js';
import unresolvedStartCommand from './chain/unresolved-start-command.js';
import wrapperDeadlineBelowDrain from './chain/wrapper-deadline-below-drain.js';
import yarnClassicDoesNotWait from './chain/yarn-classic-does-not-wait.js';

export const rules: readonly AnyRule[] = [
  argoScaleDownDelayShort,
  awaitNonPromiseClose,
  backgroundLoopWithoutAbort,
  backgroundProcessUnsupervised,
  classicProxyDiesFirst,
  cronjobReplaceKillsRunning,
  defaultStopSignalUnhandled,
  devRunnerInProduction,
  duplicateShutdownEnv,
  duplicatedSignalForcesExit,
  entrypointScriptWithoutExec,
  entrypointTrapSingleWait,
  exitBeforeDrain,
  externalLocalFastExit,
  forceCloseBeforeDrain,
  gkeConnectionDrainingOff,
  graceOutOfRange,
  graceShorterThanDrain,
  graceZero,
  handlerNeverRuns,
  hostPortSurgeConflict,
  initOverDroppingWrapper,
  intervalNotStopped,
  istioDrainShorterThanApp,
  kedaScaledjobDefaultRollout,
  lbDeregistrationExceedsPodLife,
  lbPrestopShorterThanDeregistration,
  linkerdWaitShorterThanApp,
  livenessEqualsReadiness,
  livenessFasterThanReadiness,
  meshDrainExceedsGrace,
  meshJobNeverCompletes,
  minReadyZeroWithSlowLb,
  missingPropagationDelay,
  missingSigtermHandler,
  nativeSidecarPrestopEarly,
  noForceExitDeadline,
  nodeRunDropsSignals,
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
  rolloutCanDropAllReplicas,
  routeTimeoutExceedsDrain,
  scriptRunnerDropsSignals,
  serverNotClosed,
  shCWithoutExec,
  shareProcessNamespaceSignal,
  shellFormStartCommand,
  signalSwallowed,
  singleReplicaBehindIngress,
  stopSignalIsSigkill,
  stopSignalUnhandled,
  stopSignalUnsupported,
  systemdKillMode,
  unawaitedClose,
  unboundedDrain,
  unresolvedStartCommand,
  wrapperDeadlineBelowDrain,
  yarnClassicDoesNotWait,
];
