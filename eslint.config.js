import { defineConfig, globalIgnores } from 'eslint/config';
import { existsSync } from 'node:fs';
import tseslint from 'typescript-eslint';

// What we ask of services we ask of ourselves, as soon as there is a build to ask with.
const built = new URL('dist/src/eslint/plugin.js', import.meta.url);
/** @type {typeof import('./src/eslint/plugin.js') | undefined} */
const drainAudit = existsSync(built) ? await import(built.href) : undefined;

export default defineConfig(
  globalIgnores(['dist/', 'examples/', 'fixtures/', 'bench/', 'test/**/fixtures/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  drainAudit?.default.configs.strict ?? [],
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { project: 'test/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Counts and line numbers are what messages are made of.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.mjs', 'eslint.config.js'],
    // A JSDoc cast is invisible to the linter; TypeScript checks these files too.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
);
