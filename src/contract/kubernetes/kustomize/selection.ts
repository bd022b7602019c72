import { Field } from '../../yaml/field.js';
import { groupVersionOf, identitiesOf, kindOf } from './composed.js';
import type { Composed } from './composed.js';

/** Whether a pattern covers a text; one that is not understood covers none, and is reported. */
export type Covers = (pattern: Field, text: string) => boolean;

/** The fields of a target by which patches and replacements choose objects. Its patterns are regular expressions. */
export const isSelected = (object: Composed, target: Field, covers: Covers): boolean => {
  const matches = (key: string, texts: readonly (string | undefined)[]): boolean => {
    const field = target.get(key);
    if ((field.text ?? '') === '') return true;
    return texts.some((text) => covers(field, text ?? ''));
  };
  const { group, version } = groupVersionOf(object.value);
  const identities = identitiesOf(object);
  return (
    matches('kind', [kindOf(object.value)]) &&
    matches('group', [group]) &&
    matches('version', [version]) &&
    matches('name', identities.map(({ name }) => name)) &&
    matches('namespace', identities.map(({ namespace }) => namespace ?? 'default')) &&
    hasLabels(object, 'labels', target.get('labelSelector').text) &&
    hasLabels(object, 'annotations', target.get('annotationSelector').text)
  );
};

/** `app=web,tier in (a, b),!legacy`. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
const hasLabels = (object: Composed, key: 'labels' | 'annotations', selector: string | undefined): boolean => {
  if (selector === undefined || selector.trim() === '' || selector.length > 2_000) return true;
  const found = Field.of(object.value).get('metadata', key);
  return partsOf(selector).every((part) => {
    const set = /^\s*([^\s!=]+)\s+(in|notin)\s+\(([^)]*)\)\s*$/.exec(part);
    if (set) {
      const [, name = '', operator, list = ''] = set;
      const { text } = found.get(name);
      const isIn = text !== undefined && list.split(',').some((value) => value.trim() === text);
      return operator === 'in' ? isIn : !isIn;
    }
    const [left = '', right] = part.split(/!=|==?/).map((side) => side.trim());
    if (right === undefined) return left.startsWith('!') ? found.get(left.slice(1).trim()).isMissing : found.get(left).isWritten;
    return (found.get(left).text === right) !== part.includes('!=');
  });
};

/** What stands between the commas of a selector that are in no parentheses. */
const partsOf = (selector: string): readonly string[] => {
  const parts: string[] = [];
  let start = 0;
  let isListed = false;
  for (let at = 0; at < selector.length; at++) {
    const character = selector.charAt(at);
    if (character === '(') isListed = true;
    else if (character === ')') isListed = false;
    else if (character === ',' && !isListed) {
      parts.push(selector.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, selector.slice(start)];
};

/** Whether an object is the one that a source or a variable names: what is not said matches everything. */
export const isNamed = (object: Composed, reference: Field): boolean => {
  const [name, namespace, kind] = ['name', 'namespace', 'kind'].map((key) => reference.get(key).text);
  const { group, version } = groupVersionOf(object.value);
  const apiVersion = reference.get('apiVersion').text;
  if (kind !== undefined && kind !== kindOf(object.value)) return false;
  if (apiVersion !== undefined && apiVersion !== (group === '' ? version : `${group}/${version}`)) return false;
  if ((reference.get('group').text ?? group) !== group || (reference.get('version').text ?? version) !== version) return false;
  return identitiesOf(object).some((identity) => (name === undefined || name === identity.name) && (namespace === undefined || namespace === (identity.namespace ?? 'default')));
};
