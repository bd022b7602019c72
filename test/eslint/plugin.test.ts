import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/eslint/plugin.js';
import { rules } from '../../rules/index.js';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { name: string; version: string };
const codeRules = rules.filter((rule) => rule.subject === 'plan');
const manifestRules = rules.filter((rule) => rule.subject === 'contract' && rule.scope === 'file');

describe('the plugin', () => {
  it('is named as the package is', () => {
    expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version });
  });

  it('is what `require` gives, when it is built', () => {
    const required = createRequire(import.meta.url)('drain-audit/eslint') as typeof plugin;
    expect(Object.keys(required.rules)).toEqual(Object.keys(plugin.rules));
  });

  it('has every rule about code, and those about manifests that one file decides', () => {
    expect(Object.keys(plugin.rules)).toEqual([...codeRules, ...manifestRules].map((rule) => rule.id));
  });

  it.each([...codeRules, ...manifestRules])('describes $id by its one description', (rule) => {
    const { meta } = plugin.rules[rule.id] ?? {};
    expect(meta).toMatchObject({ type: 'problem', schema: [], messages: rule.messages, docs: { description: rule.summary } });
    const page = /^https:\/\/github\.com\/drain-audit\/drain-audit\/blob\/main\/(docs\/rules\/[\w-]+\.md)$/.exec(meta?.docs?.url ?? '')?.[1];
    expect(page).toBe(`docs/rules/${rule.id}.md`);
    expect(existsSync(path.join(root, page ?? ''))).toBe(true);
  });
});

describe.each(['recommended', 'strict'] as const)('the %s configuration', (preset) => {
  const config = plugin.configs[preset];

  it('has the rules of the preset, with their severities', () => {
    const expected = codeRules.filter((rule) => preset === 'strict' || rule.preset === 'recommended');
    expect(config.rules).toEqual(Object.fromEntries(expected.map((rule) => [`drain-audit/${rule.id}`, rule.severity === 'error' ? 'error' : 'warn'])));
  });

  it('is for code, and brings the plugin', () => {
    expect(config.files).toEqual(['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}']);
    expect(config.plugins?.['drain-audit']).toBe(plugin);
  });
});
