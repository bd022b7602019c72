import type { Field } from '../../yaml/field.js';
import type { Mapping, Value } from '../../yaml/value.js';
import type { Composed } from './composed.js';
import { changedAtPath, foundAt, stepsOfPath } from './places.js';
import { isNamed, isSelected } from './selection.js';
import type { Covers } from './selection.js';

/**
 * Copies a value from one place to others. What cannot be found, because it is made by something that is not followed,
 * leaves unknown values behind. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/replacements/
 */
export const withReplacement = (objects: readonly Composed[], replacement: Field, covers: Covers): readonly Composed[] => {
  const value = sourceOf(objects, replacement);
  return replacement.get('targets').items.reduce<readonly Composed[]>((current, target) => {
    const select = target.get('select');
    if (!select.isWritten) return current;
    const rejected = target.get('reject').items;
    return current.map((object) => {
      if (!isSelected(object, select, covers) || rejected.some((reject) => isSelected(object, reject, covers))) return object;
      return { ...object, value: withValueAt(object.value, target, value) };
    });
  }, objects);
};

const sourceOf = (objects: readonly Composed[], replacement: Field): Value => {
  const unknown: Value = { kind: 'unknown', span: replacement.keySpan };
  const given = replacement.get('sourceValue');
  if (given.isWritten) return given.value ?? unknown;
  const source = replacement.get('source');
  const named = objects.filter((object) => isNamed(object, source));
  const found = named.length === 1 && named[0] ? foundAt(named[0].value, stepsOfPath(source.get('fieldPath').text ?? 'metadata.name')) : undefined;
  const delimiter = source.get('options', 'delimiter').text;
  if (found === undefined || delimiter === undefined || delimiter === '') return found ?? unknown;
  if (found.kind !== 'scalar') return unknown;
  const part = found.text.split(delimiter)[source.get('options', 'index').integer ?? 0];
  return part === undefined ? unknown : { ...found, text: part };
};

const withValueAt = (object: Mapping, target: Field, value: Value): Mapping => {
  const options = target.get('options');
  const paths = target.get('fieldPaths').isWritten ? target.get('fieldPaths').items.map((path) => path.text) : ['metadata.name'];
  const delimiter = options.get('delimiter').text;
  const place = (found: Value): Value => (delimiter === undefined || delimiter === '' ? value : partReplaced(found, value, delimiter, options.get('index').integer ?? 0));
  return paths.reduce<Mapping>((current, path) => {
    if (path === undefined || path.length > 500) return current;
    const after = changedAtPath(current, stepsOfPath(path), place, options.get('create').boolean === true ? target.keySpan : undefined);
    return after.kind === 'mapping' ? after : current;
  }, object);
};

/** Puts a value in the place of one part of a text: before all for an index below zero, behind all for one beyond the end. */
const partReplaced = (found: Value, value: Value, delimiter: string, index: number): Value => {
  if (found.kind !== 'scalar' || value.kind !== 'scalar') return { kind: 'unknown', span: found.span };
  const parts = found.text.split(delimiter);
  if (index < 0) parts.unshift(value.text);
  else if (index >= parts.length) parts.push(value.text);
  else parts[index] = value.text;
  return { ...found, text: parts.join(delimiter) };
};
