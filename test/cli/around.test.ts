import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { pageText } from '../../src/cli/page-text.js';
import { product } from '../../src/cli/product.js';
import { Progress } from '../../src/cli/progress.js';
import { run } from '../../src/cli/run.js';
import { styleOf } from '../../src/report/style.js';
import { drainFinding, poolFinding, sampleReport } from '../report/sample.js';
import { drainAudit } from './command-line.js';

const root = path.resolve(import.meta.dirname, '../..');
const clean = sampleReport({ findings: [] });

describe('--quiet', () => {
  test('reports errors only, and nothing when there are none', async () => {
    expect(await drainAudit(['--quiet'], sampleReport({ findings: [drainFinding] }))).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(await drainAudit(['--quiet'], clean)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const { status, stdout } = await drainAudit(['--quiet'], sampleReport());
    expect(status).toBe(1);
    expect(stdout).toContain('resource-closed-before-drain');
    expect(stdout).not.toContain('unbounded-drain');
  });

  test('does not change the status, and leaves machine formats whole', async () => {
    expect((await drainAudit(['--quiet', '--fail-on', 'warning'], sampleReport({ findings: [drainFinding] }))).status).toBe(1);
    expect((await drainAudit(['--quiet', '--max-warnings', '0'], sampleReport({ findings: [drainFinding] }))).status).toBe(1);
    expect((JSON.parse((await drainAudit(['--quiet', '--format', 'json'], sampleReport())).stdout) as { findings: object[] }).findings).toHaveLength(1);
    expect((await drainAudit(['--quiet'], sampleReport({ findings: [], unanalysed: [{ file: 'a', reason: 'b' }] }))).stdout).toContain('Not analysed');
  });
});

test.each([[1, '0', 1], [1, '1', 0], [2, '1', 1]])('%d warnings under --max-warnings %s give %d', async (warnings, most, status) => {
  expect((await drainAudit(['--max-warnings', most], sampleReport({ findings: Array.from({ length: warnings }, () => drainFinding) }))).status).toBe(status);
});

test.each(['-1', 'x', '1.5', ''])('--max-warnings %j is wrong usage', async (value) => {
  expect((await drainAudit([`--max-warnings=${value}`])).status).toBe(2);
});

test('--stats tells on standard error what was read, whatever the format', async () => {
  const { stdout, stderr } = await drainAudit(['--stats', '--format', 'json']);
  expect(JSON.parse(stdout)).toEqual(sampleReport());
  expect(stderr).toBe('12 files, 3 parsed in 2 rounds\n0 unresolved values, 0 suppressed inline, 0 by the baseline\n0.25 s\n');
});

describe('the job summary', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'drain-audit-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('has everything that annotations have no room for, after what is there', async () => {
    const file = path.join(folder, 'summary');
    writeFileSync(file, 'before\n');
    await drainAudit(['--format', 'github'], sampleReport(), { env: { GITHUB_STEP_SUMMARY: file } });
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n## drain-audit\n/);
    await drainAudit(['--format', 'text'], sampleReport(), { env: { GITHUB_STEP_SUMMARY: path.join(folder, 'none') } });
    expect(() => readFileSync(path.join(folder, 'none'))).toThrow();
  });

  test('is not written through a link, and its absence is no failure', async () => {
    writeFileSync(path.join(folder, 'victim'), '');
    symlinkSync(path.join(folder, 'victim'), path.join(folder, 'link'));
    const { status, stderr } = await drainAudit(['--format', 'github'], sampleReport({ findings: [poolFinding] }), { env: { GITHUB_STEP_SUMMARY: path.join(folder, 'link') } });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('summary cannot be written') as string });
    expect(readFileSync(path.join(folder, 'victim'), 'utf8')).toBe('');
  });
});

describe('progress', () => {
  const shown = (showsProgress: boolean): { io: ConstructorParameters<typeof Progress>[0]; written: string[] } => {
    const written: string[] = [];
    return { written, io: { stdout: { write: () => true }, stderr: { write: (text) => written.push(text) }, cwd: '/', env: {}, isTTY: false, showsProgress } };
  };

  test('is shown on long runs, now and then, on one line that is cleared', () => {
    const { io, written } = shown(true);
    const progress = new Progress(io, 0);
    progress.tell('soon', 100);
    progress.tell('round 1', 2000);
    progress.tell('round 2', 2010);
    progress.tell('round \u001B[31m3\n', 3000);
    progress.clear();
    progress.clear();
    expect(written).toEqual(['\r\u001B[Kround 1 (2 s)', String.raw`${'\r\u001B[K'}round \u{1b}[31m3\u{a} (3 s)`, '\r\u001B[K']);
  });

  test('is silent where there is no terminal', async () => {
    const { io, written } = shown(false);
    const progress = new Progress(io, 0);
    progress.tell('round 1', 9000);
    progress.clear();
    expect(written).toEqual([]);
    expect((await drainAudit([], clean)).asked[0]).not.toHaveProperty('progress');
    expect((await drainAudit([], clean, { showsProgress: true })).asked[0]).toHaveProperty('progress');
  });
});

describe('completion', () => {
  const script = async (shell: string): Promise<string> => (await drainAudit(['completion', shell])).stdout;

  test('for bash is valid, and completes subcommands, options, their values and rules', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'drain-audit-')), 'completion.bash');
    writeFileSync(file, await script('bash'));
    const complete = (...words: string[]): string[] =>
      execFileSync('bash', ['--noprofile', '--norc', '-c', 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _drain_audit; printf "%s\\n" "${COMPREPLY[@]}"', 'bash', file, 'drain-audit', ...words], { encoding: 'utf8', cwd: path.dirname(file) }).trim().split('\n');
    expect(complete('bas')).toEqual(['baseline']);
    expect(complete('--chan')).toEqual(['--changed-since']);
    expect(complete('--format', 's')).toEqual(['sarif']);
    expect(complete('--preset', '')).toEqual(['recommended', 'strict']);
    expect(complete('explain', 'un')).toEqual(['unbounded-drain']);
    expect(complete('baseline', '--pr')).toEqual(['--preset', '--prune']);
    expect(complete('completion', 'f')).toEqual(['fish']);
    rmSync(path.dirname(file), { recursive: true });
  });

  test.each(['zsh', 'fish'])('for %s names everything that there is', async (shell) => {
    const text = await script(shell);
    for (const word of ['baseline', 'changed-since', 'unbounded-drain', 'sarif', 'prune']) expect(text).toContain(word);
    const installed = spawnSync(shell, ['--version']).status === 0;
    if (installed) expect(spawnSync(shell, ['-n'], { input: text }).status).toBe(0);
  });

  test('for another shell is wrong usage', async () => {
    expect((await drainAudit(['completion', 'tcsh'])).status).toBe(2);
  });
});

describe('explain', () => {
  const explain = async (id: string, color = false): Promise<string> => {
    let stdout = '';
    await run(['explain', id, ...(color ? ['--color'] : [])], { stdout: { write: (text) => (stdout += text) }, stderr: { write: () => true }, cwd: root, env: {}, isTTY: false }, product);
    return stdout;
  };

  test.each(rules.map(({ id }) => id))('%s shows its page, without what belongs to Markdown', async (id) => {
    const text = await explain(id);
    expect(text.startsWith(`${id}\n`)).toBe(true);
    expect(text).not.toMatch(/<!--|^```|^#+ |\]\((?:http|[\w-]+\.md)/m);
    expect(text.trimEnd().split('\n').length).toBeGreaterThan(15);
  });

  test.each(['unused-ignore', 'baseline-growth'])('knows %s, which is about the check itself', async (id) => {
    expect(await explain(id)).toContain('about the check itself');
  });

  test('shows headings, lists, tables and code', () => {
    const page = '<!-- begin -->\n# name\n\nA `word` and\na [link](https://example.org) and [another](other.md).\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n- one\n- two\n\n```js\n# not a heading\n```\n';
    expect(pageText(page, styleOf({ color: false }))).toBe('name\n\nA `word` and a link (https://example.org) and another.\n\na  b\n1  2\n\n• one\n• two\n\n    # not a heading\n'.replaceAll('`word`', 'word'));
  });
});
