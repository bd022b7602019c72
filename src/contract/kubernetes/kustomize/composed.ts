import { Field } from '../../yaml/field.js';
import type { Mapping } from '../../yaml/value.js';

/** A name that an object has had. Patches, variables and references may use any of them. */
export interface Identity {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** An object on its way through kustomizations. */
export interface Composed {
  readonly value: Mapping;
  /** The file that the object was written in. */
  readonly from: string;
  /** The names before the one it has now, the oldest first. */
  readonly earlier: readonly Identity[];
  /** What was put before its name, the innermost first. */
  readonly prefixes: readonly string[];
  /** What was put behind its name, the innermost first. */
  readonly suffixes: readonly string[];
  /** A step that is not followed may have changed it, so nothing about it is sure. */
  readonly isUnsettled: boolean;
}

/** An object as it is written in a file. */
export const written = (value: Mapping, from: string): Composed => ({ value, from, earlier: [], prefixes: [], suffixes: [], isUnsettled: false });

/** `Deployment`. */
export const kindOf = (value: Mapping): string | undefined => Field.of(value).get('kind').text;

/** `apps` and `v1` of `apps/v1`. */
export const groupVersionOf = (value: Mapping): { group: string; version: string } => {
  const text = Field.of(value).get('apiVersion').text ?? '';
  const slash = text.indexOf('/');
  return { group: text.slice(0, Math.max(0, slash)), version: text.slice(slash + 1) };
};

/** The name that it has now. */
export const identityOf = (value: Mapping): Identity => {
  const metadata = Field.of(value).get('metadata');
  return { name: metadata.get('name').text, namespace: metadata.get('namespace').text };
};

/** Every name that an object has or has had. */
export const identitiesOf = (object: Composed): readonly Identity[] => [...object.earlier, identityOf(object.value)];

/** An object under another name, which remembers the one before. */
export const renamedTo = (object: Composed, value: Mapping): Composed => {
  const [before, after] = [identityOf(object.value), identityOf(value)];
  return before.name === after.name && before.namespace === after.namespace ? { ...object, value } : { ...object, value, earlier: [...object.earlier, before] };
};

/** Makes the same change in every object. */
export const changed = (objects: readonly Composed[], change: (value: Mapping) => Mapping): readonly Composed[] => objects.map((object) => ({ ...object, value: change(object.value) }));
