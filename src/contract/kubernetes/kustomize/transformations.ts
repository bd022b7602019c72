import { Field } from '../../yaml/field.js';
import { withPairs } from '../../yaml/value.js';
import type { Mapping, Pair, Value } from '../../yaml/value.js';
import { changed, identitiesOf, kindOf, renamedTo } from './composed.js';
import type { Composed } from './composed.js';
import { changedAtSpecs } from './field-specs.js';
import type { FieldSpec, FieldSpecs } from './field-specs.js';
import { changedBelow } from './places.js';

const withText = (value: Value, text: string): Value => (value.kind === 'scalar' ? { ...value, text } : value);

/** Kinds that belong to no namespace. */
const clusterScoped: ReadonlySet<string> = new Set(['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'PersistentVolume', 'StorageClass', 'PriorityClass', 'IngressClass', 'APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'Node', 'RuntimeClass', 'CSIDriver', 'GatewayClass']);

/** Puts every object into a namespace, and gives Namespaces themselves that name. */
export const withNamespace = (objects: readonly Composed[], namespace: Pair): readonly Composed[] =>
  objects.map((object) => {
    const kind = kindOf(object.value) ?? '';
    if (clusterScoped.has(kind) && kind !== 'Namespace') return object;
    const key = kind === 'Namespace' ? 'name' : 'namespace';
    const value = changedBelow(object.value, ['metadata', key], () => namespace.value, namespace.keySpan);
    return value.kind === 'mapping' ? renamedTo(object, value) : object;
  });

/** Kinds whose names are what they are. */
const unprefixed: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

/** Puts something before or behind the name of every object. */
export const withAffix = (objects: readonly Composed[], affix: Field, side: 'prefix' | 'suffix'): readonly Composed[] => {
  const { text } = affix;
  if (text === undefined || text === '') return objects;
  return objects.map((object) => {
    if (unprefixed.has(kindOf(object.value) ?? '')) return object;
    const value = changedBelow(object.value, ['metadata', 'name'], (name) => (name.kind === 'scalar' ? withText(name, side === 'prefix' ? text + name.text : name.text + text) : name));
    if (value.kind !== 'mapping') return object;
    const renamed = renamedTo(object, value);
    return side === 'prefix' ? { ...renamed, prefixes: [...object.prefixes, text] } : { ...renamed, suffixes: [...object.suffixes, text] };
  });
};

/** Adds pairs at places of objects. */
export const withAdded = (objects: readonly Composed[], pairs: Field, specs: readonly FieldSpec[]): readonly Composed[] => {
  const { mapping } = pairs;
  if (mapping === undefined) return objects;
  return changed(objects, (value) => changedAtSpecs(value, specs, (found) => (found.kind === 'mapping' ? withPairs(found, mapping.pairs) : found), pairs.keySpan));
};

const ownLabels: FieldSpec = { path: 'metadata/labels', create: true };

/** Which places an entry of `labels` is for. `commonLabels` are for all of them. */
export const labelPlaces = (specs: FieldSpecs, entry?: { selectors: boolean; templates: boolean }): readonly FieldSpec[] => {
  if (entry === undefined || entry.selectors) return [ownLabels, ...specs.templates, ...specs.selectors];
  return entry.templates ? [ownLabels, ...specs.templates] : [ownLabels];
};

/** Sets how many pods the workloads of a name have. */
export const withReplicas = (objects: readonly Composed[], entry: Field, specs: FieldSpecs): readonly Composed[] => {
  const count = entry.mapping?.pairs.get('count');
  const name = entry.get('name').text;
  if (!count || name === undefined) return objects;
  return objects.map((object) => (identitiesOf(object).some((identity) => identity.name === name) ? { ...object, value: changedAtSpecs(object.value, specs.replicas, () => count.value, count.keySpan) } : object));
};

/** Puts another image in the place of one, wherever containers are listed. */
export const withImage = (objects: readonly Composed[], entry: Field, specs: FieldSpecs): readonly Composed[] => changed(objects, (value) => changedAtSpecs(inContainers(value, entry), specs.images, (found) => imageFor(found, entry)));

const inContainers = (value: Mapping, entry: Field): Mapping =>
  withPairs(
    value,
    [...value.pairs].flatMap(([key, pair]): [string, Pair][] => {
      if (pair.value.kind === 'mapping') return [[key, { ...pair, value: inContainers(pair.value, entry) }]];
      if (pair.value.kind !== 'sequence' || !/^(?:containers|initContainers)$/.test(key)) return [];
      return [[key, { ...pair, value: changedBelow(pair.value, ['image'], (image) => imageFor(image, entry)) }]];
    }),
  );

const imageFor = (image: Value, entry: Field): Value => {
  const [name, newName, newTag, tagSuffix, digest] = ['name', 'newName', 'newTag', 'tagSuffix', 'digest'].map((key) => entry.get(key).text);
  if (image.kind !== 'scalar' || name === undefined) return image;
  const { text } = image;
  if (text !== name && !text.startsWith(`${name}:`) && !text.startsWith(`${name}@`)) return image;
  const version = newTag !== undefined ? `:${newTag}` : digest !== undefined ? '' : text.slice(name.length) + (tagSuffix ?? '');
  return withText(image, (newName ?? name) + version + (digest === undefined ? '' : `@${digest}`));
};

/** Whether an object is meant for programs beside kustomize and never deployed. */
export const isLocalOnly = ({ value }: Composed): boolean => {
  const annotation = Field.of(value).get('metadata', 'annotations', 'config.kubernetes.io/local-config');
  return annotation.isWritten && annotation.text !== 'false';
};
