import type { Field } from '../../yaml/field.js';
import type { Span } from '../../yaml/source-text.js';
import type { Mapping, Pair, Value } from '../../yaml/value.js';

/**
 * The ConfigMap or Secret that an entry of `configMapGenerator` or `secretGenerator` makes, as far as its data are
 * written in the kustomization. The hash behind its name is left out: only volumes and variables refer to it.
 */
export const generatedFrom = (entry: Field, kind: 'ConfigMap' | 'Secret'): Mapping | undefined => {
  const name = entry.mapping?.pairs.get('name');
  if (!name) return undefined;
  const span = name.value.span;
  const data = new Map<string, Pair>();
  for (const literal of entry.get('literals').items) {
    const text = literal.text ?? '';
    const at = text.indexOf('=');
    if (at > 0) data.set(text.slice(0, at), { keySpan: literal.keySpan, value: scalar(literal.keySpan, text.slice(at + 1).replace(/^(["'])(.*)\1$/s, '$2')) });
  }
  // What is read from files may hold any key. Secrets are encoded.
  const isOpen = kind === 'Secret' || entry.get('files').isWritten || entry.get('envs').isWritten || entry.get('env').isWritten;
  const namespace = entry.mapping?.pairs.get('namespace');
  return mapping(span, [
    ['apiVersion', scalar(span, 'v1')],
    ['kind', scalar(span, kind)],
    ['metadata', mapping(span, [['name', name.value], ...(namespace ? [['namespace', namespace.value] as const] : [])])],
    ['data', { kind: 'mapping', span, pairs: kind === 'Secret' ? new Map() : data, isFlow: false, isOpen }],
  ]);
};

const scalar = (span: Span, text: string): Value => ({ kind: 'scalar', span, text, quoted: true });

const mapping = (span: Span, entries: readonly (readonly [string, Value])[]): Mapping => ({ kind: 'mapping', span, pairs: new Map(entries.map(([key, value]) => [key, { keySpan: span, value }])), isFlow: false, isOpen: false });
