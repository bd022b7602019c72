import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../../rules/index.js';
import { parseSettings } from '../../src/config/parse-settings.js';
import { configurationSchema } from '../../src/config/schema.js';
import { schemaText } from '../../src/config/schema-text.js';

const root = path.resolve(import.meta.dirname, '../..');

test('schema.json is what `npm run docs` writes', () => {
  expect(readFileSync(path.join(root, 'schema.json'), 'utf8')).toBe(schemaText());
});

const configurable = [
  ...rules,
  { id: 'sample', severity: 'warning', summary: 'A sample.', options: { seconds: { type: 'number', default: 5, unit: 's', minimum: 0, description: 'How long.' }, loud: { type: 'boolean', default: false, description: 'Loud.' }, mesh: { type: 'string', default: 'none', choices: ['none', 'istio'], description: 'Mesh.' } } },
] as const;
const validate = new Ajv({ allowUnionTypes: true }).compile(configurationSchema(configurable));

describe('the schema and the command agree', () => {
  test.each([
    [''],
    ['{}'],
    ['preset: strict'],
    ['rules: { unbounded-drain: off, sample: { severity: error, seconds: 3, loud: true, mesh: istio } }'],
    ['rules:'],
    ["ignore: ['a/**']"],
    ['services: { a: { entry: src/main.ts, workload: Deployment/shop/orders } }'],
    ['timing: { seconds: 3 }'],
    ["kubernetes: { version: '1.33' }"],
  ])('%j is right', (text) => {
    expect([validate(parse(text)), parseSettings('a', text, configurable).problems]).toEqual([true, []]);
  });

  test.each([
    ['preset: all'],
    ['unknown: 1'],
    ['rules: { no-such-rule: off }'],
    ['rules: { unbounded-drain: fatal }'],
    ['rules: { sample: { seconds: -1 } }'],
    ['rules: { sample: { seconds: long } }'],
    ['rules: { sample: { loud: perhaps } }'],
    ['rules: { sample: { mesh: linkerd } }'],
    ['rules: { sample: { other: 1 } }'],
    ['rules: []'],
    ['ignore: a'],
    ['services: { a: { entree: b } }'],
    ['services: { a: { workload: orders } }'],
    ['timing: { minutes: 3 }'],
    ["kubernetes: { version: 'latest' }"],
  ])('%j is wrong', (text) => {
    expect(validate(parse(text))).toBe(false);
    expect(parseSettings('a', text, configurable).problems).not.toEqual([]);
  });
});
