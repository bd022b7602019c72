import { Field } from '../../yaml/field.js';
import { withPairs } from '../../yaml/value.js';
import type { Mapping, Pair, Value } from '../../yaml/value.js';
import { identitiesOf, identityOf, kindOf, renamedTo } from './composed.js';
import type { Composed } from './composed.js';
import { patched, strategicMerge } from './merge.js';
import { foundAt } from './places.js';
import { isSelected } from './selection.js';
import type { Covers } from './selection.js';

/** How patches are laid over objects. */
export interface Patching {
  /** Which objects a patch is for; those that it names when nothing is said. */
  readonly target: Field | undefined;
  /** Lists of kinds that are not built in are merged by the names of their items too: an `openapi` schema says so. */
  readonly hasSchemas: boolean;
  /** What of an object's identity a patch may change: its name, its kind. */
  readonly mayChange: readonly ('name' | 'kind')[];
  /** Whether a pattern of a target covers a text. */
  readonly covers: Covers;
}

/** Lays a patch over the objects that it is for: a list holds operations, everything else is merged. */
export const withPatch = (objects: readonly Composed[], patch: Field, patching: Patching): readonly Composed[] => {
  const { value } = patch;
  if (value?.kind === 'sequence') return objects.map((object) => (isTarget(object, patch, patching) ? { ...object, value: withOperations(object.value, patch) } : object));
  if (value?.kind !== 'mapping') return objects;
  return objects.flatMap((object) => (isTarget(object, patch, patching) ? merged(object, value, patching) : [object]));
};

const isTarget = (object: Composed, patch: Field, { target, covers }: Patching): boolean => {
  if (target) return isSelected(object, target, covers);
  const { name, namespace } = identityOf(patch.mapping ?? object.value);
  return kindOf(object.value) === patch.get('kind').text && identitiesOf(object).some((identity) => identity.name === name && (namespace === undefined || namespace === (identity.namespace ?? 'default')));
};

/** Kinds of the API itself, whose lists are merged by the names of their items. */
const isBuiltIn = (value: Mapping): boolean => /^(?:v\d\w*|(?:apps|batch|policy|autoscaling|extensions|networking\.k8s\.io)\/v\w+)$/.test(Field.of(value).get('apiVersion').text ?? '');

const merged = (object: Composed, patch: Mapping, { hasSchemas, mayChange }: Patching): readonly Composed[] => {
  const result = strategicMerge(object.value, patch, hasSchemas || isBuiltIn(object.value));
  return result?.kind === 'mapping' ? [renamedTo(object, withIdentityOf(object.value, result, mayChange))] : [];
};

/** What identifies an object stays, whatever a patch says, unless that is allowed to change it. */
const withIdentityOf = (object: Mapping, result: Mapping, mayChange: Patching['mayChange']): Mapping => {
  const [before, after] = [object.pairs.get('metadata'), result.pairs.get('metadata')];
  const kept = withPairs(result, (mayChange.includes('kind') ? [] : ['apiVersion', 'kind']).map((key) => [key, object.pairs.get(key)]));
  if (before?.value.kind !== 'mapping' || after?.value.kind !== 'mapping') return kept;
  const { pairs } = before.value;
  return withPairs(kept, [['metadata', { ...after, value: withPairs(after.value, (mayChange.includes('name') ? ['namespace'] : ['name', 'namespace']).map((key) => [key, pairs.get(key)])) }]]);
};

/** https://www.rfc-editor.org/rfc/rfc6902 */
const withOperations = (object: Mapping, patch: Field): Mapping =>
  patch.items.reduce<Mapping>((current, operation) => {
    const kind = operation.get('op').text;
    const steps = pointerSteps(operation.get('path').text);
    const from = pointerSteps(operation.get('from').text);
    const apply = (value: Mapping, action: 'add' | 'replace' | 'remove', path: readonly string[], pair: Pair): Mapping => {
      const result = patched(value, action, path, pair);
      return result?.kind === 'mapping' ? result : value;
    };
    const written = operation.mapping?.pairs.get('value') ?? { keySpan: operation.keySpan, value: { kind: 'unknown', span: operation.keySpan } satisfies Value };
    switch (kind) {
      case 'add':
      case 'replace':
      case 'remove':
        return apply(current, kind, steps, written);
      case 'move':
      case 'copy': {
        const found = foundAt(current, from);
        if (!found) return current;
        const without = kind === 'move' ? apply(current, 'remove', from, written) : current;
        return apply(without, 'add', steps, { keySpan: operation.keySpan, value: found });
      }
      default:
        return current;
    }
  }, object);

const pointerSteps = (pointer: string | undefined): readonly string[] => (pointer ?? '').split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
