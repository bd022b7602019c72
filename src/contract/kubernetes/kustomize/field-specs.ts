import type { Field } from '../../yaml/field.js';
import type { Span } from '../../yaml/source-text.js';
import type { Mapping, Value } from '../../yaml/value.js';
import { groupVersionOf, kindOf } from './composed.js';
import { changedBelow } from './places.js';

/** A place in objects of some kind that kustomize changes: `configurations` add to those it knows. */
export interface FieldSpec {
  readonly path: string;
  /** Every kind when it is not given. */
  readonly kind?: string | undefined;
  readonly group?: string | undefined;
  /** Whether what is not there is made. */
  readonly create: boolean;
}

/** What objects of one kind are called by in others. */
export interface NameReference {
  readonly kind: string;
  readonly specs: readonly FieldSpec[];
}

/** The places that the transformers of a kustomization know. */
export interface FieldSpecs {
  readonly selectors: readonly FieldSpec[];
  readonly templates: readonly FieldSpec[];
  readonly annotations: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly variables: readonly FieldSpec[];
  readonly references: readonly NameReference[];
}

const of = (create: boolean, path: string, ...kinds: readonly string[]): FieldSpec[] => kinds.map((kind) => ({ path, kind, create }));

const controllers = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'];

const containerFields = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];

const inContainers = (pod: string, ...kinds: readonly string[]): FieldSpec[] =>
  ['containers', 'initContainers'].flatMap((list) => containerFields.flatMap((field) => of(false, `${pod}/${list}/${field}`, ...kinds)));

/** https://github.com/kubernetes-sigs/kustomize/tree/master/api/internal/konfig/builtinpluginconsts, as far as rules read it. */
export const knownSpecs: FieldSpecs = {
  selectors: [
    ...of(true, 'spec/selector', 'Service', 'ReplicationController'),
    ...of(true, 'spec/selector/matchLabels', ...controllers),
    ...of(false, 'spec/selector/matchLabels', 'Job', 'PodDisruptionBudget'),
    ...of(false, 'spec/jobTemplate/spec/selector/matchLabels', 'CronJob'),
  ],
  templates: [
    ...of(true, 'spec/template/metadata/labels', 'ReplicationController', ...controllers, 'Job'),
    ...of(true, 'spec/jobTemplate/metadata/labels', 'CronJob'),
    ...of(true, 'spec/jobTemplate/spec/template/metadata/labels', 'CronJob'),
  ],
  annotations: [
    { path: 'metadata/annotations', create: true },
    ...of(true, 'spec/template/metadata/annotations', 'ReplicationController', ...controllers, 'Job'),
    ...of(true, 'spec/jobTemplate/metadata/annotations', 'CronJob'),
    ...of(true, 'spec/jobTemplate/spec/template/metadata/annotations', 'CronJob'),
  ],
  replicas: of(true, 'spec/replicas', 'Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'),
  images: [],
  variables: [
    ...inContainers('spec/template/spec', ...controllers, 'Job'),
    ...inContainers('spec/jobTemplate/spec/template/spec', 'CronJob'),
    ...inContainers('spec', 'Pod'),
    ...of(false, 'spec/rules/host', 'Ingress'),
    ...of(false, 'spec/tls/hosts', 'Ingress'),
    ...of(false, 'spec/ports/port', 'Service'),
    ...of(false, 'spec/ports/targetPort', 'Service'),
    ...of(false, 'spec/template/metadata/annotations', 'Deployment'),
    { path: 'metadata/labels', create: false },
    { path: 'metadata/annotations', create: false },
  ],
  references: [
    { kind: 'Service', specs: [...['spec/rules/http/paths/backend/serviceName', 'spec/backend/serviceName', 'spec/rules/http/paths/backend/service/name', 'spec/defaultBackend/service/name'].flatMap((path) => of(false, path, 'Ingress')), ...of(false, 'spec/serviceName', 'StatefulSet')] },
    ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({ kind, specs: of(false, 'spec/scaleTargetRef/name', 'HorizontalPodAutoscaler') })),
  ],
};

/** What is known, and what a document of `configurations` adds. */
export const withConfiguration = (known: FieldSpecs, document: Field): FieldSpecs => {
  const added = (key: string): FieldSpec[] => specsIn(document.get(key));
  return {
    selectors: [...known.selectors, ...added('commonLabels')],
    templates: [...known.templates, ...added('templateLabels')],
    annotations: [...known.annotations, ...added('commonAnnotations')],
    replicas: [...known.replicas, ...added('replicas')],
    images: [...known.images, ...added('images')],
    variables: [...known.variables, ...added('varReference')],
    references: [...known.references, ...document.get('nameReference').items.map((entry) => ({ kind: entry.get('kind').text ?? '', specs: specsIn(entry.get('fieldSpecs')) }))],
  };
};

/** What two bases know together. */
export const mergedSpecs = (left: FieldSpecs, right: FieldSpecs): FieldSpecs => {
  if (left === right || right === knownSpecs) return left;
  if (left === knownSpecs) return right;
  const both = <Item>(ours: readonly Item[], theirs: readonly Item[]): readonly Item[] => [...new Set([...ours, ...theirs])];
  return {
    selectors: both(left.selectors, right.selectors),
    templates: both(left.templates, right.templates),
    annotations: both(left.annotations, right.annotations),
    replicas: both(left.replicas, right.replicas),
    images: both(left.images, right.images),
    variables: both(left.variables, right.variables),
    references: both(left.references, right.references),
  };
};

/** Field specs as they are written in `configurations`, in transformers and under `labels`. */
export const specsIn = (list: Field): FieldSpec[] =>
  list.items.flatMap((entry) => {
    const path = entry.get('path').text;
    return path === undefined || path.length > 300 ? [] : [{ path, kind: entry.get('kind').text, group: entry.get('group').text, create: entry.get('create').boolean === true }];
  });

const isOf = (value: Mapping, spec: FieldSpec): boolean => (spec.kind === undefined || spec.kind === kindOf(value)) && (spec.group === undefined || spec.group === groupVersionOf(value).group);

/**
 * Changes an object at every place of a list that is for its kind.
 *
 * @param created where something is made that is not there, as far as the place allows it
 */
export const changedAtSpecs = (value: Mapping, specs: readonly FieldSpec[], change: (found: Value) => Value, created?: Span): Mapping =>
  specs.reduce<Mapping>((current, spec) => {
    if (!isOf(current, spec)) return current;
    const after = changedBelow(current, stepsOf(spec.path), change, spec.create ? created : undefined);
    return after.kind === 'mapping' ? after : current;
  }, value);

/** `spec/template/metadata/annotations/example.com\/name` */
const stepsOf = (path: string): readonly string[] =>
  path
    .split(/(?<!\\)\//)
    .map((step) => step.replaceAll('\\/', '/').replace(/\[\]$/, ''))
    .filter((step) => step !== '');
