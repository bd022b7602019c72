import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/fix/diff.js';

test('a diff is sorted, and git applies it', () => {
  const changes = new Map([
    ['src/b.ts', { before: 'one\r\ntwo\r\n', after: 'one\r\n\t2\r\n' }],
    ['a.ts', { before: 'no newline at the end', after: 'one\nnow' }],
  ]);
  const diff = unifiedDiff(changes);
  expect(diff).toBe(
    [
      '--- a/a.ts\n+++ b/a.ts\n@@ -1,1 +1,2 @@\n-no newline at the end\n\\ No newline at end of file\n+one\n+now\n\\ No newline at end of file\n',
      '--- a/src/b.ts\n+++ b/src/b.ts\n@@ -1,2 +1,2 @@\n one\r\n-two\r\n+\t2\r\n',
    ].join(''),
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'drain-audit-'));
  try {
    mkdirSync(path.join(folder, 'src'));
    for (const [file, { before }] of changes) writeFileSync(path.join(folder, file), before);
    execFileSync('git', ['apply', '-'], { cwd: folder, input: diff });
    for (const [file, { after }] of changes) expect(readFileSync(path.join(folder, file), 'utf8')).toBe(after);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a diff of hostile files is inert', () => {
  const hostile = '::error::\u001B[2J\n::stop-commands::x\n##[group]\u202E\n';
  const diff = unifiedDiff(new Map([[`${hostile}.ts`, { before: hostile, after: `${hostile}x\n` }]]));
  expect(diff.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(diff.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
});
