import type { Tree } from '../../read/tree.js';
import type { Location } from '../../rule.js';
import type { Origin } from '../contract.js';
import { SourceText } from '../yaml/source-text.js';
import { Cluster } from './cluster.js';
import { isKustomization } from './kustomize/files.js';
import { Kustomizations } from './kustomize/kustomizations.js';
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

const isManifest = (file: string): boolean => (/\.ya?ml$/i.test(file) && !isTestData(file)) || isStream(file);

/** What was piped in or rendered is a deployment of its own, whatever lies in the folder. */
const isStream = (file: string): boolean => file === '-' || file.endsWith(renderedByHelm) || file.endsWith(renderedByKustomize);

/** How rendered manifests are named, in the folder that they were rendered from. */
export const renderedByHelm = '(helm template).yaml';
export const renderedByKustomize = '(kustomize build).yaml';

/** The contracts of every workload that the manifests of a tree describe. Reads only what mentions one; never runs a renderer. */
export const readKubernetes = (tree: Tree, options: ManifestOptions = {}): ReadManifests => {
  const minorVersion = minorOf(options.kubernetesVersion ?? defaultKubernetesVersion);
  const reasons = new Map<string, string>();
  const report = (file: string, reason: string): void => {
    if (!reasons.has(file)) reasons.set(file, reason);
  };
  const files = tree.files.filter((file) => isManifest(file) || (isKustomization(file) && !isTestData(file)));
  const texts = new Map<string, string>();
  let hasWorkload = false;
  for (const file of files) {
    const text = tree.text(file);
    if (text === undefined) continue;
    if (isValuesFile(file) ? mentionsPair(text) || mentionsKnownKind(text) : isKustomization(file) || mentionsKnownKind(text)) texts.set(file, text);
    // An overlay may lead to workloads that are not here, and that has to be said.
    hasWorkload ||= texts.has(file) && (isKustomization(file) || mentionsWorkload(text) || (isValuesFile(file) && mentionsPair(text)));
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
    if (isStream(file)) contracts.push(...contractsIn(withTemplates(tree, read.objects), minorVersion));
    else plain.push(...read.objects);
  }
  contracts.push(...contractsIn(plain, minorVersion));
  for (const { objects } of kustomizations.overlays((folder) => !texts.has(folder + renderedByKustomize))) contracts.push(...contractsIn(objects, minorVersion));
  return { contracts, unanalysed: [...reasons].map(([file, reason]) => ({ file, reason })) };
};

/** Points the origin of rendered objects at their template, where that is in the tree as well. */
const withTemplates = (tree: Tree, objects: readonly KubernetesObject[]): KubernetesObject[] => {
  const places = new Map<string, Origin>();
  return objects.map((object) => {
    const { origin } = object;
    if (object.file.endsWith(renderedByKustomize)) {
      const file = tree.files.find((candidate) => isKustomization(candidate) && candidate.slice(0, candidate.lastIndexOf('/') + 1) === object.folder);
      return file === undefined ? object : { ...object, origin: { message: `rendered from ${file}`, at: startOf(file) } };
    }
    const template = origin?.message.replace(/^rendered from /, '');
    if (!origin || template === undefined) return object;
    const known = places.get(template) ?? { message: origin.message, at: templateAt(tree, template) ?? origin.at };
    places.set(template, known);
    return { ...object, origin: known };
  });
};

/** Helm names a template by its chart and its path in that. */
const templateAt = (tree: Tree, template: string): Location | undefined => {
  const [chart = '', ...steps] = template.split('/');
  const path = steps.join('/');
  const matching = tree.files.filter((file) => file === path || file.endsWith(`/${path}`));
  const file = matching.find((candidate) => candidate === path || candidate.endsWith(`${chart}/${path}`)) ?? (matching.length === 1 ? matching[0] : undefined);
  return file === undefined ? undefined : startOf(file);
};

const startOf = (file: string): Location => ({ file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });

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
