import { readKubernetes } from '../../src/contract/kubernetes/read.js';
import type { ManifestOptions } from '../../src/contract/kubernetes/read.js';
import type { KubernetesContract } from '../../src/contract/kubernetes/workload.js';
import { runRules } from '../../src/findings.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import type { Finding } from '../../src/rule.js';
import { rules } from '../../rules/index.js';

/** The contracts that some manifests make, by name. */
export const contractsIn = (files: Readonly<Record<string, string>>, options?: ManifestOptions): Map<string, KubernetesContract> =>
  new Map(readKubernetes(virtualTree(files), options).contracts.map((contract) => [contract.name, contract]));

/** The only contract that a manifest makes. */
export const contractOf = (text: string, options?: ManifestOptions): KubernetesContract => {
  const [contract, ...others] = readKubernetes(virtualTree({ 'k8s.yaml': text }), options).contracts;
  if (contract === undefined || others.length > 0) throw new Error(`${others.length + (contract ? 1 : 0)} contracts`);
  return contract;
};

/** What the rules about contracts find in some manifests. */
export const findingsIn = (files: Readonly<Record<string, string>>, options?: ManifestOptions): Finding[] =>
  runRules(readKubernetes(virtualTree(files), options), rules.filter((rule) => rule.subject === 'contract'));

/** `error prestop-consumes-grace k8s.yaml:12` */
export const saidIn = (files: Readonly<Record<string, string>>, options?: ManifestOptions): string[] =>
  findingsIn(files, options).map(({ severity, rule, location }) => `${severity} ${rule} ${location.file}:${String(location.startLine)}`);

/** A pod with a hook and a grace period, written on as few lines as possible. */
export const podWith = (hook: string, grace = 'terminationGracePeriodSeconds: 60'): string =>
  ['apiVersion: v1', 'kind: Pod', 'metadata: {name: web}', 'spec:', `  ${grace}`, '  containers:', '    - name: web', '      image: web', `      lifecycle: {preStop: ${hook}}`, ''].join('\n');

/** Carries out the edits of a repair in a text. */
export const repaired = (text: string, finding: Finding | undefined): string | undefined => {
  const edits = finding?.fix?.edits.toSorted((left, right) => right.start - left.start);
  return edits?.reduce((current, { start, end, text: inserted }) => current.slice(0, start) + inserted + current.slice(end), text);
};
