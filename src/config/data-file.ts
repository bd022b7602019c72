import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { Location } from '../rule.js';
import { nearest } from './nearest.js';

/** What is wrong with a file that a person wrote for us, and where. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** One line: what is wrong and the remedy. */
  readonly message: string;
}

/** A value of a data file, with its place. */
export type Data =
  | { readonly kind: 'scalar'; readonly text: string; readonly isNull: boolean; readonly at: Location }
  | { readonly kind: 'list'; readonly items: readonly Data[]; readonly at: Location }
  | { readonly kind: 'table'; readonly entries: readonly Entry[]; readonly at: Location };

export interface Entry {
  readonly key: string;
  readonly keyAt: Location;
  readonly value: Data;
}

export interface DataFile {
  /** Undefined for an empty file, and where there are problems. */
  readonly data: Data | undefined;
  readonly problems: readonly Problem[];
}

/** Nothing that people write by hand is nested as deeply. The parser is recursive, and Node may not survive its overflow. */
const deepest = 40;
const largest = 4_000_000;

/**
 * Reads a file of plain data: YAML without its dangers. Anchors, aliases, tags and keys that are given twice are
 * problems, scalars stay texts, and nothing becomes an object under a name from the input.
 *
 * @param file as places name it
 */
export const readDataFile = (file: string, text: string): DataFile => {
  const refuse = (line: number, message: string): DataFile => ({ data: undefined, problems: [{ line, column: 1, message }] });
  if (text.length > largest) return refuse(1, `Is larger than ${String(largest / 1_000_000)} MB. Make it smaller.`);
  const deepLine = lineTooDeep(text);
  if (deepLine !== undefined) return refuse(deepLine, `Is nested more than ${String(deepest)} levels deep. Flatten it.`);
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'error', prettyErrors: false, lineCounter: lines });
  const conversion = new Conversion(file, lines);
  for (const error of document.errors) conversion.problem(error.pos[0], `${error.message.split('\n', 1)[0] ?? error.code}.`);
  if (conversion.problems.length > 0) return { data: undefined, problems: conversion.problems };
  const data = document.contents === null ? undefined : conversion.dataOf(document.contents, 0);
  return { data: conversion.problems.length > 0 ? undefined : data, problems: conversion.problems };
};

/** The first line on which brackets or indentation could nest too deeply; brackets in texts count too. */
const lineTooDeep = (text: string): number | undefined => {
  let brackets = 0;
  const lines = text.split('\n');
  const index = lines.findIndex((line) => {
    for (const character of line) if (character === '[' || character === '{') brackets += 1;
      else if ((character === ']' || character === '}') && brackets > 0) brackets -= 1;
    // A level of a block takes a column at least; `- - - -` opens one with every dash.
    const lead = /^[\s?:-]*/.exec(line)?.[0].length ?? 0;
    return brackets > deepest || lead > deepest * 2;
  });
  return index === -1 ? undefined : index + 1;
};

class Conversion {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #lines: LineCounter;

  constructor(file: string, lines: LineCounter) {
    this.#file = file;
    this.#lines = lines;
  }

  problem(offset: number, message: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.problems.push({ line: Math.max(1, line), column: Math.max(1, col), message });
  }

  /** @param fallback offset of a value that is not written */
  dataOf(node: Node | null, fallback: number): Data {
    const at = this.#at(node, fallback);
    if (node === null) return { kind: 'scalar', text: '', isNull: true, at };
    const [start = fallback] = node.range ?? [];
    if (isAlias(node) || node.anchor !== undefined) this.problem(start, 'Anchors and aliases are not read here. Write the value out.');
    if (node.tag !== undefined) this.problem(start, 'Tags are not read here. Write a plain value.');
    if (isScalar(node)) {
      const text = typeof node.value === 'string' ? node.value : '';
      return { kind: 'scalar', text, isNull: node.type === 'PLAIN' && /^(?:|~|null|Null|NULL)$/.test(text), at };
    }
    if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => this.dataOf(item as Node | null, start)), at };
    if (!isMap(node)) return { kind: 'scalar', text: '', isNull: true, at };
    const seen = new Set<string>();
    const entries = node.items.map((pair): Entry => {
      const keyNode = pair.key as Node | null;
      const keyAt = this.#at(keyNode, start);
      const [keyStart = start, keyEnd = start] = keyNode?.range ?? [];
      const key = isScalar(keyNode) && typeof keyNode.value === 'string' ? keyNode.value : undefined;
      if (key === undefined) this.problem(keyStart, 'A key must be a plain text.');
      else if (seen.has(key)) this.problem(keyStart, `${quoted(key)} is given twice. Keep one of them.`);
      seen.add(key ?? '');
      return { key: key ?? '', keyAt, value: this.dataOf(pair.value as Node | null, keyEnd) };
    });
    return { kind: 'table', entries, at };
  }

  #at(node: Node | null, fallback: number): Location {
    const [start = fallback, end = fallback] = node?.range ?? [];
    const from = this.#lines.linePos(start);
    const to = this.#lines.linePos(end);
    return { file: this.#file, startLine: from.line, startColumn: from.col, endLine: to.line, endColumn: to.col };
  }
}

/** A word of the input in a message, cut where it is long. */
export const quoted = (text: string): string => `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;

/** Collects what is wrong with the values of a data file while they are taken apart. */
export class Problems {
  readonly list: Problem[] = [];

  at({ startLine, startColumn }: Location, message: string): void {
    this.list.push({ line: startLine, column: startColumn, message });
  }

  /** The entries of a table by their keys. Keys that are not known are problems, with the one that may have been meant. */
  table(data: Data, what: string, known?: readonly string[]): ReadonlyMap<string, Entry> {
    if (data.kind !== 'table') {
      if (!(data.kind === 'scalar' && data.isNull)) this.at(data.at, `${what} must be a table of keys and values.`);
      return new Map();
    }
    for (const { key, keyAt } of data.entries) {
      if (known === undefined || known.includes(key)) continue;
      const meant = nearest(key, known);
      this.at(keyAt, `Unknown key ${quoted(key)} in ${what}: ${meant === undefined ? `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}` : `did you mean ${meant}?`}`);
    }
    return new Map(data.entries.filter(({ key }) => known?.includes(key) ?? true).map((entry) => [entry.key, entry]));
  }

  items(data: Data, what: string): readonly Data[] {
    if (data.kind === 'list') return data.items;
    this.at(data.at, `${what} must be a list.`);
    return [];
  }

  text(data: Data, what: string): string | undefined {
    if (data.kind === 'scalar' && !data.isNull && data.text !== '') return data.text;
    this.at(data.at, `${what} must be a text.`);
    return undefined;
  }

  choice<T extends string>(data: Data, what: string, choices: readonly T[]): T | undefined {
    const text = data.kind === 'scalar' ? data.text : undefined;
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) this.at(data.at, `${what} must be ${oneOf(choices)}${text === undefined || text === '' ? '' : `, not ${quoted(text)}`}.`);
    return choice;
  }

  number(data: Data, what: string, minimum = -Infinity, maximum = Infinity): number | undefined {
    const value = data.kind === 'scalar' && /^-?\d{1,12}(?:\.\d{1,6})?$/.test(data.text) ? Number(data.text) : undefined;
    if (value !== undefined && value >= minimum && value <= maximum) return value;
    const range = [...(minimum > -Infinity ? [`at least ${String(minimum)}`] : []), ...(maximum < Infinity ? [`at most ${String(maximum)}`] : [])].join(' and ');
    this.at(data.at, `${what} must be a number${range === '' ? '' : ` of ${range}`}.`);
    return undefined;
  }
}

const oneOf = (choices: readonly string[]): string => (choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1) ?? ''}`);
