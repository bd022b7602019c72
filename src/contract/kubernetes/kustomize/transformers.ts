import type { Field } from '../../yaml/field.js';
import type { Composed } from './composed.js';
import { specsIn } from './field-specs.js';
import type { FieldSpecs } from './field-specs.js';
import { withPatch } from './patches.js';
import { withReplacement } from './replacements.js';
import { isSelected } from './selection.js';
import type { Covers } from './selection.js';
import { labelPlaces, withAdded, withAffix, withImage, withNamespace, withReplicas } from './transformations.js';

/** What the transformers of one kustomization work with. */
export interface Transformation {
  readonly specs: FieldSpecs;
  /** An `openapi` schema says how the lists of other kinds are merged. */
  readonly hasSchemas: boolean;
  /** The documents of a file that is named. */
  readonly documentsOf: (path: Field) => readonly Field[];
  /** The documents of a text. */
  readonly inline: (text: Field) => readonly Field[];
  /** Whether a pattern of a target covers a text. */
  readonly covers: Covers;
}

type Objects = readonly Composed[];

/** What the fields of a kustomization make of objects, in kustomize's order. */
export const transformed = (before: Objects, own: Field, transformation: Transformation): Objects => {
  const { specs } = transformation;
  const items = (key: string): readonly Field[] => own.get(key).items;
  let objects = items('patchesStrategicMerge').reduce((current, entry) => patchedWith(current, entry, entry, transformation), before);
  objects = items('patches').reduce((current, entry) => patchedBy(current, entry, transformation), objects);
  const namespace = own.mapping?.pairs.get('namespace');
  if (namespace) objects = withNamespace(objects, namespace);
  objects = withAffix(withAffix(objects, own.get('namePrefix'), 'prefix'), own.get('nameSuffix'), 'suffix');
  for (const entry of items('labels')) {
    const places = labelPlaces(specs, { selectors: entry.get('includeSelectors').boolean === true, templates: entry.get('includeTemplates').boolean === true });
    objects = withAdded(objects, entry.get('pairs'), [...places, ...specsIn(entry.get('fields'))]);
  }
  objects = withAdded(objects, own.get('commonLabels'), labelPlaces(specs));
  objects = withAdded(objects, own.get('commonAnnotations'), specs.annotations);
  objects = items('patchesJson6902').reduce((current, entry) => patchedBy(current, entry, transformation), objects);
  objects = items('replicas').reduce((current, entry) => withReplicas(current, entry, specs), objects);
  objects = items('images').reduce((current, entry) => withImage(current, entry, specs), objects);
  return items('replacements').reduce((current, entry) => replacedBy(current, entry, transformation), objects);
};

/** An entry with a `path` or a `patch`, and mostly a `target`. */
const patchedBy = (objects: Objects, entry: Field, transformation: Transformation): Objects => {
  const text = entry.get('patch');
  return patchedWith(objects, text.isWritten ? text : entry.get('path'), entry, transformation);
};

/** @param source a file, or a text that stands in its place */
const patchedWith = (objects: Objects, source: Field, entry: Field, { documentsOf, inline, hasSchemas, covers }: Transformation): Objects => {
  if (!source.isWritten) return objects;
  const patches = /\n|^\s*[[{]/.test((source.text ?? '').slice(0, 10_000)) ? inline(source) : documentsOf(source);
  const target = entry.get('target').isWritten ? entry.get('target') : undefined;
  // It changes something, and nobody knows what.
  if (patches.length === 0) return objects.map((object) => (target === undefined || isSelected(object, target, covers) ? { ...object, isUnsettled: true } : object));
  const options = entry.get('options');
  const mayChange = [...(options.get('allowNameChange').boolean === true ? ['name' as const] : []), ...(options.get('allowKindChange').boolean === true ? ['kind' as const] : [])];
  return patches.reduce((current, patch) => withPatch(current, patch, { target, hasSchemas, mayChange, covers }), objects);
};

const replacedBy = (objects: Objects, entry: Field, transformation: Transformation): Objects => {
  const path = entry.get('path');
  const replacements = path.isWritten ? transformation.documentsOf(path).flatMap((document) => (document.value?.kind === 'sequence' ? document.items : [document])) : [entry];
  return replacements.reduce((current, replacement) => withReplacement(current, replacement, transformation.covers), objects);
};

/**
 * What a transformer that is built into kustomize makes of objects.
 * https://kubectl.docs.kubernetes.io/references/kustomize/builtins/
 *
 * @returns undefined when it is none of those, so that a program would have to be run
 */
export const transformedBy = (objects: Objects, transformer: Field, transformation: Transformation): Objects | undefined => {
  const { specs } = transformation;
  const places = specsIn(transformer.get('fieldSpecs'));
  if (transformer.get('apiVersion').text !== 'builtin') return undefined;
  switch (transformer.get('kind').text) {
    case 'PatchTransformer':
      return patchedBy(objects, transformer, transformation);
    case 'PatchStrategicMergeTransformer': {
      const texts = transformer.get('patches');
      return [...transformer.get('paths').items, ...(texts.isWritten ? [texts] : [])].reduce((current, source) => patchedWith(current, source, transformer, transformation), objects);
    }
    case 'PatchJson6902Transformer': {
      const operations = transformer.get('jsonOp');
      return patchedWith(objects, operations.isWritten ? operations : transformer.get('path'), transformer, transformation);
    }
    case 'NamespaceTransformer': {
      const namespace = transformer.get('metadata').mapping?.pairs.get('namespace');
      return namespace && withNamespace(objects, namespace);
    }
    case 'PrefixTransformer':
    case 'SuffixTransformer':
    case 'PrefixSuffixTransformer':
      return withAffix(withAffix(objects, transformer.get('prefix'), 'prefix'), transformer.get('suffix'), 'suffix');
    case 'LabelTransformer':
      return withAdded(objects, transformer.get('labels'), places);
    case 'AnnotationsTransformer':
      return withAdded(objects, transformer.get('annotations'), places);
    case 'ImageTagTransformer':
      return withImage(objects, transformer.get('imageTag'), specs);
    case 'ReplicaCountTransformer':
      return withReplicas(objects, transformer.get('replica'), { ...specs, replicas: places });
    case 'ReplacementTransformer':
      return transformer.get('replacements').items.reduce((current, entry) => replacedBy(current, entry, transformation), objects);
    default:
      return undefined;
  }
};
