import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { repository } from './linting.js';

const root = path.resolve(import.meta.dirname, '../..');
const folder = repository({
  'src/main.ts': "import { createServer } from 'node:http';\nimport './stop.js';\nexport const server = createServer();\nserver.listen(3000);\n",
  'src/stop.ts': "import { server } from './main.js';\nprocess.on('SIGINT', async () => {\n  await server.close();\n});\n",
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('speaks in oxlint', () => {
  const config = {
    jsPlugins: [path.join(root, 'dist/bundle/eslint.js')],
    categories: { correctness: 'off' },
    rules: { 'drain-audit/missing-sigterm-handler': 'error', 'drain-audit/await-non-promise-close': 'warn' },
  };
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify(config));
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json', 'src/main.ts', 'src/stop.ts'], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string; labels: { span: { line: number; column: number } }[] }[] };
  expect(diagnostics.map(({ code, filename, labels }) => `${filename}:${String(labels[0]?.span.line)}:${String(labels[0]?.span.column)} ${code}`).sort()).toEqual([
    'src/stop.ts:2:1 drain-audit(missing-sigterm-handler)',
    'src/stop.ts:3:9 drain-audit(await-non-promise-close)',
  ]);
});
