import { identityOf, kindOf } from './composed.js';
import type { Composed } from './composed.js';
import { changedAtSpecs } from './field-specs.js';
import type { NameReference } from './field-specs.js';

/** Lets references follow the objects whose names have changed, as kustomize does when everything is put together. */
export const withReferences = (objects: readonly Composed[], references: readonly NameReference[]): readonly Composed[] => {
  const renamed = new Map<string, Composed[]>();
  for (const object of objects) if (object.earlier.length > 0) renamed.set(kindOf(object.value) ?? '', [...(renamed.get(kindOf(object.value) ?? '') ?? []), object]);
  if (renamed.size === 0) return objects;
  return objects.map((object) => ({
    ...object,
    value: references.reduce((value, { kind, specs }) => {
      const candidates = renamed.get(kind);
      if (!candidates) return value;
      return changedAtSpecs(value, specs, (found) => {
        const name = found.kind === 'scalar' ? referredTo(object, found.text, candidates) : undefined;
        return found.kind === 'scalar' && name !== undefined ? { ...found, text: name } : found;
      });
    }, object.value),
  }));
};

/** The name that an object now has which another one calls by an earlier name; undefined when several could be meant. */
const referredTo = (referrer: Composed, name: string, candidates: readonly Composed[]): string | undefined => {
  const { namespace } = identityOf(referrer.value);
  const named = candidates.filter((candidate) => candidate.earlier.some((identity) => identity.name === name) && (identityOf(candidate.value).namespace ?? 'default') === (namespace ?? 'default'));
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
