import parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import plugin from '../../src/eslint/plugin.js';
import type { Place } from '../fixtures.js';

/** A configuration in which the TypeScript parser reads everything, as most projects have it. */
export const typescriptConfig: Linter.Config = { files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'], languageOptions: { parser } };

/** An ESLint in a folder, with every rule of the plugin and no other configuration. */
export const strictEslint = (folder: string): ESLint =>
  new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [typescriptConfig, plugin.configs.strict] });

/** Where rules speak, in the form of the fixtures' expectations. Anything but a finding of the plugin is shown as it is. */
export const placesIn = (folder: string, results: readonly ESLint.LintResult[]): Place[] =>
  results
    .flatMap((result) =>
      result.messages.map((message) => `${path.relative(folder, result.filePath)}:${String(message.line)} ${message.ruleId?.replace(/^drain-audit\//, '') ?? message.message}`),
    )
    .sort();

/** A repository in a folder of its own, outside of this one. */
export const repository = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'drain-audit-eslint-'));
  for (const [file, text] of Object.entries({ 'package.json': '{ "name": "orders" }', ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
};
