import type { Tree } from '../../read/tree.js';
import { SourceText } from '../yaml/source-text.js';
import { Cluster } from './cluster.js';
import { isKustomization, Kustomizations } from './kustomize.js';
import { mentionsKnownKind, mentionsWorkload, readObjects, workloadKinds } from './objects.js';
import type { KubernetesObject } from './objects.js';
import { templateOf } from './pod.js';
import { isValuesFile, mentionsPair, pairsIn } from './values-file.js';
import { KubernetesContract } from './workload.js';

/** The version that rules assume when nothing is said. */
export const defaultKubernetesVersion = '1.33';

export interface ManifestOptions {
  /** `1.33`; what a cluster can do depends on it. */
  readonly kubernetesVersion?: string | undefined;
}

export interface ReadManifests {
  readonly contracts: readonly KubernetesContract[];
  readonly unanalysed: readonly { file: string; reason: string }[];
}

/** Expected output and inputs of tests describe nothing that is deployed. */
const isTestData = (file: string): boolean => /(?:^|\/)(?:testdata|__tests__|__fixtures__|__snapshots__|golden)\/|\.golden\b/.test(file);

const isManifest = (file: string): boolean => /(?:\.ya?ml$)|^-$/i.test(file) && !isTestData(file);

/** The contracts of every workload that the manifests of a tree describe. Reads only what mentions one; never runs a renderer. */
export const readKubernetes = (tree: Tree, options: ManifestOptions = {}): ReadManifests => {
  const minorVersion = minorOf(options.kubernetesVersion ?? defaultKubernetesVersion);
  const reasons = new Map<string, string>();
  const report = (file: string, reason: string): void => {
    if (!reasons.has(file)) reasons.set(file, reason);
  };
  const files = tree.files.filter((file) => isManifest(file) || isKustomization(file));
  const texts = new Map<string, string>();
  let hasWorkload = false;
  for (const file of files) {
    const text = tree.text(file);
    if (text === undefined) continue;
    if (isValuesFile(file) ? mentionsPair(text) || mentionsKnownKind(text) : isKustomization(file) || mentionsKnownKind(text)) texts.set(file, text);
    hasWorkload ||= texts.has(file) && (mentionsWorkload(text) || (isValuesFile(file) && mentionsPair(text)));
  }
  if (!hasWorkload) return { contracts: [], unanalysed: [] };

  const kustomizations = new Kustomizations(tree, [...texts.keys()], report);
  const plain: KubernetesObject[] = [];
  const contracts: KubernetesContract[] = [];
  for (const [file, text] of texts) {
    if (kustomizations.used.has(file) || isKustomization(file)) continue;
    const source = new SourceText(file, text);
    if (isValuesFile(file) && mentionsPair(text)) contracts.push(...contractsIn(pairsIn(source), minorVersion));
    if (!mentionsKnownKind(text)) continue;
    const read = readObjects(source);
    for (const problem of read.problems) report(problem.file, problem.reason);
    // A stream is a deployment of its own, whatever lies in the folder.
    if (file === '-') contracts.push(...contractsIn(read.objects, minorVersion));
    else plain.push(...read.objects);
  }
  contracts.push(...contractsIn(plain, minorVersion));
  for (const { objects } of kustomizations.overlays()) contracts.push(...contractsIn(objects, minorVersion));
  return { contracts, unanalysed: [...reasons].map(([file, reason]) => ({ file, reason })) };
};

const contractsIn = (objects: readonly KubernetesObject[], minorVersion: number): KubernetesContract[] => {
  const cluster = new Cluster(objects);
  return objects.flatMap((object) => {
    if (!workloadKinds.has(object.kind) && !(object.kind === 'Service' && object.group === 'serving.knative.dev')) return [];
    const contract = new KubernetesContract(object, templateOf(cluster, object), cluster, minorVersion);
    // Without an image it is a patch, of which most is elsewhere.
    return contract.containers.length === 0 ? [] : [contract];
  });
};

const minorOf = (version: string): number => Number(/^v?1\.(\d{1,3})/.exec(version)?.[1] ?? minorOf(defaultKubernetesVersion));
