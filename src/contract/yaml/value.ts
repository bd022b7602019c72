import type { Span } from './source-text.js';

/**
 * What a YAML file says, with the place of every part: our own tree, so that overlays can be laid over bases without
 * losing where a value was written, and so that nothing is ever converted to objects under names from the input.
 */
export type Value = Scalar | Mapping | Sequence | Unknown;

export interface Scalar {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly text: string;
  readonly quoted: boolean;
}

export interface Pair {
  readonly keySpan: Span;
  readonly value: Value;
}

export interface Mapping {
  readonly kind: 'mapping';
  readonly span: Span;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly isFlow: boolean;
  /** It may have more keys than those: a template adds some when it is rendered. */
  readonly isOpen: boolean;
}

export interface Sequence {
  readonly kind: 'sequence';
  readonly span: Span;
  readonly items: readonly Value[];
  readonly isFlow: boolean;
  readonly isOpen: boolean;
}

/** Something is there, and what it is cannot be told: a key given twice, an alias that leads nowhere. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly span: Span;
}

/** Whether a value is written as nothing: `key:`, `~`, `null`. */
export const isNull = (value: Value | undefined): boolean => value?.kind === 'scalar' && !value.quoted && /^(?:|~|null|Null|NULL)$/.test(value.text);

/** A mapping with some pairs added or replaced, and some removed. */
export const withPairs = (mapping: Mapping, changes: Iterable<readonly [string, Pair | undefined]>): Mapping => {
  const pairs = new Map(mapping.pairs);
  for (const [key, pair] of changes) {
    if (pair === undefined) pairs.delete(key);
    else pairs.set(key, pair);
  }
  return { ...mapping, pairs };
};
