import { isProblem, parsePart, partsOf } from '../yaml/documents.js';
import { Field } from '../yaml/field.js';
import type { SourceText } from '../yaml/source-text.js';
import type { Mapping, Pair, Sequence, Value } from '../yaml/value.js';
import { objectOf } from './objects.js';
import type { KubernetesObject } from './objects.js';

/** Whether a file holds values of a Helm chart, by its name. */
export const isValuesFile = (file: string): boolean => /(?:^|\/)(?:[\w.-]*-)?values[\w.-]*\.ya?ml$/.test(file);

const graceKey = /^(?:pod)?terminationGracePeriod(?:Seconds|Secs)?$/i;
const hookOwnerKey = /^(?:container)?lifecycle(?:Hooks)?$/i;
const sleepKey = /^(?:container)?preStop(?:Sleep|Delay|Wait)(?:Seconds|Secs|Period)?$/i;

/** Whether a text has both sides of a pair that can be compared. */
export const mentionsPair = (text: string): boolean => /terminationGracePeriod/i.test(text) && /preStop/i.test(text);

/**
 * Pairs of a grace period and a preStop hook that stand side by side in the values of a chart. Each is made into a
 * workload in which everything else is unknown, so that the same rules judge it.
 */
export const pairsIn = (source: SourceText): KubernetesObject[] => {
  const found: KubernetesObject[] = [];
  for (const part of partsOf(source.text)) {
    const parsed = parsePart(source, part);
    // Values are nobody's manifest: whether they can be read is the chart's affair.
    if (!isProblem(parsed)) visit(parsed, 'values', source.file, found);
  }
  return found;
};

const visit = (value: Value, name: string, file: string, found: KubernetesObject[]): void => {
  if (value.kind === 'sequence') for (const item of value.items) visit(item, name, file, found);
  if (value.kind !== 'mapping' || found.length > 1_000) return;
  const grace = [...value.pairs].find(([key]) => graceKey.test(key))?.[1];
  const preStop = grace && hookIn(value);
  if (preStop && Field.of(grace.value).integer !== undefined) found.push(workloadOf(value, name, grace, preStop, file));
  for (const [key, pair] of value.pairs) visit(pair.value, /^(?:values|spec|pod|deployment)$/.test(key) ? name : key, file, found);
};

const hookIn = (value: Mapping): Pair | undefined => {
  for (const [key, pair] of value.pairs) {
    if (hookOwnerKey.test(key) && pair.value.kind === 'mapping') return pair.value.pairs.get('preStop');
    if (/^preStop(?:Hook)?$/.test(key) && pair.value.kind === 'mapping') return pair;
    if (sleepKey.test(key) && Field.of(pair.value).integer !== undefined) return { keySpan: pair.keySpan, value: open(pair, [['sleep', { keySpan: pair.keySpan, value: open(pair, [['seconds', pair]], false) }]], false) };
  }
  return undefined;
};

const open = (near: Pair, pairs: readonly (readonly [string, Pair])[], isOpen = true): Mapping => ({ kind: 'mapping', span: near.keySpan, pairs: new Map(pairs), isFlow: true, isOpen });

const workloadOf = (value: Mapping, name: string, grace: Pair, preStop: Pair, file: string): KubernetesObject => {
  const pairOf = (inner: Value): Pair => ({ keySpan: grace.keySpan, value: inner });
  const text = (content: string): Pair => pairOf({ kind: 'scalar', span: grace.keySpan, text: content, quoted: true });
  const container = open(preStop, [['name', text(name)], ['image', text('')], ['lifecycle', { keySpan: preStop.keySpan, value: open(preStop, [['preStop', preStop]]) }]]);
  const containers: Sequence = { kind: 'sequence', span: value.span, items: [withImage(container)], isFlow: true, isOpen: true };
  const spec = open(grace, [['terminationGracePeriodSeconds', grace], ['containers', pairOf(containers)]]);
  const template = open(grace, [['metadata', pairOf(open(grace, []))], ['spec', pairOf(spec)]]);
  const root = open(grace, [['apiVersion', text('apps/v1')], ['kind', text('Deployment')], ['metadata', pairOf(open(grace, [['name', text(name)]]))], ['spec', pairOf(open(grace, [['template', pairOf(template)]]))]]);
  return objectOf(Field.of(root), { folder: file.slice(0, file.lastIndexOf('/') + 1), file, origin: undefined });
};

/** An image that is there, and of which nothing is known. */
const withImage = (container: Mapping): Mapping => {
  const pairs = new Map(container.pairs);
  const image = pairs.get('image');
  if (image) pairs.set('image', { keySpan: image.keySpan, value: { kind: 'scalar', span: image.keySpan, text: '{{ image }}', quoted: true } });
  return { ...container, pairs };
};
