import typescriptParser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { RuleTester as RuleTester9 } from 'eslint-9';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Linter } from 'eslint';
import plugin from '../../src/eslint/plugin.js';
import { repository } from './linting.js';

// Each case is a test of this runner; the testers themselves only assert.
for (const tester of [RuleTester, RuleTester9]) {
  tester.describe = (_title: string, run: () => void) => { run(); };
  tester.it = (_title: string, run: () => void) => { run(); };
}

const here = process.cwd();
/** The current folder of the testers, which bounds what the rules read. */
let folder: string;

beforeAll(() => {
  folder = repository({
    'tsconfig.json': '{ "compilerOptions": { "allowJs": true, "module": "nodenext", "noEmit": true }, "include": ["src"] }',
    ...Object.fromEntries(['signal.js', 'main.js', 'module.js', 'pool.js'].map((file) => [`src/${file}`, ''])),
    'src/server.js': "import { createServer } from 'node:http';\nexport const server = createServer();\n",
  });
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(here);
  rmSync(folder, { recursive: true, force: true });
});

interface Case {
  rule: string;
  file: string;
  bad: string;
  ok: string;
  error: { message: string; line: number; column: number; endLine: number; endColumn: number; suggestions?: { desc: string; output: string }[] };
}

const lines = (...texts: readonly string[]): string => texts.join('\n');

const poolServer = [
  "import { createServer } from 'node:http';",
  "import pg from 'pg';",
  'const pool = new pg.Pool();',
  "const server = createServer(async (_, response) => response.end(await pool.query('select 1')));",
  'server.listen(3000);',
];

const cases: readonly Case[] = [
  {
    rule: 'handler-never-runs',
    file: 'src/signal.js',
    bad: lines('function stop() { return 1; }', "process.on('SIGTERM',", '  stop(', '  ));'),
    ok: lines('function stop() { return 1; }', "process.on('SIGTERM', () => { stop(); });"),
    error: {
      message: 'This call runs now, at registration, and its result is no function, so nothing happens on the signal. Pass the function itself.',
      line: 3,
      column: 3,
      endLine: 4,
      endColumn: 4,
    },
  },
  {
    rule: 'await-non-promise-close',
    file: 'src/module.js',
    bad: lines("import { server } from './server.js';", "process.on('SIGTERM', async () => {", '  /* 𝄞 */ await server.close();', '});'),
    ok: lines("import { server } from './server.js';", "process.on('SIGTERM', async () => {", '  await new Promise((resolve) => server.close(resolve));', '});'),
    error: {
      message: '`await` has nothing to wait for here: this close reports its end by callback, so the next line runs while work is still in flight. Wrap the callback in a promise.',
      line: 3,
      column: 18,
      endLine: 3,
      endColumn: 32,
      // With 𝄞 before it, which is two units of UTF-16.
      suggestions: [
        {
          desc: 'Wait for its callback in a promise',
          output: lines("import { server } from './server.js';", "process.on('SIGTERM', async () => {", '  /* 𝄞 */ await new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));', '});'),
        },
      ],
    },
  },
  {
    rule: 'missing-sigterm-handler',
    file: 'src/main.js',
    bad: lines("import { server } from './server.js';", '', 'server.listen(3000);'),
    ok: lines("import { server } from './server.js';", '', 'server.listen(3000);', "process.once('SIGTERM', () => server.close());"),
    error: {
      message: 'Nothing handles SIGTERM, so the http server is cut off with its work under way when the platform stops the process. Handle SIGTERM: stop intake, drain with a deadline, then exit.',
      line: 3,
      column: 1,
      endLine: 3,
      endColumn: 20,
    },
  },
  {
    rule: 'resource-closed-before-drain',
    file: 'src/pool.js',
    bad: lines(...poolServer, "process.on('SIGTERM', async () => {", '  server.close();', '  await pool.end();', '});'),
    ok: lines(...poolServer, "process.on('SIGTERM', () => {", '  server.close(() => pool.end());', '});'),
    error: {
      message: '`pool.end()` closes the pg Pool while `server.close()` may still be waiting for work that uses it, so that work fails. Await the drain first; drains here: src/pool.js:7; the signal is handled here: src/pool.js:6',
      line: 8,
      column: 9,
      endLine: 8,
      endColumn: 19,
    },
  },
];

const parsers: readonly (readonly [string, () => Linter.LanguageOptions])[] = [
  ['espree', () => ({})],
  ['the TypeScript parser', () => ({ parser: typescriptParser })],
  ['the TypeScript parser with types', () => ({ parser: typescriptParser, parserOptions: { projectService: true, tsconfigRootDir: folder } })],
];

describe.each([
  ['ESLint 10', RuleTester],
  ['ESLint 9', RuleTester9 as unknown as typeof RuleTester],
] as const)('%s', (_version, Tester) => {
  describe.each(parsers)('with %s', (_parser, languageOptions) => {
    it.each(cases)('$rule', ({ rule, file, bad, ok, error }) => {
      const module = plugin.rules[rule];
      if (!module) expect.fail(`there is no rule ${rule}`);
      const filename = path.join(folder, file);
      new Tester({ languageOptions: languageOptions() }).run(rule, module, { valid: [{ code: ok, filename }], invalid: [{ code: bad, filename, errors: [error] }] });
    });
  });
});
