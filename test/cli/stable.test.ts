import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'drain-audit-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const files = ['a.sarif', 'a.json', 'a.txt', 'a.github', 'a.gitlab', 'a.xml', 'a.md', 'a.html'];
const formats = ['sarif=a.sarif', 'json=a.json', 'text=a.txt', 'github=a.github', 'gitlab=a.gitlab', 'junit=a.xml', 'markdown=a.md', 'html=a.html'];

/** All formats of one run over the example, by some Node.js. */
const outputOf = (node: string): string[] => {
  const { status, stdout } = spawnSync(node, [path.join(root, 'dist/bundle/cli.js'), path.join(root, 'examples/orders-api'), '--preset', 'strict', ...formats.flatMap((format) => ['--format', format])], { cwd: folder, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  // The one thing that differs from run to run, as the report says.
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8').replace(/"seconds": ?[\d.]+/, '"seconds": 0'));
};

const first = outputOf(process.execPath);

test('every format is the same to the byte in the next run', () => {
  expect(outputOf(process.execPath)).toEqual(first);
});

// Other versions are tried where somebody has put them, as in NODE_22=/opt/node-22/bin/node.
for (const version of ['20', '22', '24']) {
  const node = process.env[`NODE_${version}`];
  test.skipIf(node === undefined || !existsSync(node))(`every format is the same to the byte by Node.js ${version}${node === undefined ? ` (skipped: NODE_${version} does not say where it is)` : ''}`, () => {
    expect(outputOf(node ?? '')).toEqual(first);
  });
}
