import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Scratch, service } from '../cli/scratch.js';

const root = path.resolve(import.meta.dirname, '../..');

interface Step {
  name: string;
  id?: string;
  uses?: string;
  run?: string;
  shell?: string;
  env?: Record<string, string>;
  'working-directory'?: string;
}
interface Action {
  inputs: Record<string, { description: string; default: string }>;
  runs: { using: string; steps: Step[] };
}
const text = readFileSync(path.join(root, 'action.yml'), 'utf8');
const action = parse(text) as Action;

describe('action.yml', () => {
  test('uses every input, describes it, and gives it a default', () => {
    for (const [name, { description, default: otherwise }] of Object.entries(action.inputs)) {
      expect(description.endsWith('.')).toBe(true);
      expect(['string', 'number']).toContain(typeof otherwise);
      expect(text).toContain(`inputs.${name}`);
    }
    const used = new Set(Array.from(text.matchAll(/inputs\.([\w-]+)/g), ([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('puts no expression into a script, where its value would be code', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
    for (const { run, shell } of action.runs.steps) expect(run === undefined || shell === 'bash').toBe(true);
  });

  test('installs this version', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(action.inputs['version']?.default).toBe(version);
  });
});

describe('the scripts of action.yml', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = new Scratch(service);
    scratch.git('init', '--quiet');
    scratch.commit('A service');
  });
  afterEach(() => {
    scratch.remove();
  });

  const script = (name: string): string => action.runs.steps.find((step) => step.name === name)?.run ?? '';
  const bash = (name: string, env: Record<string, string>, cwd = scratch.folder) => spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script(name)], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } });

  /** As after the first step, with the build of this repository in the place of the published package. */
  const installed = (): { work: string; env: Record<string, string> } => {
    const work = path.join(scratch.folder, '.git/runner');
    mkdirSync(path.join(work, 'node_modules'), { recursive: true });
    symlinkSync(root, path.join(work, 'node_modules/drain-audit'));
    const env = { WORK: work, GITHUB_OUTPUT: path.join(work, 'output'), GITHUB_STEP_SUMMARY: path.join(work, 'summary'), PATHS: '.\n', CHANGED_SINCE: '', PRESET: '', FAIL_ON: 'error', MAX_WARNINGS: '', CONFIG: '', BASELINE: '', INLINE_IGNORES: 'true' };
    return { work, env };
  };

  test('install in a folder of their own, what is asked for', () => {
    scratch.write('bin/npm', '#!/bin/sh\npwd\necho "$@"\n');
    chmodSync(path.join(scratch.folder, 'bin/npm'), 0o755);
    const run = (version: string) => bash('Install drain-audit', { VERSION: version, PATH: `${scratch.folder}/bin:${process.env['PATH'] ?? ''}` });
    expect(run('0.1.0').stdout).toBe(`${scratch.folder}/drain-audit\ninstall --ignore-scripts --no-audit --no-fund --silent drain-audit@0.1.0\n`);
    expect(run('1 evil --registry=https://evil.example').status).toBe(2);
  });

  test('annotate, write SARIF and a comment, and hand on the status', () => {
    const { work, env } = installed();
    const { status, stdout, stderr } = bash('Audit', env);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^::error file=src\/shutdown\.js,line=5,/);
    expect(readFileSync(path.join(work, 'output'), 'utf8')).toBe(`status=1\nsarif=${work}/drain-audit.sarif\n`);
    expect(readFileSync(path.join(work, 'drain-audit.sarif'), 'utf8')).toContain('resource-closed-before-drain');
    expect(readFileSync(path.join(work, 'drain-audit.md'), 'utf8')).toContain('## drain-audit');
    expect(readFileSync(path.join(work, 'summary'), 'utf8')).toBe(readFileSync(path.join(work, 'drain-audit.md'), 'utf8'));
    expect(bash('Result', { STATUS: '1' }).status).toBe(1);
    expect(bash('Result', { STATUS: '0' }).status).toBe(0);
  });

  test('pass every input on', () => {
    const { work, env } = installed();
    scratch.write('config.yaml', 'rules: { resource-closed-before-drain: off, unbounded-drain: off, no-force-exit-deadline: off }\n');
    const all = { ...env, PATHS: 'src\n\npackage.json', CHANGED_SINCE: 'HEAD', PRESET: 'recommended', FAIL_ON: 'warning', MAX_WARNINGS: '3', CONFIG: 'config.yaml', INLINE_IGNORES: 'false' };
    expect(bash('Audit', all)).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(path.join(work, 'output'), 'utf8')).toMatch(/^status=0\n/);
  });

  test('take no input for an option or for code, and fail on wrong ones', () => {
    const { env } = installed();
    for (const wrong of [{ PATHS: '--fix' }, { PATHS: '$(touch mark)' }, { CHANGED_SINCE: '--output=mark' }, { PRESET: 'strict --fix' }, { CHANGED_SINCE: '`touch mark`' }]) {
      expect(bash('Audit', { ...env, ...wrong }).status).toBe(2);
    }
    expect(scratch.git('status', '--porcelain')).toBe('');
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const [hook] = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as [{ id: string; entry: string; language: string; args: string[]; pass_filenames: boolean; files: string }];

  test('starts the command of the package, with options that it has', async () => {
    const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };
    expect(Object.keys(bin)).toContain(hook.entry);
    expect(hook).toMatchObject({ id: 'drain-audit', language: 'node', pass_filenames: false });
    const scratch = new Scratch(service);
    try {
      scratch.git('init', '--quiet');
      scratch.commit('A service');
      expect((await scratch.drainAudit(...hook.args)).status).toBe(0);
      scratch.write('src/invoices.js', "import { createServer } from 'node:http';\ncreateServer().listen(3000);\nprocess.on('SIGTERM', () => process.exit(0));\n");
      expect((await scratch.drainAudit(...hook.args)).status).toBe(1);
    } finally {
      scratch.remove();
    }
  });

  test.each([['src/a.ts', true], ['k8s/deployment.yaml', true], ['Dockerfile', true], ['docker/Dockerfile.prod', true], ['drain-audit-baseline.yaml', true], ['README.md', false], ['logo.png', false]])('%s concerns it: %s', (file, expected) => {
    expect(new RegExp(hook.files).test(file)).toBe(expected);
  });
});
