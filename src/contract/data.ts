import { parseAllDocuments, isAlias, isMap, isScalar, isSeq, LineCounter } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import { parse as parseToml, TomlError } from 'smol-toml';
import type { Location } from '../rule.js';
import { tooDeepAt } from './yaml/nesting.js';

/** A value of a YAML, JSON or TOML file, and where it stands. Nothing is ever turned into an object whose keys come from input. */
export interface Data {
  readonly at: Location;
  /** A scalar as it is written; undefined for lists and maps. */
  readonly text: string | undefined;
  /** A scalar that is a number. */
  readonly number: number | undefined;
  readonly isTrue: boolean;
  /** `null`, or nothing behind the colon. */
  readonly isNull: boolean;
  readonly isList: boolean;
  readonly isMap: boolean;
  get(key: string): Data | undefined;
  /** Of a map, in order. */
  readonly entries: readonly (readonly [string, Data])[];
  /** Of a list. */
  readonly items: readonly Data[];
}

/** A file's documents, or why it could not be read. */
export type Documents = { readonly documents: readonly Data[] } | { readonly problem: string };

const depthLimit = 64;
const aliasLimit = 20;

/** Reads YAML, and JSON, which is a subset. */
export const readYaml = (file: string, text: string): Documents => {
  const deep = lineThatNestsTooDeep(text);
  if (deep !== undefined) return { problem: `${file}:${deep} nests more than 100 deep, which no manifest needs; correct it, or list the file in .gitignore` };
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, merge: true, strict: false, logLevel: 'silent', stringKeys: false, customTags: cloudFormationTags });
  if (!Array.isArray(documents)) return { documents: [] };
  const [broken] = documents.flatMap((document) => document.errors);
  if (broken) return { problem: `${file}:${lines.linePos(broken.pos[0]).line} is not valid YAML (${broken.message.split('\n')[0]?.replace(/ at line.*/, '') ?? ''}); correct it` };
  return { documents: documents.flatMap((document) => (document.contents === null ? [] : [new YamlData(document.contents, document, file, lines)])) };
};

/** `!Ref x` and the like are words whose value is known only when the stack is made. */
const cloudFormationTags = ['Ref', 'Sub', 'GetAtt', 'ImportValue', 'FindInMap', 'Join', 'Select', 'Split', 'If', 'Equals', 'Not', 'And', 'Or', 'Condition', 'Base64', 'Cidr', 'GetAZs'].map((name) => ({ tag: `!${name}`, resolve: (value: string) => value }));

/** The line where a text nests deeper than any manifest; composing it would exhaust the stack. */
const lineThatNestsTooDeep = (text: string): number | undefined => {
  const offset = tooDeepAt(text);
  return offset === undefined ? undefined : text.slice(0, offset).split('\n').length;
};

class YamlData implements Data {
  readonly at: Location;
  readonly #node: Node;
  readonly #document: Document;
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #aliases: number;

  constructor(node: Node, document: Document, file: string, lines: LineCounter, aliases = 0) {
    let target: Node = node;
    let followed = aliases;
    while (isAlias(target) && followed < aliasLimit) {
      const resolved: Node | undefined = target.resolve(document);
      followed++;
      if (!resolved) break;
      target = resolved;
    }
    this.#node = target;
    this.#document = document;
    this.#file = file;
    this.#lines = lines;
    this.#aliases = followed;
    const [start = 0, end = 0] = node.range ?? [];
    const [from, to] = [lines.linePos(start), lines.linePos(Math.max(start, end))];
    this.at = { file, startLine: from.line, startColumn: from.col, endLine: to.line, endColumn: to.col };
  }

  get text(): string | undefined {
    if (!isScalar(this.#node)) return undefined;
    const { value, source } = this.#node;
    if (typeof value === 'string') return value;
    return value === null || value === undefined ? undefined : (source ?? (typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined));
  }

  get number(): number | undefined {
    const { text } = this;
    return text !== undefined && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text.trim()) ? Number(text) : undefined;
  }

  get isTrue(): boolean {
    return this.text === 'true';
  }

  get isNull(): boolean {
    return isScalar(this.#node) && this.#node.value === null;
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  get(key: string): Data | undefined {
    return this.entries.find(([name]) => name === key)?.[1];
  }

  get entries(): readonly (readonly [string, Data])[] {
    if (!isMap(this.#node)) return [];
    const own: (readonly [string, Data])[] = [];
    const merged: (readonly [string, Data])[] = [];
    for (const pair of this.#node.items as Pair<Node, Node | null>[]) {
      const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (key === undefined || !pair.value) {
        if (key !== undefined) own.push([key, this.#child(pair.key)]);
        continue;
      }
      const value = this.#child(pair.value);
      if (key === '<<' && this.#aliases < aliasLimit) merged.push(...(value.isList ? value.items.flatMap((item) => item.entries) : value.entries));
      else own.push([key, value]);
    }
    return [...own, ...merged];
  }

  get items(): readonly Data[] {
    return isSeq(this.#node) ? (this.#node.items as Node[]).map((item) => this.#child(item)) : [];
  }

  #child(node: Node): YamlData {
    return new YamlData(node, this.#document, this.#file, this.#lines, this.#aliases);
  }
}

/** Reads TOML. Values have no places there; that of the key is looked for in the text. */
export const readToml = (file: string, text: string): Documents => {
  const deep = lineThatNestsTooDeep(text);
  if (deep !== undefined) return { problem: `${file}:${deep} nests more than 100 deep, which no manifest needs; correct it` };
  try {
    return { documents: [new TomlData(parseToml(text), { file, lines: text.split('\n') })] };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { problem: `${file}:${error.line} is not valid TOML (${error.message.split('\n')[0] ?? ''}); correct it` };
  }
};

interface TomlSource {
  readonly file: string;
  readonly lines: readonly string[];
}

class TomlData implements Data {
  readonly #value: unknown;
  readonly #source: TomlSource;
  readonly #key: string | undefined;
  readonly #parent: TomlData | undefined;
  readonly #depth: number;
  #line: number | undefined;

  constructor(value: unknown, source: TomlSource, key?: string, parent?: TomlData, depth = 0) {
    this.#value = value;
    this.#source = source;
    this.#key = key;
    this.#parent = parent;
    this.#depth = depth;
  }

  /** Looked for only when a finding asks. */
  get line(): number {
    this.#line ??= this.#key === undefined ? 1 : lineOf(this.#key, this.#source.lines, this.#parent?.line ?? 1);
    return this.#line;
  }

  get at(): Location {
    const content = this.#source.lines[this.line - 1] ?? '';
    return { file: this.#source.file, startLine: this.line, startColumn: content.length - content.trimStart().length + 1, endLine: this.line, endColumn: content.trimEnd().length + 1 };
  }

  get text(): string | undefined {
    const value = this.#value;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : undefined;
  }

  get number(): number | undefined {
    const { text } = this;
    return text !== undefined && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
  }

  get isTrue(): boolean {
    return this.#value === true;
  }

  readonly isNull = false;

  get isList(): boolean {
    return Array.isArray(this.#value);
  }

  get isMap(): boolean {
    return typeof this.#value === 'object' && this.#value !== null && !Array.isArray(this.#value) && !(this.#value instanceof Date);
  }

  get entries(): readonly (readonly [string, Data])[] {
    return this.isMap && this.#depth < depthLimit ? Object.entries(this.#value as object).map(([name, item]) => [name, new TomlData(item, this.#source, name, this, this.#depth + 1)] as const) : [];
  }

  get items(): readonly Data[] {
    return Array.isArray(this.#value) && this.#depth < depthLimit ? this.#value.map((item) => new TomlData(item, this.#source, this.#key, this.#parent, this.#depth + 1)) : [];
  }

  get(key: string): Data | undefined {
    return this.entries.find(([name]) => name === key)?.[1];
  }
}

/** The line of a key or a table's header, at or behind a line; the line itself where it is not found. */
const lineOf = (key: string, lines: readonly string[], from: number): number => {
  for (let index = from - 1; index < Math.min(lines.length, from + 2000); index++) {
    const line = (lines[index] ?? '').trimStart();
    const name = line.startsWith('[') ? line.replaceAll(/[[\]\s"']/g, '').split('#')[0]?.split('.').at(-1) : line.split('=')[0]?.trim().replaceAll(/["']/g, '');
    if (name === key) return index + 1;
  }
  return from;
};
