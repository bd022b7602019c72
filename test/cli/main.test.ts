import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const main = path.join(root, 'dist/src/cli/main.js');

const drainAudit = (...argv: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8', cwd: root });

describe('the built command', () => {
  test('starts with the line that makes it one', () => {
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(drainAudit('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('hands its exit status to the shell', () => {
    expect(drainAudit('--nonsense')).toMatchObject({ status: 2, stdout: '', stderr: "drain-audit: unknown option '--nonsense'. See `drain-audit --help`.\n" });
  });

  test('survives a reader that leaves early', async () => {
    const child = spawn(process.execPath, [main, '--help'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number | null];
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
