import type { ESLint, Linter } from 'eslint';
import { createRequire } from 'node:module';
import type { Preset, Severity } from '../rule.js';
import { codeRules } from './code-rules.js';
import { languageName, manifestLanguage } from './manifest-language.js';
import { manifestRules } from './manifests.js';
import { eslintRule, manifestRule } from './rule.js';

const manifest = createRequire(import.meta.url)('drain-audit/package.json') as { name: string; version: string };

const levels: Readonly<Record<Severity, Linter.RuleSeverity>> = { error: 'error', warning: 'warn', info: 'warn' };

interface Plugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string };
  readonly rules: Readonly<Record<string, ReturnType<typeof eslintRule>>>;
  readonly languages: NonNullable<ESLint.Plugin['languages']>;
  readonly configs: Readonly<Record<Preset | 'manifests', Linter.Config>>;
}

const configOf = (preset: Preset): Linter.Config => ({
  name: `drain-audit/${preset}`,
  files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
  plugins: {
    get 'drain-audit'() {
      return plugin;
    },
  },
  rules: Object.fromEntries(codeRules.filter((rule) => preset === 'strict' || rule.preset === 'recommended').map((rule) => [`drain-audit/${rule.id}`, levels[rule.severity]])),
});

/** For manifests of Kubernetes: what one file decides. */
const manifests: Linter.Config = {
  name: 'drain-audit/manifests',
  files: ['**/*.{yaml,yml}'],
  language: languageName,
  plugins: {
    get 'drain-audit'() {
      return plugin;
    },
  },
  rules: Object.fromEntries(manifestRules.map((rule) => [`drain-audit/${rule.id}`, levels[rule.severity]])),
};

/** drain-audit's rules about code and about manifests for ESLint, with a configuration for each preset. */
const plugin: Plugin = {
  meta: { name: manifest.name, version: manifest.version },
  rules: Object.fromEntries([...codeRules.map((rule) => [rule.id, eslintRule(rule)] as const), ...manifestRules.map((rule) => [rule.id, manifestRule(rule)] as const)]),
  languages: { yaml: manifestLanguage },
  configs: { recommended: configOf('recommended'), strict: configOf('strict'), manifests },
};

// The second name is what `require` gives: https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require
export { plugin as default, plugin as 'module.exports' };
