import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node, ParsedNode } from 'yaml';
import { blockOf } from './block-text.js';
import { tooDeepAt } from './nesting.js';
import { Span } from './source-text.js';
import type { SourceText } from './source-text.js';
import type { Mapping, Pair, Value } from './value.js';

/** Merge keys copy, so a few lines can ask for a lot: https://github.com/nodeca/js-yaml/issues/739 */
const mostMerged = 10_000;
const mostDocuments = 5_000;
const longestDocument = 1_500_000;

/** A document of a stream, not parsed yet. */
export interface Part {
  readonly start: number;
  readonly text: string;
}

/** The documents of a stream. `---` in the first column begins one wherever it stands: no scalar may contain it. */
export const partsOf = (text: string): Part[] => {
  const starts = [0];
  const marker = /^---(?=[\s]|$)/gm;
  for (let match = marker.exec(text); match && starts.length < mostDocuments; match = marker.exec(text)) if (match.index > 0) starts.push(match.index);
  return starts.map((start, index) => ({ start, text: text.slice(start, starts[index + 1]) }));
};

export interface Problem {
  readonly offset: number;
  /** What is wrong and what to do about it: completes "Line 12: …". */
  readonly reason: string;
}

/** Parses one document. Nothing is thrown, whatever the text is. */
export const parsePart = (source: SourceText, part: Part): Value | Problem => {
  if (part.text.length > longestDocument) return { offset: part.start, reason: 'the document is longer than 1.5 MB, so it was not read. Split it, or list the file in .gitignore if it is generated.' };
  const deep = tooDeepAt(part.text);
  if (deep !== undefined) return { offset: part.start + deep, reason: 'nested more than 100 levels deep, so the document was not read. Flatten it, or list the file in .gitignore if it is generated.' };
  const block = blockOf(source, part.start, part.text);
  return block ?? composed(source, part);
};

/** What YAML's own parser makes of a document. */
export const composed = (source: SourceText, part: Part): Value | Problem => {
  try {
    // Every scalar stays a text: `failsafe` has no types, so no name and no number of the input becomes anything else.
    const document = parseDocument(part.text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', prettyErrors: false, stringKeys: false });
    const [error] = document.errors;
    if (error) return { offset: part.start + error.pos[0], reason: `not valid YAML (${error.message.slice(0, 120)}). Repair it, or list the file in .gitignore if it is a template.` };
    return new Conversion(source, part.start).valueOf(document.contents, part.start);
  } catch (error) {
    return { offset: part.start, reason: `the document cannot be parsed (${error instanceof Error ? error.name : 'unknown error'}). Simplify it, or list the file in .gitignore.` };
  }
};

export const isProblem = (result: Value | Problem): result is Problem => 'reason' in result;

/** One document's nodes as values, in the order of the text, so that an alias finds the anchor before it. */
class Conversion {
  readonly #source: SourceText;
  readonly #offset: number;
  /** Undefined while the anchored node itself is under way: it cannot contain itself. */
  readonly #anchors = new Map<string, Value | undefined>();
  #merged = 0;

  constructor(source: SourceText, offset: number) {
    this.#source = source;
    this.#offset = offset;
  }

  valueOf(node: Node | ParsedNode | null | undefined, fallback: number): Value {
    if (!node) return { kind: 'scalar', span: new Span(this.#source, fallback, fallback), text: '', quoted: false };
    const span = this.#spanOf(node, fallback);
    if (isAlias(node)) return this.#anchors.get(node.source) ?? { kind: 'unknown', span };
    const anchor = 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const value = this.#converted(node, span);
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #converted(node: Node, span: Span): Value {
    if (isScalar(node)) {
      const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
      return { kind: 'scalar', span, text, quoted: node.type !== undefined && node.type !== 'PLAIN' };
    }
    if (isSeq(node)) {
      return { kind: 'sequence', span, items: node.items.map((item) => this.valueOf(item as Node | null, span.start)), isFlow: node.flow === true, isOpen: false };
    }
    return isMap(node) ? this.#mapping(node.items, span, node.flow === true) : { kind: 'unknown', span };
  }

  #mapping(items: readonly { key: unknown; value: unknown }[], span: Span, isFlow: boolean): Mapping {
    const pairs = new Map<string, Pair>();
    const merges: Value[] = [];
    for (const { key, value } of items) {
      const keyNode = key as Node | null;
      const keySpan = keyNode ? this.#spanOf(keyNode, span.start) : span;
      const keyValue = this.valueOf(keyNode, keySpan.start);
      const converted = this.valueOf(value as Node | null, keySpan.end);
      if (keyValue.kind !== 'scalar') continue;
      if (keyValue.text === '<<' && !keyValue.quoted) merges.push(converted);
      // Which of two is meant depends on who reads it; a strict reader refuses both.
      else pairs.set(keyValue.text, { keySpan, value: pairs.has(keyValue.text) ? { kind: 'unknown', span: converted.span } : converted });
    }
    const isOpen = !merges.every((merge) => this.#merge(pairs, merge));
    return { kind: 'mapping', span, pairs, isFlow, isOpen };
  }

  /** Adds the pairs of a merged mapping that are not there; false when they cannot be told. */
  #merge(pairs: Map<string, Pair>, merge: Value): boolean {
    if (merge.kind === 'sequence') return merge.items.every((item) => this.#merge(pairs, item));
    if (merge.kind !== 'mapping') return false;
    for (const [key, pair] of merge.pairs) {
      if (++this.#merged > mostMerged) return false;
      if (!pairs.has(key)) pairs.set(key, pair);
    }
    return !merge.isOpen;
  }

  #spanOf(node: Node, fallback: number): Span {
    const range = node.range;
    return range ? new Span(this.#source, this.#offset + range[0], this.#offset + range[1]) : new Span(this.#source, fallback, fallback);
  }
}
