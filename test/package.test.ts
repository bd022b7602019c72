import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Manifest {
  dependencies: Record<string, string>;
}

const repository = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as Manifest;
let folder: string;
let tarball: string;
/** A user's project: drain-audit is installed as it would be published, beside a TypeScript 7 of the project's own. */
let project: string;

const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });

beforeAll(() => {
  folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'drain-audit-package-'));
  // Not `prepare`: it would rebuild what other tests are using.
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: repository, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  tarball = path.join(folder, filename);

  project = path.join(folder, 'project');
  const installed = path.join(project, 'node_modules/drain-audit');
  mkdirSync(path.join(installed, 'node_modules'), { recursive: true });
  execFileSync('tar', ['--extract', '--gzip', '--file', tarball, '--strip-components', '1', '--directory', installed]);
  // Only what is declared is there. TypeScript is copied, so that nothing can be found through the place it came from.
  for (const name of Object.keys(manifest.dependencies)) {
    const from = path.join(repository, 'node_modules', name);
    const to = path.join(installed, 'node_modules', name);
    if (name === 'typescript') cpSync(from, to, { recursive: true });
    else symlinkSync(from, to);
  }
  cpSync(path.join(repository, 'node_modules/typescript-7'), path.join(project, 'node_modules/typescript'), { recursive: true });
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'orders', scripts: { start: 'node src/main.js' } }));
  mkdirSync(path.join(project, 'src'));
  writeFileSync(
    path.join(project, 'src/main.ts'),
    [
      "import { createServer } from 'node:http';",
      "const server = createServer((request, response) => response.end('ok'));",
      'server.listen(3000);',
      "process.on('SIGINT', () => server.close());",
      '',
    ].join('\n'),
  );
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the package', () => {
  it('has nothing that publint would change', async () => {
    const data = readFileSync(tarball);
    const { messages, pkg } = await publint({
      strict: true,
      pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) },
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('has types that agree with its code, for everyone who can load ES modules', async () => {
    const { types, ...analysis } = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    // The profile `esm-only` of attw: nothing is promised to resolution before Node 16, or to `require` in types.
    const ignored = new Set<string | undefined>(['node10', 'node16-cjs']);
    const problems = ('problems' in analysis ? analysis.problems : []).filter(
      (problem) =>
        !('resolutionKind' in problem && ignored.has(problem.resolutionKind)) &&
        !('resolutionOption' in problem && ignored.has(problem.resolutionOption)),
    );
    expect(types).not.toBe(false);
    expect(problems.map((problem) => ({ ...problem, trace: undefined }))).toEqual([]);
  });

  it('contains the build, and no sources, tests or fixtures', () => {
    const files = execFileSync('tar', ['--list', '--gzip', '--file', tarball], { encoding: 'utf8' }).trim().split('\n');
    expect(files.filter((file) => !/^package\/(?:dist\/(?:bundle\/[\w-]+\.js|(?:src|rules)\/.+\.d\.ts)|docs\/rules\/[\w-]+\.md|schema\.json|package\.json|README\.md|LICENSE)$/.test(file))).toEqual([]);
    expect(files).toContain('package/dist/bundle/cli.js');
  });
});

describe('the lock file', () => {
  const { packages } = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; integrity?: string; resolved?: string }>;
  };

  it('is whole, for platforms other than the one it was made on too', () => {
    // `npm install` beside an installed node_modules may drop the versions of other platforms' packages; `npm ci` then
    // fails. Remove both and install anew.
    const broken = Object.entries(packages).filter(([name, { version, integrity }]) => name !== '' && (!version || !integrity));
    expect(broken.map(([name]) => name)).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});

describe('installed beside TypeScript 7', () => {
  it('leaves the project its own TypeScript, and uses the one it was made for', () => {
    const script = `
      const { createRequire } = require('node:module');
      const own = createRequire(require.resolve('drain-audit/package.json'));
      console.log(JSON.stringify([require('typescript').version, own('typescript').version]));
    `;
    const [users, own] = JSON.parse(node('--eval', script).stdout) as [string, string];
    expect(users).toMatch(/^7\./);
    expect(own).toMatch(/^6\.0\./);
  });

  it('audits', () => {
    const { stdout, stderr, status } = node('node_modules/drain-audit/dist/bundle/cli.js', '--format', 'json', '.');
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
    const report = JSON.parse(stdout) as { schemaVersion: number; findings: { rule: string; location: { file: string } }[] };
    expect(report.schemaVersion).toBe(1);
    expect(report.findings.map(({ rule, location }) => [rule, location.file])).toContainEqual(['missing-sigterm-handler', 'src/main.ts']);
  });

  it.each([
    ['import', '--input-type=module', "import plugin from 'drain-audit/eslint'; console.log(Object.keys(plugin.rules).length > 0);"],
    ['require', '--input-type=commonjs', "console.log(Object.keys(require('drain-audit/eslint').rules).length > 0);"],
  ])('gives ESLint its plugin through %s', (_kind, type, script) => {
    const { stdout, stderr } = node('--no-warnings', type, '--eval', script);
    expect({ stdout, stderr }).toEqual({ stdout: 'true\n', stderr: '' });
  });

  it('gives programs `audit`', () => {
    const { stdout, stderr } = node('--input-type=module', '--eval', "import { audit } from 'drain-audit'; console.log(typeof audit);");
    expect({ stdout, stderr }).toEqual({ stdout: 'function\n', stderr: '' });
  });
});
