import path from 'node:path';
import { expect, test } from 'vitest';
import { audit } from '../../src/audit.js';
import { fixturesFolder } from '../fixtures.js';

/** Manifests of services that drain well, or cannot do better. Some get a hint; an error would be false. */
const folders = [
  'liveness-equals-readiness/bad/three-probes-on-one-endpoint',
  'prestop-consumes-grace/ok/long-request-budget',
  'rollout-can-drop-all-replicas/ok/defaults-of-one-replica',
  'grace-zero/ok/client-that-sleeps',
  'prestop-http-unreachable/ok/port-of-the-shutdown-manager',
  'sh-c-without-exec/ok/kubernetes-exec-in-branches',
  'missing-propagation-delay/ok/daemon-that-cleans-up',
  'rollout-can-drop-all-replicas/bad/volume-of-one-node',
  'recreate-behind-service/ok/controller-without-traffic',
  'liveness-equals-readiness/ok/tcp-of-a-cache',
  'grace-out-of-range/ok/five-minutes',
  'pdb-blocks-drain/ok/one-may-be-away',
  'pdb-blocks-drain/ok/strategy-in-values',
  'prestop-consumes-grace/ok/schema-of-a-custom-resource',
  'prestop-consumes-grace/ok/manifest-in-a-config-map',
  'probe-timeout-exceeds-period/ok/slow-reaction',
  'sh-c-without-exec/bad/kubernetes-busybox-execs',
  'sh-c-without-exec/bad/kubernetes-bash-execs',
  'readiness-missing-behind-service/ok/jobs-of-all-kinds',
  'missing-propagation-delay/ok/patch-without-an-image',
  'prestop-consumes-grace/ok/overlay-raises-the-grace',
  'readiness-missing-behind-service/ok/shared-by-an-anchor',
  'lb-prestop-shorter-than-deregistration/ok/twenty-twenty-five-thirty',
  'prestop-signals-app-early/ok/quick-quit-of-nginx',
];

test.each(folders)('%s gets no error', (name) => {
  const folder = path.join(fixturesFolder, name);
  const { report } = audit({ paths: [folder], cwd: folder, preset: 'strict' });
  expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(report.unanalysed).toEqual([]);
});
