import type { ESLint, Linter } from 'eslint';
import { createRequire } from 'node:module';
import type { Preset, Severity } from '../rule.js';
import { codeRules } from './code-rules.js';
import { eslintRule } from './rule.js';

const manifest = createRequire(import.meta.url)('drain-audit/package.json') as { name: string; version: string };

const levels: Readonly<Record<Severity, Linter.RuleSeverity>> = { error: 'error', warning: 'warn', info: 'warn' };

interface Plugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string };
  readonly rules: Readonly<Record<string, ReturnType<typeof eslintRule>>>;
  readonly configs: Readonly<Record<Preset, Linter.Config>>;
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

/** drain-audit's rules about code for ESLint, with a configuration for each preset. */
const plugin: Plugin = {
  meta: { name: manifest.name, version: manifest.version },
  rules: Object.fromEntries(codeRules.map((rule) => [rule.id, eslintRule(rule)])),
  configs: { recommended: configOf('recommended'), strict: configOf('strict') },
};

// The second name is what `require` gives: https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require
export { plugin as default, plugin as 'module.exports' };
