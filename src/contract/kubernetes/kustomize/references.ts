import { identityOf, kindOf } from './composed.js';
import type { Composed } from './composed.js';
import { changedAtSpecs } from './field-specs.js';
import type { NameReference } from './field-specs.js';

/** Lets references follow the objects whose names have changed, as kustomize does when everything is put together. */
export const withReferences = (objects: readonly Composed[], references: readonly NameReference[]): readonly Composed[] => {
  const renamed = new Map<string, Composed[]>();
  for (const object of objects) {
    for (const name of new Set(object.earlier.map((identity) => identity.name))) {
      const key = keyOf(kindOf(object.value), name);
      const known = renamed.get(key);
      if (known) known.push(object);
      else renamed.set(key, [object]);
    }
  }
  if (renamed.size === 0) return objects;
  return objects.map((object) => ({
    ...object,
    value: references.reduce(
      (value, { kind, specs }) =>
        changedAtSpecs(value, specs, (found) => {
          const name = found.kind === 'scalar' ? referredTo(object, renamed.get(keyOf(kind, found.text)) ?? []) : undefined;
          return found.kind === 'scalar' && name !== undefined ? { ...found, text: name } : found;
        }),
      object.value,
    ),
  }));
};

const keyOf = (kind: string | undefined, name: string | undefined): string => `${kind ?? ''}\0${name ?? ''}`;

/**
 * The name that an object now has which another one calls by an earlier name; undefined when several could be meant.
 *
 * @param candidates those that have had the name
 */
const referredTo = (referrer: Composed, candidates: readonly Composed[]): string | undefined => {
  const { namespace } = identityOf(referrer.value);
  const named = candidates.filter((candidate) => (identityOf(candidate.value).namespace ?? 'default') === (namespace ?? 'default'));
  const names = (objects: readonly Composed[]): readonly (string | undefined)[] => [...new Set(objects.map(({ value }) => identityOf(value).name))];
  if (names(named).length < 2) return names(named)[0];
  const near = names(named.filter((candidate) => endAlike(candidate.prefixes, referrer.prefixes) && endAlike(candidate.suffixes, referrer.suffixes)));
  return near.length === 1 ? near[0] : undefined;
};

/** Whether two lists are the same as far back as the shorter one goes: both came through the same outer kustomizations. */
const endAlike = (left: readonly string[], right: readonly string[]): boolean => {
  const length = Math.min(left.length, right.length);
  return length === 0 ? left.length === right.length : left.slice(-length).every((text, index) => text === right.slice(-length)[index]);
};
