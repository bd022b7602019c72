import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UsageError } from '../../src/read/usage-error.js';
import { jsonReport } from '../../src/report/json.js';
import { drainFinding, poolFinding, sampleReport } from '../report/sample.js';
import { drainAudit } from './command-line.js';

const clean = sampleReport({ findings: [] });
const unanalysed = [{ file: 'src/deep.ts', reason: 'nested too deeply' }];
const escape = '\u001B[';

describe('drain-audit', () => {
  test('audits the current folder as configured when told nothing', async () => {
    const { asked } = await drainAudit([]);
    expect(asked).toEqual([{ paths: ['.'], cwd: '/repository', inlineIgnores: true }]);
  });

  test('passes paths, the preset and the rules on', async () => {
    const { asked } = await drainAudit(['a', 'b', '--preset', 'strict', '--rule', 'unbounded-drain', '--rule', 'silent-shutdown']);
    expect(asked).toEqual([{ paths: ['a', 'b'], cwd: '/repository', preset: 'strict', rules: ['unbounded-drain', 'silent-shutdown'], inlineIgnores: true }]);
  });

  test('prints the version', async () => {
    expect(await drainAudit(['--version'])).toMatchObject({ status: 0, stdout: '1.2.3\n', stderr: '' });
  });

  test.each([[['--help']], [['plan', '--help']], [['explain', '-h']]])('teaches with %j', async (argv) => {
    const { status, stdout, stderr, asked } = await drainAudit(argv);
    expect({ status, stderr, asked }).toEqual({ status: 0, stderr: '', asked: [] });
    expect(stdout).toMatch(/^Usage: drain-audit/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(105);
  });

  test('documents every exit status in its help', async () => {
    expect((await drainAudit(['--help'])).stdout).toMatch(/Exit status:\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 /);
  });
});

describe('exit status', () => {
  const onlyWarning = sampleReport({ findings: [drainFinding] });
  test.each([
    ['clean', clean, [], 0],
    ['an error', sampleReport({ findings: [poolFinding] }), [], 1],
    ['a warning', onlyWarning, [], 0],
    ['a warning that fails', onlyWarning, ['--fail-on', 'warning'], 1],
    ['a warning below info', onlyWarning, ['--fail-on', 'info'], 1],
    ['something not analysed', sampleReport({ findings: [], unanalysed }), [], 3],
    ['findings and something not analysed', sampleReport({ unanalysed }), [], 1],
    ['a warning and something not analysed', sampleReport({ findings: [drainFinding], unanalysed }), [], 3],
  ] as const)('of %s', async (_name, report, argv, status) => {
    expect((await drainAudit(argv, report)).status).toBe(status);
  });

  test('of a plan does not depend on findings', async () => {
    expect((await drainAudit(['plan'])).status).toBe(0);
    const partial = await drainAudit(['plan'], sampleReport({ unanalysed }));
    expect(partial.status).toBe(3);
    expect(partial.stderr).toBe('not analysed: src/deep.ts: nested too deeply\n');
  });

  test('of a defect is not that of a finding', async () => {
    const { status, stdout, stderr } = await drainAudit([], new TypeError('x is \u001B[31mundefined'));
    expect(status).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('please report it');
    expect(stderr).not.toContain(escape);
  });
});

describe('wrong usage', () => {
  test.each([
    [['--fromat', 'json'], "unknown option '--fromat' (Did you mean --format?)"],
    [['--format', 'jsno'], "unknown format 'jsno': did you mean json?"],
    [['--format', 'constructor'], "unknown format 'constructor': there are text, json, sarif, github, gitlab, junit, markdown, html."],
    [['--format', 'text', '--format', 'json'], 'write one of them to a file, as in --format json=FILE'],
    [['--format', 'json='], 'names no file'],
    [['--format'], 'argument missing'],
    [['--preset', 'all'], 'Allowed choices are recommended, strict'],
    [['--fail-on', 'never'], 'Allowed choices are error, warning, info'],
    [['--rule', 'unbound-drain'], "unknown rule 'unbound-drain': did you mean unbounded-drain?"],
    [['--rule', '__proto__'], "unknown rule '__proto__': `drain-audit rules` lists them"],
    [['plan', '--format', 'json'], "unknown option '--format'"],
    [['--preset', 'strict', 'plan'], '--preset stands before the subcommand'],
    [['rules', 'x'], 'too many arguments'],
    [['explain'], "missing required argument 'rule'"],
    [['explain', 'unbounded'], 'did you mean unbounded-drain?'],
    [['explain', '\u001B[2J\n::error::'], String.raw`unknown rule '\u{1b}[2J`],
  ])('%j prints one line with the remedy', async (argv, line) => {
    const { status, stdout, stderr } = await drainAudit(argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^drain-audit: [^\n]+ See `drain-audit --help`\.\n$/);
    expect(stderr).toContain(line);
    expect(stderr).not.toContain(escape);
  });

  test('of paths is told as the reader tells it, with the subcommand that may have been meant', async () => {
    const missing = new UsageError("There is no file or folder 'explian'; name one that exists.");
    const { status, stderr } = await drainAudit(['explian', 'unbounded-drain'], missing);
    expect(status).toBe(2);
    expect(stderr).toBe("drain-audit: There is no file or folder 'explian'; name one that exists. Did you mean `drain-audit explain`? See `drain-audit --help`.\n");
    expect((await drainAudit(['services/orders'], missing)).stderr).not.toContain('Did you mean');
  });
});

describe('--format', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'drain-audit-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('json writes the report and nothing else', async () => {
    for (const argv of [['--format', 'json'], ['--format', 'json', '--color', '--verbose']]) {
      const { stdout, stderr } = await drainAudit(argv, sampleReport({ unanalysed }), { isTTY: true });
      expect(stdout).toBe(jsonReport(sampleReport({ unanalysed })));
      expect(stderr).toBe('');
    }
  });

  test('writes to files beside standard output, without colours', async () => {
    const { stdout } = await drainAudit(['--color', '--format', 'text', '--format', 'json=a.json', '--format', 'text=a=b.txt'], clean, { cwd: folder });
    expect(stdout).toContain('Nothing to repair');
    expect(readFileSync(path.join(folder, 'a.json'), 'utf8')).toBe(jsonReport(clean));
    expect(readFileSync(path.join(folder, 'a=b.txt'), 'utf8')).not.toContain(escape);
  });

  test('says on standard error what went only to files', async () => {
    const { status, stdout, stderr } = await drainAudit(['--format', 'json=a.json'], sampleReport(), { cwd: folder });
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: '2 findings in 1 service: 1 error, 1 warning\nwritten to a.json\n' });
  });

  test('replaces a longer report, but never writes through a link or into a folder that is missing', async () => {
    const victim = path.join(folder, 'victim');
    writeFileSync(victim, 'x'.repeat(100_000));
    expect((await drainAudit(['--format', 'json=victim'], clean, { cwd: folder })).status).toBe(0);
    expect(readFileSync(victim, 'utf8')).toBe(jsonReport(clean));
    symlinkSync(victim, path.join(folder, 'link'));
    for (const file of ['link', 'missing/report.json', '.']) {
      const { status, stderr } = await drainAudit(['--format', `json=${file}`], sampleReport(), { cwd: folder });
      expect(status).toBe(2);
      expect(stderr).toContain(`cannot write the report to '${file}'`);
    }
    expect(readFileSync(victim, 'utf8')).toBe(jsonReport(clean));
  });
});

describe('colours', () => {
  test.each([
    ['a pipe', {}, [], false],
    ['a terminal', { isTTY: true }, [], true],
    ['a dumb terminal', { isTTY: true, env: { TERM: 'dumb' } }, [], false],
    ['NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, [], false],
    ['an empty NO_COLOR', { isTTY: true, env: { NO_COLOR: '' } }, [], true],
    ['FORCE_COLOR', { env: { FORCE_COLOR: '1' } }, [], true],
    ['FORCE_COLOR=0', { isTTY: true, env: { FORCE_COLOR: '0' } }, [], false],
    ['NO_COLOR and FORCE_COLOR', { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, [], false],
    ['--color under NO_COLOR', { env: { NO_COLOR: '1' } }, ['--color'], true],
    ['--no-color on a terminal', { isTTY: true, env: { FORCE_COLOR: '1' } }, ['--no-color'], false],
  ])('with %s', async (_name, io, argv, colored) => {
    expect((await drainAudit(argv, sampleReport(), io)).stdout.includes(escape)).toBe(colored);
    expect((await drainAudit(['plan', ...argv], sampleReport(), io)).stdout.includes(escape)).toBe(colored);
    expect((await drainAudit(['rules', ...argv], sampleReport(), io)).stdout.includes(escape)).toBe(colored);
  });
});

describe('explain and rules', () => {
  test('explain prints what, why, how and where to read on', async () => {
    const { status, stdout } = await drainAudit(['explain', 'unbounded-drain']);
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "unbounded-drain  error  in every preset, follows the program across files
      What unbounded-drain finds.

      Why
        Requests in flight fail.

      How to fix
        Close pools after the drain.

        Await the drain.

      Read on
        https://nodejs.org/api/http.html#serverclosecallback
      "
    `);
  });

  test('rules lists every rule in alphabetical order', async () => {
    const { status, stdout } = await drainAudit(['rules']);
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "resource-closed-before-drain  error    recommended  What resource-closed-before-drain finds.
      silent-shutdown               info     strict       What silent-shutdown finds.
      unbounded-drain               error    recommended  What unbounded-drain finds.

      3 rules; \`drain-audit explain <rule>\` says why it matters and how to fix it.
      "
    `);
  });

  test('neither audits anything', async () => {
    expect((await drainAudit(['rules'])).asked).toEqual([]);
    expect((await drainAudit(['explain', 'unbounded-drain'])).asked).toEqual([]);
  });
});
