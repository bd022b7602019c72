import type { Field } from '../../yaml/field.js';
import { withPairs } from '../../yaml/value.js';
import type { Value } from '../../yaml/value.js';
import { changed } from './composed.js';
import type { Composed } from './composed.js';
import { changedAtSpecs } from './field-specs.js';
import type { FieldSpec } from './field-specs.js';
import { foundAt, stepsOfPath } from './places.js';
import { isNamed } from './selection.js';

const longestText = 100_000;

/**
 * Fills in `$(NAME)` where `vars` give it a value. One whose value is not found stays as it is, which is a placeholder to
 * everything that reads it. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/vars/
 */
export const withVariables = (objects: readonly Composed[], variables: readonly Field[], specs: readonly FieldSpec[]): readonly Composed[] => {
  const values = new Map<string, Value>();
  for (const variable of variables) {
    const name = variable.get('name').text;
    const [object, ...others] = objects.filter((candidate) => isNamed(candidate, variable.get('objref')));
    const path = variable.get('fieldref', 'fieldpath').text ?? variable.get('fieldref', 'fieldPath').text ?? 'metadata.name';
    const value = object && others.length === 0 ? foundAt(object.value, stepsOfPath(path)) : undefined;
    if (name !== undefined && value?.kind === 'scalar') values.set(name, value);
  }
  if (values.size === 0) return objects;
  return changed(objects, (value) => changedAtSpecs(value, specs, (found) => filled(found, values)));
};

const filled = (value: Value, values: ReadonlyMap<string, Value>): Value => {
  if (value.kind === 'sequence') return { ...value, items: value.items.map((item) => (item.kind === 'scalar' ? filled(item, values) : item)) };
  if (value.kind === 'mapping') return withPairs(value, [...value.pairs].map(([key, pair]) => [key, pair.value.kind === 'scalar' ? { ...pair, value: filled(pair.value, values) } : pair]));
  if (value.kind !== 'scalar' || !value.text.includes('$(') || value.text.length > longestText) return value;
  // `$$(NAME)` stands for `$(NAME)` itself, which the kubelet may fill in.
  const text = value.text.replaceAll(/(\$?)\$\(([\w.-]{1,200})\)/g, (whole, escape: string, name: string) => {
    if (escape !== '') return whole.slice(1);
    const known = values.get(name);
    return known?.kind === 'scalar' ? known.text : whole;
  });
  return text === value.text ? value : { ...value, text };
};
