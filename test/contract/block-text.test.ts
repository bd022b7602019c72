import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { blockOf } from '../../src/contract/yaml/block-text.js';
import { composed, isProblem, partsOf } from '../../src/contract/yaml/documents.js';
import { SourceText } from '../../src/contract/yaml/source-text.js';
import type { Value } from '../../src/contract/yaml/value.js';
import { filesBelow, fixturesFolder } from '../fixtures.js';

/** Everything that is known of a value but where a block ends. */
const shown = (value: Value): unknown => {
  const { start, end } = value.span;
  switch (value.kind) {
    case 'scalar':
      return value.text === '' && !value.quoted ? null : [start, end, value.text, value.quoted];
    case 'mapping':
      return [start, value.isFlow, value.isOpen, [...value.pairs].map(([key, pair]) => [key, pair.keySpan.start, pair.keySpan.end, shown(pair.value)])];
    case 'sequence':
      return [start, value.isFlow, value.items.map(shown)];
    case 'unknown':
      return 'unknown';
  }
};

/** Whether the quick reader takes a text; when it does, YAML's own parser must read the same. */
const isTaken = (text: string): boolean =>
  partsOf(text).every((part) => {
    const source = new SourceText('a.yaml', text);
    const block = blockOf(source, part.start, part.text);
    if (block === undefined) return false;
    const full = composed(source, part);
    expect(isProblem(full)).toBe(false);
    if (!isProblem(full)) expect(shown(block)).toEqual(shown(full));
    return true;
  });

describe('plain blocks', () => {
  it('of every fixture are read as the parser reads them', () => {
    const files = filesBelow(fixturesFolder).filter((file) => /\.ya?ml$/.test(file));
    const taken = files.filter((file) => isTaken(readFileSync(path.join(fixturesFolder, file), 'utf8')));
    expect(taken.length).toBeGreaterThan(50);
  });

  it.each([
    'a: 1\n', 'a:\n  b: c # d\n# e\n\n  f: "g # h"\n', '---\na:\n- b\n- c: d\n  e:\n  - f\n-\n- - g\n  - h\n', "a: 'b'\nc: []\nd: {}\ne:\nf: ~\n", 'a: http://b:80/c#d\ne.f/g-h: $(I)\n', 'a: 1\na: 2\n', 'a : 1\n', '  a: 1\n  b:\n    c: 2\n',
    'a: |\n  b\n   c\n\n  # d\ne: f\n', 'a: |-\n    b\n', 'a:\n  - |\n    b\n\n\n  - c\n', 'a: |\n\n  b', 'a: x\n# c', 'a: [b, "c d", {e: f/g:1, "h": [\'i\', []]}] # j\nk: { l: {} }\nm: {n: 1, n: 2}\n', '- {a: b}\n- [c]\n', 'a: -1\nb: .5\nc: -\n'.replace('c: -\n', ''),
  ])('%j', (text) => {
    expect(isTaken(text)).toBe(true);
  });

  it.each([
    'a: &b c\n', 'a: *b\n', 'a: [b c]\n', 'a: [b,]\n', 'a: [b\n  ]\n', 'a: [b: c]\n', 'a: {b}\n', 'a: {b:c}\n', 'a: {"b":1}\n', 'a: [b] c\n', 'a: [{{ x }}]\n', 'a: {<<: *b}\n', 'a: b\n  c\n', 'a: >\n  b\n', 'a: |+\n  b\n', 'a: |2\n   b\n', 'a:\tb\n', 'a: "b\\n"\n', 'a: "b\n  c"\n', '<<: *a\n', '? a\n: b\n', '"a": b\n', 'a: b: c\n', 'a: b:\n', 'a:\n   b: c\n  d: e\n', '- a\nb: c\n', 'a: !!str b\n', 'a\n', '', 'a: b\r\n', '%YAML 1.2\n---\na: b\n', '--- a\n', 'a: - b\n', 'a: "b" c\n', 'a: |\n', 'a: |\n      \n  b\n', `a: ${'b'.repeat(2000)}\n`,
  ])('%j is left to the parser', (text) => {
    expect(isTaken(text)).toBe(false);
  });

  it('take linear time, however deep', () => {
    const started = performance.now();
    const deep = Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(Math.min(depth, 900))}a:`).join('\n');
    for (const text of [deep, '- '.repeat(480), 'a: b\n'.repeat(200_000), `a: |\n${'  b\n'.repeat(200_000)}`, '-\n'.repeat(200_000)]) blockOf(new SourceText('a.yaml', text), 0, text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
