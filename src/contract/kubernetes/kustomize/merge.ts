import { isNull, withPairs } from '../../yaml/value.js';
import type { Mapping, Pair, Sequence, Value } from '../../yaml/value.js';

/** What tells the items of a list apart when a patch is laid over it; other lists are replaced as a whole. */
const mergeKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers', ['name']], ['initContainers', ['name']], ['ephemeralContainers', ['name']], ['volumes', ['name']], ['env', ['name']], ['imagePullSecrets', ['name']],
  ['ports', ['containerPort', 'port']], ['volumeMounts', ['mountPath']], ['volumeDevices', ['devicePath']], ['hostAliases', ['ip']], ['topologySpreadConstraints', ['topologyKey']],
]);

const textAt = (value: Value, key: string): string | undefined => {
  const inner = value.kind === 'mapping' ? value.pairs.get(key)?.value : undefined;
  return inner?.kind === 'scalar' ? inner.text : undefined;
};

/**
 * Lays a patch over a value, as a strategic merge does. Every value keeps the place where it was written.
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 *
 * @param byKey whether lists of objects are merged item by item, as for built-in kinds; else they are replaced
 * @returns undefined when the patch deletes it
 */
export const strategicMerge = (base: Value | undefined, patch: Value, byKey: boolean, field = ''): Value | undefined => {
  if (isNull(patch)) return undefined;
  if (patch.kind === 'mapping') {
    const directive = textAt(patch, '$patch');
    if (directive === 'delete') return undefined;
    if (directive === 'replace' || base?.kind !== 'mapping') return withPairs(patch, [['$patch', undefined]]);
    return withPairs(base, mergedPairs(base, patch, byKey));
  }
  const keys = mergeKeys.get(field);
  if (patch.kind === 'sequence' && base?.kind === 'sequence' && byKey && keys) return mergedSequence(base, patch, keys);
  return patch;
};

const mergedPairs = (base: Mapping, patch: Mapping, byKey: boolean): [string, Pair | undefined][] =>
  [...patch.pairs].map(([key, pair]) => {
    const known = base.pairs.get(key);
    // What a patch repeats, such as the name of a container, is still written where it was.
    if (known?.value.kind === 'scalar' && pair.value.kind === 'scalar' && known.value.text === pair.value.text && known.value.quoted === pair.value.quoted) return [key, known];
    const value = strategicMerge(known?.value, pair.value, byKey, key);
    return [key, value && { keySpan: known && value.kind !== 'scalar' ? known.keySpan : pair.keySpan, value }];
  });

/** Ports of one number differ by their protocol, of which there are three; nothing else may be there twice. */
const mostAlike = 100;

/** What a patch lists comes first, in its order, then what it does not name: so kustomize has it. */
const mergedSequence = (base: Sequence, patch: Sequence, keys: readonly string[]): Sequence => {
  if (patch.items.some((item) => textAt(item, '$patch') === 'replace')) return { ...patch, items: patch.items.filter((item) => textAt(item, '$patch') !== 'replace') };
  const identity = (item: Value): string | undefined => keys.map((key) => textAt(item, key)).find((text) => text !== undefined);
  const places = new Map<string, number[]>();
  for (const [index, item] of base.items.entries()) {
    const name = identity(item);
    if (name === undefined) continue;
    const alike = places.get(name) ?? [];
    places.set(name, alike);
    if (alike.length < mostAlike) alike.push(index);
  }
  const isMerged = new Set<number>();
  const first = patch.items.flatMap((item): Value[] => {
    const candidates = places.get(identity(item) ?? '\0') ?? [];
    const index = candidates.find((candidate) => !isMerged.has(candidate) && isCompatible(base.items[candidate], item));
    if (index === undefined) return textAt(item, '$patch') === 'delete' ? [] : [item];
    isMerged.add(index);
    const merged = strategicMerge(base.items[index], item, true);
    return merged ? [merged] : [];
  });
  return { ...base, items: [...first, ...base.items.filter((_, index) => !isMerged.has(index))] };
};

const isCompatible = (left: Value | undefined, right: Value): boolean => {
  const [ours, theirs] = [left && textAt(left, 'protocol'), textAt(right, 'protocol')];
  return ours === undefined || theirs === undefined || ours === theirs;
};

/**
 * Carries out one operation of a JSON patch. https://www.rfc-editor.org/rfc/rfc6902
 *
 * @param path in steps, unescaped
 * @returns the changed value; undefined when the operation cannot be carried out
 */
export const patched = (value: Value, operation: 'add' | 'replace' | 'remove', [step, ...rest]: readonly string[], pair: Pair): Value | undefined => {
  if (step === undefined) return operation === 'remove' ? undefined : pair.value;
  if (value.kind === 'mapping') {
    const known = value.pairs.get(step);
    if (rest.length === 0) {
      if (operation === 'remove') return withPairs(value, [[step, undefined]]);
      return withPairs(value, [[step, { keySpan: pair.keySpan, value: pair.value }]]);
    }
    const changed = known && patched(known.value, operation, rest, pair);
    return changed && withPairs(value, [[step, { keySpan: known.keySpan, value: changed }]]);
  }
  if (value.kind !== 'sequence') return undefined;
  const items = [...value.items];
  const index = step === '-' ? items.length : /^\d{1,6}$/.test(step) ? Number(step) : NaN;
  if (Number.isNaN(index) || index > items.length) return undefined;
  if (rest.length === 0) {
    if (operation === 'add') items.splice(index, 0, pair.value);
    else if (operation === 'remove') items.splice(index, 1);
    else items[index] = pair.value;
    return { ...value, items };
  }
  const item = items[index];
  const changed = item && patched(item, operation, rest, pair);
  if (!changed) return undefined;
  items[index] = changed;
  return { ...value, items };
};
