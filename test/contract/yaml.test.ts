import { describe, expect, it } from 'vitest';
import { readKubernetes } from '../../src/contract/kubernetes/read.js';
import { isProblem, parsePart, partsOf } from '../../src/contract/yaml/documents.js';
import { Field } from '../../src/contract/yaml/field.js';
import { SourceText } from '../../src/contract/yaml/source-text.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import { contractOf, contractsIn, podWith, saidIn } from './contracts.js';

const parse = (text: string): Field => {
  const source = new SourceText('a.yaml', text);
  const [part] = partsOf(text);
  const parsed = parsePart(source, part ?? { start: 0, text: '' });
  if (isProblem(parsed)) throw new Error(parsed.reason);
  return Field.of(parsed);
};

describe('a value', () => {
  it('is found through anchors, aliases and merge keys, at the place where it is written', () => {
    const root = parse('base: &base\n  seconds: 5\n  name: a\nother:\n  <<: *base\n  name: b\nthird: *base\n');
    expect(root.get('other', 'seconds').integer).toBe(5);
    expect(root.get('other', 'seconds').at).toMatchObject({ startLine: 2, startColumn: 12 });
    expect(root.get('other', 'name').text).toBe('b');
    expect(root.get('third', 'name').text).toBe('a');
  });

  it('may use the name of an anchor twice', () => {
    const root = parse('a: &x 1\nb: *x\nc: &x 2\nd: *x\n');
    expect([root.get('b').integer, root.get('d').integer]).toEqual([1, 2]);
  });

  it.each(['a: &a [*a]\n', 'a: &a {b: *a}\n', 'a: &a {<<: *a}\n', 'a: *missing\n', '? [x]\n: 1\n'])('may be nonsense: %j', (text) => {
    expect(() => {
      try {
        parse(text).get('a', 'b', 'b', 'b').get('c').items.map((item) => item.text);
      } catch (error) {
        if (!(error instanceof Error) || !error.message.includes('valid YAML')) throw error;
      }
    }).not.toThrow();
  });

  it('that is given twice is not known', () => {
    const root = parse('a: 1\na: 2\nb:\n');
    expect([root.get('a').presence, root.get('a').integer, root.get('b').presence, root.get('c').presence]).toEqual(['always', undefined, 'never', 'never']);
  });

  it('has names of its own', () => {
    const root = parse('__proto__: {polluted: 1}\nconstructor: 2\n');
    expect(root.get('constructor').integer).toBe(2);
    expect(root.get('toString').presence).toBe('never');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('places', () => {
  it('are told to the column, after a byte order mark, with CRLF and beyond characters of two units', () => {
    const text = podWith('{sleep: {seconds: 60}}').replace('name: web}', 'name: web, note: "🚀"}').replaceAll('\n', '\r\n');
    const [finding] = readKubernetes(virtualTree({ 'a.yaml': `\uFEFF${text}` })).contracts.flatMap((contract) => contract.containers.map((container) => container.preStop?.duration.at));
    expect(finding).toEqual({ file: 'a.yaml', startLine: 9, startColumn: 46, endLine: 9, endColumn: 48 });
  });

  it('are those of the file, in every document of a stream', () => {
    const text = `# first\n---\n${podWith('{sleep: {seconds: 1}}')}--- # second\n${podWith('{sleep: {seconds: 60}}').replace('name: web', 'name: api')}...\n`;
    expect(contractsIn({ 'a.yaml': text }).get('api')?.containers[0]?.preStop?.duration.at.startLine).toBe(21);
  });
});

describe('what is read', () => {
  it('is lists, quoted numbers and JSON', () => {
    expect(contractOf(JSON.stringify({ apiVersion: 'v1', kind: 'PodList', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { terminationGracePeriodSeconds: '45', containers: [{ name: 'a', image: 'b' }] } }] })).grace.seconds).toBe(45);
  });

  it('is nothing without an image, without a name of a kind, in a ConfigMap or in a chart that is not rendered', () => {
    const pod = podWith('{sleep: {seconds: 60}}');
    expect(contractsIn({ 'a.yaml': pod.replace('      image: web\n', '') }).size).toBe(0);
    expect(contractsIn({ 'a.yaml': pod.replace('apiVersion: v1\n', '') }).size).toBe(0);
    expect(contractsIn({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\ndata:\n  pod: |\n${pod.replaceAll(/^/gm, '    ')}` }).size).toBe(0);
    expect(contractsIn({ 'templates/a.yaml': pod.replace('image: web', 'image: {{ .Values.image }}') }).size).toBe(0);
    expect(contractsIn({ 'templates/a.yaml': `{{- if .Values.enabled }}\n${pod}{{- end }}\n` }).size).toBe(0);
    expect(contractsIn({ 'testdata/a.yaml': pod }).size).toBe(0);
  });
});

describe('hostile input', () => {
  const prefix = 'apiVersion: v1\nkind: Pod\nspec:\n  x: ';
  it.each([
    ['deep flow', prefix + '['.repeat(100_000), 'nested'],
    ['deep maps', prefix + '{a: '.repeat(50_000), 'nested'],
    ['deep and closed', prefix + '['.repeat(3_000) + ']'.repeat(3_000), 'nested'],
    ['deep blocks', `kind: Pod\n${Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}`, 'nested'],
    ['dashes on one line', `kind: Pod\nx:\n  ${'- '.repeat(5_000)}a`, 'nested'],
    ['a tab', 'kind: Pod\n\ta: b', 'valid YAML'],
    ['a quote that is not closed', `kind: Pod\na: "${'x'.repeat(100_000)}`, 'valid YAML'],
    ['a tag without an end', `kind: Pod\na: ${'!'.repeat(100_000)}`, 'valid YAML'],
  ])('%s becomes one entry that names the place and the remedy', (_name, text, reason) => {
    const { contracts, unanalysed } = readKubernetes(virtualTree({ 'bad.yaml': text, 'good.yaml': podWith('{sleep: {seconds: 5}}') }));
    expect(contracts.map(({ name }) => name)).toEqual(['web']);
    expect(unanalysed).toHaveLength(1);
    expect(unanalysed[0]).toMatchObject({ file: 'bad.yaml', reason: expect.stringMatching(/^Line \d+: .*\. \w/) as string });
    expect(unanalysed[0]?.reason).toContain(reason);
    expect(unanalysed[0]?.reason.length).toBeLessThan(400);
  });

  it('does not count brackets in scalars and comments', () => {
    const text = podWith('{sleep: {seconds: 5}}').replace('metadata:', `# ${'['.repeat(500)}\nx: "${'{'.repeat(500)}"\ny: |\n  ${'['.repeat(500)}\nmetadata:`);
    expect(contractOf(text).name).toBe('web');
  });

  it('takes linear time', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n';
    const bombs = [
      `${pod}data:\n${Array.from({ length: 40_000 }, (_, index) => `  key${String(index)}: x`).join('\n')}`,
      `${pod}a: &a [x, x]\n${Array.from({ length: 40 }, (_, index) => `b${String(index)}: &b${String(index)} [${index ? `*b${String(index - 1)}, *b${String(index - 1)}` : '*a, *a'}]`).join('\n')}`,
      `${pod}m: &m {${Array.from({ length: 500 }, (_, index) => `k${String(index)}: 1`).join(', ')}}\nn: {<<: [${Array.from({ length: 500 }, () => '*m').join(', ')}]}`,
    ];
    for (const text of bombs) {
      const started = performance.now();
      expect(contractOf(text).name).toBe('a');
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });

  it('may be a thousand workloads and a thousand services of one name', () => {
    const one = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {app: a}}\nspec: {containers: [{name: a, image: b}]}\n---\n';
    const started = performance.now();
    expect(saidIn({ 'a.yaml': one.repeat(1_000) }).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
