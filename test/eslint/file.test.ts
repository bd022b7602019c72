import { ESLint, Linter } from 'eslint';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as audit from '../../src/audit.js';
import plugin from '../../src/eslint/plugin.js';
import { placesIn, repository, strictEslint, typescriptConfig } from './linting.js';

vi.mock(import('../../src/audit.js'), { spy: true });

const folders: string[] = [];
const inRepository = (files: Readonly<Record<string, string>>): string => {
  const folder = repository(files);
  folders.push(folder);
  return folder;
};

afterEach(() => {
  vi.clearAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const server = "import { createServer } from 'node:http';\nexport const server = createServer();\n";
const listening = "import { server } from './server.js';\nserver.listen(3000);\n";
const handling = "import { server } from './server.js';\nlet stopping = false;\nprocess.on('SIGTERM', () => { if (stopping) return; stopping = true; console.log('stopping'); setTimeout(() => process.exit(1), 9000).unref(); server.close(() => process.exit(0)); });\n";
const vain = "import { createServer } from 'node:http';\nconst server = createServer();\nexport const stop = async () => {\n  await server.close();\n};\nprocess.on('SIGTERM', stop);\n";

describe('a file of a repository', () => {
  it('is analysed once, however many rules there are', async () => {
    const folder = inRepository({ 'src/main.ts': `${server}server.listen(3000);\n` });
    const results = await strictEslint(folder).lintFiles('.');
    expect(placesIn(folder, results)).toEqual(['src/main.ts:3 missing-sigterm-handler']);
    expect(audit.analyse).toHaveBeenCalledOnce();
  });

  it('is not analysed when it takes no part in the life cycle', async () => {
    const folder = inRepository({ 'src/sum.ts': 'export const sum = (a: number, b: number) => a + b;\n' });
    await strictEslint(folder).lintFiles('.');
    expect(audit.analyse).not.toHaveBeenCalled();
  });

  it('shares the analysis of its service with the other files', async () => {
    const folder = inRepository({ 'src/main.ts': `${listening}import './stop.js';\n`, 'src/server.ts': server, 'src/stop.ts': handling });
    expect(placesIn(folder, await strictEslint(folder).lintFiles('.'))).toEqual([]);
    expect(audit.analyse).toHaveBeenCalledOnce();
  });

  it('is judged with those that import it', async () => {
    const folder = inRepository({ 'src/listen.ts': listening, 'src/server.ts': server, 'src/main.ts': "import './listen.js';\nimport './stop.js';\n", 'src/stop.ts': handling });
    expect(placesIn(folder, await strictEslint(folder).lintFiles('src/listen.ts'))).toEqual([]);
  });

  it('names the places that take part', async () => {
    const folder = inRepository({
      'src/main.ts': `${listening}import './stop.js';\n`,
      'src/server.ts': server,
      'src/stop.ts': "import { server } from './server.js';\nprocess.on('SIGTERM', () => {\n  server.close(() => process.exit(0));\n});\n",
    });
    const [result] = await strictEslint(folder).lintFiles('src/stop.ts');
    expect(result?.messages.map(({ ruleId, message }) => [ruleId, message])).toContainEqual([
      'drain-audit/unbounded-drain',
      expect.stringMatching(/^`server\.close\(\)` has no limit.*before the grace period is over; the signal is handled here: src\/stop\.ts:2$/),
    ]);
  });

  it('has the text that is open, not the one that is saved', async () => {
    const folder = inRepository({ 'src/main.ts': `${listening}import './stop.js';\n`, 'src/server.ts': server, 'src/stop.ts': handling });
    const eslint = strictEslint(folder);
    const filePath = path.join(folder, 'src/main.ts');
    expect(placesIn(folder, await eslint.lintText(`\n${listening}`, { filePath }))).toEqual(['src/main.ts:3 missing-sigterm-handler']);
    expect(placesIn(folder, await eslint.lintText(`${listening}import './stop.js';\n`, { filePath }))).toEqual([]);
    expect(placesIn(folder, await eslint.lintText(`\n\n${listening}`, { filePath }))).toEqual(['src/main.ts:4 missing-sigterm-handler']);
  });

  it('sees what has been saved elsewhere, after a while', async () => {
    const folder = inRepository({ 'src/main.ts': `${listening}import './stop.js';\n`, 'src/server.ts': server, 'src/stop.ts': handling });
    const eslint = strictEslint(folder);
    expect(placesIn(folder, await eslint.lintFiles('src/main.ts'))).toEqual([]);
    writeFileSync(path.join(folder, 'src/stop.ts'), 'export {};\n');
    const later = performance.now() + 60_000;
    const now = vi.spyOn(performance, 'now').mockImplementation(() => later);
    expect(placesIn(folder, await eslint.lintFiles('src/main.ts'))).toEqual(['src/main.ts:2 missing-sigterm-handler']);
    now.mockRestore();
  });
});

describe('what belongs to no repository', () => {
  const lint = (code: string, filename = ''): string[] =>
    new Linter({ cwd: path.resolve('/') })
      .verify(code, [{ files: ['**/*.{ts,mts}'] }, { languageOptions: typescriptConfig.languageOptions ?? {}, plugins: { 'drain-audit': plugin }, rules: plugin.configs.strict.rules ?? {} }], filename)
      .map((message) => `${String(message.line)} ${message.ruleId ?? message.message}`);

  it.each(['', 'main.ts', 'not/there.ts', '/not/there.mts', 'README.md/0.js'])('is judged alone: %s', (filename) => {
    expect(lint(vain, filename)).toEqual(['4 drain-audit/await-non-promise-close']);
    expect(lint(`${server}server.listen(3000);\n`, filename)).toEqual([]);
  });

  it('is judged alone without a name', async () => {
    const folder = inRepository({});
    const [result] = await strictEslint(folder).lintText(vain);
    expect(result?.filePath).toBe('<text>');
    expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['drain-audit/await-non-promise-close']);
  });

  it('is judged alone in a block of a document', async () => {
    const folder = inRepository({ 'README.md': `# Stop\n\n${vain}` });
    const markdown = {
      meta: { name: 'blocks' },
      preprocess: (text: string) => [{ text: text.slice('# Stop\n\n'.length), filename: 'block.ts' }],
      postprocess: (messages: Linter.LintMessage[][]) => messages.flat(),
    };
    const config: Linter.Config[] = [{ files: ['**/*.md'], processor: markdown }, typescriptConfig, plugin.configs.strict];
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: config });
    expect(placesIn(folder, await eslint.lintFiles('README.md'))).toEqual(['README.md:4 await-non-promise-close']);
  });

  it.each(['', '\uFEFF', '\0SIGTERM', 'process.on("SIGTERM"', `process.on('SIGTERM', ${'['.repeat(3000)}`, '#!/usr/bin/env node\nSIGTERM', "process.on('SIGTERM', () => {}) // \uD800"])('may be anything (%#)', (code) => {
    expect(() => lint(code)).not.toThrow();
    expect(lint(code).filter((message) => message.includes('drain-audit'))).toEqual([]);
  });
});

describe('an analysis that fails', () => {
  it('says nothing', async () => {
    const folder = inRepository({ 'src/main.ts': `${server}server.listen(3000);\n` });
    vi.mocked(audit.analyse).mockImplementationOnce(() => {
      throw new Error('a defect');
    });
    expect(placesIn(folder, await strictEslint(folder).lintFiles('.'))).toEqual([]);
  });
});
