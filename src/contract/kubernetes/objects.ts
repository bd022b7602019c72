import { Field } from '../yaml/field.js';
import { isProblem, parsePart, partsOf } from '../yaml/documents.js';
import { Span } from '../yaml/source-text.js';
import type { SourceText } from '../yaml/source-text.js';
import type { Value } from '../yaml/value.js';
import type { Origin } from '../contract.js';

/** Kinds whose pods are judged. */
export const workloadKinds: ReadonlySet<string> = new Set([
  'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod', 'Job', 'CronJob',
  'Rollout', 'DeploymentConfig', 'ScaledJob',
]);

/** Kinds that say how traffic reaches pods, how many there are and how they are replaced. */
const joinedKinds: ReadonlySet<string> = new Set([
  'Service', 'Ingress', 'HTTPRoute', 'GRPCRoute', 'VirtualService', 'PodDisruptionBudget', 'HorizontalPodAutoscaler',
  'TargetGroupBinding', 'BackendConfig', 'ScaledObject', 'EndpointSlice', 'Endpoints', 'ClusterPolicy', 'Namespace', 'IstioOperator', 'Policy',
]);

/** Kinds of which only one setting counts, and the words of it. */
const rarelyTelling: ReadonlyMap<string, RegExp> = new Map([
  ['Namespace', /istio-injection|linkerd\.io\/inject|pod-readiness-gate-inject/],
  ['Policy', /terminationGracePeriodSeconds/],
  ['ClusterPolicy', /terminationGracePeriodSeconds/],
  ['EndpointSlice', /targetRef/],
  ['Endpoints', /targetRef/],
  ['IstioOperator', /terminationDrainDuration|EXIT_ON_ZERO_ACTIVE_CONNECTIONS/],
]);

/** An object of a cluster as a manifest describes it. */
export interface KubernetesObject {
  readonly kind: string;
  /** `apps` of `apps/v1`; empty for the core group. */
  readonly group: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly root: Field;
  /** The folder of the file that it stands in, or of the overlay that it is part of. */
  readonly folder: string;
  readonly file: string;
  readonly origin: Origin | undefined;
}

/** What a stream holds, and what of it could not be read. */
export interface ReadObjects {
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly { file: string; reason: string }[];
}

const columnZeroKind = /^["']?kind["']?[ \t]*:[ \t]*["']?(\w+)/m;
const anyKind = /\bkind["']?\s*:\s*["']?(\w+)/g;

/** Whether a document may be of an interesting kind, told from its text: most are not, and parsing is what takes time. */
const isInteresting = (text: string, wanted: (kind: string) => boolean): boolean => {
  const own = columnZeroKind.exec(text)?.[1];
  if (own !== undefined && !own.endsWith('List')) return wanted(own) && (rarelyTelling.get(own)?.test(text) ?? true);
  for (const match of text.matchAll(anyKind)) if (match[1] !== undefined && wanted(match[1])) return true;
  return false;
};

const isWorkloadKind = (kind: string): boolean => workloadKinds.has(kind);
const isKnownKind = (kind: string): boolean => workloadKinds.has(kind) || joinedKinds.has(kind);

/** Whether a text may describe a workload. */
export const mentionsWorkload = (text: string): boolean => {
  for (const match of text.matchAll(anyKind)) if (match[1] !== undefined && (isWorkloadKind(match[1]) || (match[1] === 'Service' && text.includes('serving.knative.dev')))) return true;
  return false;
};

/** Whether a text may describe something that workloads are joined with. */
export const mentionsKnownKind = (text: string): boolean => {
  for (const match of text.matchAll(anyKind)) if (match[1] !== undefined && isKnownKind(match[1])) return true;
  return false;
};

/**
 * The objects in a file or a stream of manifests.
 *
 * @param isAlsoWanted further kinds that matter here
 */
export const readObjects = (source: SourceText, isAlsoWanted: (kind: string) => boolean = () => false): ReadObjects => {
  const objects: KubernetesObject[] = [];
  const problems: { file: string; reason: string }[] = [];
  const folder = source.file.slice(0, source.file.lastIndexOf('/') + 1);
  for (const part of partsOf(source.text)) {
    if (!isInteresting(part.text, (kind) => isKnownKind(kind) || isAlsoWanted(kind))) continue;
    // A template that has not been rendered is no manifest yet.
    if (isTemplate(part.text)) continue;
    const parsed = parsePart(source, part);
    if (isProblem(parsed)) {
      // Whatever fills in the braces makes YAML of it.
      if (part.text.includes('{{')) continue;
      problems.push({ file: source.file, reason: `Line ${source.positionOf(parsed.offset).line}: ${parsed.reason}` });
      continue;
    }
    addObjects(objects, parsed, { folder, file: source.file, origin: helmOrigin(source, part) });
  }
  return { objects, problems };
};

/** Whether lines of a text are directives of a template, which no YAML parser can read: `{{- if .Values.probe }}`. */
export const isTemplate = (text: string): boolean => /^[ \t]*\{\{-?[ \t]*(?:if|end|else|range|with|include|define|template|toYaml|\/\*|\$|block|tpl|fail)\b/m.test(text) || /\{\{-?[^{}\n]*\.(?:Values|Release|Chart|Files|Capabilities)\b/.test(text);

const addObjects = (objects: KubernetesObject[], value: Value, where: Pick<KubernetesObject, 'folder' | 'file' | 'origin'>): void => {
  const root = Field.of(value);
  const kind = root.get('kind').text;
  if (kind === undefined || root.get('apiVersion').text === undefined) return;
  if (kind.endsWith('List') && root.get('items').value?.kind === 'sequence') {
    for (const item of root.get('items').items) if (item.value) addObjects(objects, item.value, where);
    return;
  }
  objects.push(objectOf(root, where));
};

/** An object from its value, as it stands or as an overlay has changed it. */
export const objectOf = (root: Field, where: Pick<KubernetesObject, 'folder' | 'file' | 'origin'>): KubernetesObject => {
  const apiVersion = root.get('apiVersion').text ?? '';
  return {
    kind: root.get('kind').text ?? '',
    group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
    name: root.get('metadata', 'name').text,
    namespace: root.get('metadata', 'namespace').literal,
    root,
    ...where,
  };
};

/** `helm template` says above every document which template it comes from. */
const helmOrigin = (source: SourceText, part: { start: number; text: string }): Origin | undefined => {
  const match = /^# Source: (\S+)[ \t]*\r?$/m.exec(part.text.slice(0, 2_000));
  if (match?.[1] === undefined) return undefined;
  const start = part.start + match.index;
  return { message: `rendered from ${match[1]}`, at: new Span(source, start, start + match[0].trimEnd().length).at };
};
