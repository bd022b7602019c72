import { chmodSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Product } from '../../src/cli/io.js';
import { run } from '../../src/cli/run.js';
import { repair } from '../../src/fix/repair.js';
import { readTree } from '../../src/read/read-tree.js';
import type { Tree } from '../../src/read/tree.js';
import type { AuditReport } from '../../src/report/report.js';
import { at, sampleReport } from '../report/sample.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'drain-audit-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (file: string, content: string | Buffer): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
};
const read = (file: string): string => readFileSync(path.join(folder, file), 'latin1');

/** Finds the word `bad` at the end of a file, and would have it be `good`. */
const reportOf = (tree: Tree): AuditReport =>
  sampleReport({
    services: [],
    findings: tree.files.flatMap((file) => {
      const text = tree.text(file) ?? '';
      const start = text.indexOf('bad');
      if (start === -1) return [];
      return [{ rule: 'bad-word', severity: 'error', confidence: 'high', service: 'orders', message: 'Bad.', fingerprint: file, location: at(file, 1, start + 1), related: [], fix: { title: 'Write good', edits: [{ file, start, end: start + 3, text: 'good' }] } }];
    }),
  });

const repairing: Product = {
  version: '1.2.3',
  rules: () => Promise.resolve([]),
  documentation: () => undefined,
  audit: ({ paths, cwd, fix }) => {
    const tree = readTree(paths, cwd);
    const audited = { report: reportOf(tree), root: tree.root, prefix: '', asked: [], source: (file: string) => tree.text(file) };
    if (fix !== true) return Promise.resolve(audited);
    const repaired = repair(tree, reportOf);
    return Promise.resolve({ ...audited, report: repaired.after, repaired });
  },
};

const drainAudit = async (...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> => {
  const ran = { status: -1, stdout: '', stderr: '' };
  ran.status = await run(argv, { stdout: { write: (text) => (ran.stdout += text) }, stderr: { write: (text) => (ran.stderr += text) }, cwd: folder, env: {}, isTTY: false }, repairing);
  return ran;
};

describe('--fix', () => {
  test('writes what is repaired and reports what is left', async () => {
    write('a.ts', "const a = 'bad';\n");
    const { status, stdout, stderr } = await drainAudit('--fix', '--format', 'json');
    expect(read('a.ts')).toBe("const a = 'good';\n");
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as AuditReport).findings).toEqual([]);
    expect(stderr).toBe('repaired: a.ts:1 bad-word: Write good\n1 finding repaired in 1 file.\n');
  });

  test('says so when there is nothing to repair', async () => {
    write('a.ts', 'fine;\n');
    expect((await drainAudit('--fix')).stderr).toBe('Nothing that can be repaired mechanically.\n');
  });

  test('keeps the byte order mark, the line endings, the mode and the other bytes', async () => {
    write('a.ts', Buffer.from("\uFEFF// 𝄞 é\r\nconst a = 'bad';\r\n"));
    chmodSync(path.join(folder, 'a.ts'), 0o751);
    await drainAudit('--fix');
    expect(readFileSync(path.join(folder, 'a.ts'), 'utf8')).toBe("\uFEFF// 𝄞 é\r\nconst a = 'good';\r\n");
    expect(statSync(path.join(folder, 'a.ts')).mode & 0o777).toBe(0o751);
  });

  test('leaves a file alone whose bytes are not what was read', async () => {
    write('utf16.ts', Buffer.from("\uFEFFconst a = 'bad';", 'utf16le'));
    write('latin1.ts', Buffer.from("// \u00E9\nconst a = 'bad';", 'latin1'));
    const [utf16, latin1] = [read('utf16.ts'), read('latin1.ts')];
    const { status, stderr } = await drainAudit('--fix');
    expect([read('utf16.ts'), read('latin1.ts')]).toEqual([utf16, latin1]);
    expect(stderr).toContain('not repaired: latin1.ts: Is not valid UTF-8');
    expect(stderr).toContain('not repaired: utf16.ts: ');
    expect(stderr).toContain('Nothing that can be repaired');
    expect(status).toBe(1);
  });
});

describe('--fix-dry-run', () => {
  test('prints a diff and changes nothing', async () => {
    write('a.ts', "const a = 'bad';\n");
    const { status, stdout, stderr } = await drainAudit('--fix-dry-run');
    expect(stdout).toBe("--- a/a.ts\n+++ b/a.ts\n@@ -1,1 +1,1 @@\n-const a = 'bad';\n+const a = 'good';\n");
    expect(stderr).toContain('1 finding would be repaired in 1 file.');
    expect(read('a.ts')).toBe("const a = 'bad';\n");
    expect(status).toBe(0);
  });

  test('leaves standard output to the diff', async () => {
    write('a.ts', "const a = 'bad';\n");
    expect(await drainAudit('--fix-dry-run', '--format', 'json')).toMatchObject({ status: 2, stdout: '' });
    expect((await drainAudit('--fix-dry-run', '--fix')).status).toBe(2);
    expect((await drainAudit('--fix-dry-run', '--format', 'json=report.json')).status).toBe(0);
    expect((JSON.parse(read('report.json')) as AuditReport).findings).toEqual([]);
  });
});

describe('writing', () => {
  test('never goes through links or out of the root', async () => {
    const { writeChanges } = await import('../../src/cli/write-changes.js');
    write('outside/a.ts', 'bad');
    write('root/real/a.ts', 'bad');
    symlinkSync('../outside/a.ts', path.join(folder, 'root/link.ts'));
    symlinkSync('../outside', path.join(folder, 'root/folder'));
    const change = { before: 'bad', after: 'good' };
    const failures = writeChanges(path.join(folder, 'root'), new Map(['link.ts', 'folder/a.ts', '../outside/a.ts', 'missing.ts', 'real', 'real/a.ts'].map((file) => [file, change])));
    expect(failures.map(({ file }) => file)).toEqual(['link.ts', 'folder/a.ts', '../outside/a.ts', 'missing.ts', 'real']);
    expect([read('outside/a.ts'), read('root/real/a.ts')]).toEqual(['bad', 'good']);
  });

  test('leaves a file alone that was changed meanwhile', async () => {
    const { writeChanges } = await import('../../src/cli/write-changes.js');
    write('a.ts', 'bad and new');
    linkSync(path.join(folder, 'a.ts'), path.join(folder, 'b.ts'));
    expect(writeChanges(folder, new Map([['a.ts', { before: 'bad', after: 'good' }]]))).toEqual([{ file: 'a.ts', reason: expect.stringContaining('changed meanwhile') as string }]);
    expect(read('a.ts')).toBe('bad and new');
  });
});
