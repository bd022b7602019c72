import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules as allRules } from '../../rules/index.js';
import { parseSettings, type ConfigurableRule } from '../../src/config/parse-settings.js';

const rules: ConfigurableRule[] = [
  { id: 'unbounded-drain', severity: 'error' },
  { id: 'missing-propagation-delay', severity: 'warning', options: { seconds: { type: 'number', default: 5, unit: 's', minimum: 0, maximum: 600, description: 'Time.' }, marginSeconds: { type: 'number', default: 2, unit: 's', description: 'Margin.' } } },
  { id: 'grace-zero', severity: 'warning', options: { marginSeconds: { type: 'number', default: 2, unit: 's', description: 'Margin.' }, loud: { type: 'boolean', default: false, description: 'Loud.' }, mesh: { type: 'string', default: 'none', choices: ['none', 'istio'], description: 'Mesh.' } } },
];

const parse = (text: string, folderToRoot = '') => parseSettings('drain-audit.yaml', text, rules, folderToRoot);
const problems = (text: string): string[] => parse(text).problems.map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`);

describe('a configuration', () => {
  test('says everything', () => {
    const { settings, problems: none } = parse(`# All of it.
preset: strict
rules:
  unbounded-drain: off
  missing-propagation-delay: { severity: error, seconds: 10 }
  grace-zero:
    loud: true
    mesh: istio
ignore: ['legacy/**', "*.gen.ts"]
services:
  orders-api: { entry: services/orders/main.ts, dockerfile: services/orders/Dockerfile, workload: Deployment/shop/orders }
timing: { marginSeconds: 4 }
kubernetes: { version: '1.33' }
`);
    expect(none).toEqual([]);
    expect(settings).toMatchObject({ preset: 'strict', ignore: ['legacy/**', '*.gen.ts'], kubernetes: { version: '1.33' } });
    expect(settings.services).toEqual([{ name: 'orders-api', entry: 'services/orders/main.ts', dockerfile: 'services/orders/Dockerfile', workload: 'Deployment/shop/orders' }]);
    expect(settings.rules.get('unbounded-drain')).toMatchObject({ isOff: true, isOn: false });
    expect(settings.rules.get('missing-propagation-delay')).toMatchObject({ isOn: true, severity: 'error', options: new Map([['seconds', 10], ['marginSeconds', 4]]) });
    expect(settings.rules.get('grace-zero')).toMatchObject({ isOn: false, isOff: false, options: new Map<string, unknown>([['loud', true], ['mesh', 'istio'], ['marginSeconds', 4]]) });
  });

  test.each(['', '\n', '# nothing\n', 'rules:\n', '{}'])('may be empty: %j', (text) => {
    expect(parse(text).problems).toEqual([]);
  });

  test('what a rule says for itself is stronger than timing', () => {
    const { settings } = parse('timing: { marginSeconds: 9 }\nrules: { grace-zero: { marginSeconds: 1 } }\n');
    expect(settings.rules.get('grace-zero')?.options.get('marginSeconds')).toBe(1);
  });

  test('of a folder above is seen from the root', () => {
    const { settings } = parse("ignore: ['services/orders/legacy/**', '/services/orders/x', '*.gen.ts', 'other/**']\nservices: { a: { entry: services/orders/main.ts } }\n", 'services/orders');
    expect(settings.ignore).toEqual(['/legacy/**', '/x', '*.gen.ts', 'other/**']);
    expect(settings.services[0]?.entry).toBe('main.ts');
  });
});

test.each([
  ['preste: strict', "1:1 Unknown key 'preste' in the configuration: did you mean preset?"],
  ['preset: all', "1:9 preset must be recommended or strict, not 'all'."],
  ['rules:\n  unbound-drain: off', "2:3 Unknown rule 'unbound-drain': did you mean unbounded-drain?"],
  ['rules:\n  __proto__: off', "2:3 Unknown rule '__proto__': `drain-audit rules` lists them"],
  ['rules:\n  unbounded-drain: fatal', "2:20 unbounded-drain must be error, warning, info or off, not 'fatal'."],
  ['rules:\n  unbounded-drain: { seconds: 1 }', "2:22 Unknown key 'seconds' in unbounded-drain: there is severity"],
  ['rules:\n  grace-zero:\n    lout: true', "3:5 Unknown key 'lout' in grace-zero: did you mean loud?"],
  ['rules: { missing-propagation-delay: { seconds: 601 } }', '1:48 seconds must be a number of at least 0 and at most 600.'],
  ['rules: { missing-propagation-delay: { seconds: ten } }', '1:48 seconds must be a number of at least 0 and at most 600.'],
  ['rules: { grace-zero: { loud: yes } }', "1:30 loud must be true or false, not 'yes'."],
  ['rules: { grace-zero: { mesh: linkerd } }', "1:30 mesh must be none or istio, not 'linkerd'."],
  ['rules: [a]', '1:8 rules must be a table of keys and values.'],
  ['ignore: legacy/**', '1:9 ignore must be a list.'],
  ['timing: { seconds: 1, secnds: 2 }', "1:23 Unknown key 'secnds' in timing: did you mean seconds?"],
  ['kubernetes: { version: 1.3.1 }', "1:24 version must be a minor version of Kubernetes in quotes, as in '1.33'."],
  ['services: { a: { entry: ../b } }', '1:25 entry must be a path below this file\'s folder.'],
  ['services: { a: { workload: orders } }', '1:28 workload must be a kind and a name, as in Deployment/orders.'],
  ['preset: strict\npreset: strict', "2:1 'preset' is given twice. Keep one of them."],
  ['preset: &a strict', '1:12 Anchors and aliases are not read here. Write the value out.'],
  ['preset: !!js/function strict', 'Tags are not read here.'],
  ['rules: {', '1:9 '],
  ['\tpreset: strict', '1:1 '],
  [`rules: ${'['.repeat(1000)}`, '1:1 Is nested more than 40 levels deep. Flatten it.'],
  ['- '.repeat(1000), '1:1 Is nested more than 40 levels deep. Flatten it.'],
])('%j is a problem at its line and column', (text, expected) => {
  expect(problems(text)[0]).toContain(expected);
});

test('all problems are told, in the order of the file', () => {
  expect(problems('rules:\n  a: off\n  b: off\npreset: x\n').map((problem) => problem.split(' ')[0])).toEqual(['2:3', '3:3', '4:9']);
});

test('hostile files cost little', () => {
  const started = performance.now();
  for (const text of ['{'.repeat(100_000), '['.repeat(500_000), `a: ${'x'.repeat(1_000_000)}`, `rules: {${Array.from({ length: 20_000 }, (_, index) => `r${String(index)}: off`).join(', ')}}`, '- - - '.repeat(100_000), '---\n'.repeat(50_000), '&a [*a]', `${' '.repeat(500_000)}a: b`]) {
    expect(problems(text).length).toBeGreaterThan(0);
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('the example of the documentation is a configuration', () => {
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(readFileSync('docs/configuration.md', 'utf8')) ?? [];
  expect(example).toContain('preset:');
  expect(parseSettings('drain-audit.yaml', example, allRules, '').problems).toEqual([]);
});
