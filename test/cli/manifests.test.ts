import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../read/temporary-folder.js';
import { drainAudit } from './command-line.js';
import { sampleReport } from '../report/sample.js';

const command = path.resolve(import.meta.dirname, '../../dist/src/cli/main.js');
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n      image: web\n      lifecycle: {preStop: {sleep: {seconds: 30}}}\n';

interface Report {
  findings: { rule: string; location: { file: string; startLine: number }; related: { message: string; location: { file: string } }[] }[];
  services: { name: string; entry: string; contracts: { grace: unknown }[] }[];
  unanalysed: { file: string; reason: string }[];
}

const run = (args: readonly string[], cwd: string, input = '', env: Readonly<Record<string, string>> = {}): { status: number | null; stderr: string; report: Report } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args, '--format', 'json'], { cwd, input, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stderr, report: (stdout === '' ? {} : JSON.parse(stdout)) as Report };
};

describe('manifests on standard input', () => {
  it('are audited', () => {
    const { report, status } = run(['-'], temporaryFolder(), `---\n# Source: shop/templates/web.yaml\n${pod}`);
    expect(report.findings.map(({ rule, location }) => `${rule} ${location.file}:${String(location.startLine)}`)).toEqual(['prestop-consumes-grace -:10']);
    expect(report.services).toMatchObject([{ name: 'web', entry: '-', contracts: [{ grace: { seconds: 30, from: 'default' } }] }]);
    expect(status).toBe(0);
  });

  it('are audited beside a folder', () => {
    const { report } = run(['-', '.'], temporaryFolder({ 'shop/templates/web.yaml': '{{ .Values }}', 'other.yaml': pod }), `# Source: shop/templates/web.yaml\n${pod}`);
    expect(report.findings.map(({ location }) => location.file)).toEqual(['-', 'other.yaml']);
    expect(report.findings[0]?.related[0]).toMatchObject({ message: 'rendered from shop/templates/web.yaml', location: { file: 'shop/templates/web.yaml' } });
  });

  it('may be nothing, or no manifests', () => {
    expect(run(['-'], temporaryFolder(), '').report.findings).toEqual([]);
    expect(run(['-'], temporaryFolder(), 'kind: Pod\n  x: [').status).toBe(3);
  });
});

describe('the version of Kubernetes', () => {
  it('decides what a cluster can do', () => {
    const folder = temporaryFolder({ 'pod.yaml': pod.replace('30}', '5}') });
    expect(run(['.'], folder).report.findings).toEqual([]);
    expect(run(['.', '--kubernetes-version', '1.29'], folder).report.findings.map(({ rule }) => rule)).toEqual(['prestop-sleep-invalid']);
  });

  it('is checked', async () => {
    const { status, stderr } = await drainAudit(['--kubernetes-version', 'latest'], sampleReport());
    expect(status).toBe(2);
    expect(stderr).toContain('write it as in --kubernetes-version 1.33');
  });
});

describe('rendering', () => {
  const program = (name: string, script: string): string => {
    const folder = temporaryFolder({ [name]: `#!/bin/sh\n${script}\n` });
    chmodSync(path.join(folder, name), 0o755);
    return folder;
  };
  const chart = { 'shop/Chart.yaml': 'apiVersion: v2\nname: shop\n', 'shop/templates/web.yaml': '{{ .Values.x }}', 'shop/charts/part/Chart.yaml': 'name: part\n', 'library/Chart.yaml': 'name: library\ntype: library\n' };
  const overlay = { 'base/kustomization.yaml': 'resources: [pod.yaml]\n', 'base/pod.yaml': pod, 'prod/kustomization.yaml': 'resources: [../base]\n' };

  it('runs nothing unless it is asked for', () => {
    const marker = path.join(temporaryFolder(), 'ran');
    const bin = program('helm', `touch ${marker}`);
    const { report } = run(['.'], temporaryFolder(chart), '', { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` });
    expect(report.findings).toEqual([]);
    expect(spawnSync('ls', [marker]).status).not.toBe(0);
  });

  it('is done by helm, for charts that stand for themselves', () => {
    const bin = program('helm', `test "$1 $2" = "template drain-audit" || exit 1\ncat <<'EOF'\n---\n# Source: shop/templates/web.yaml\n${pod}EOF`);
    const { report, stderr } = run(['.', '--render'], temporaryFolder(chart), '', { PATH: `${bin}${path.delimiter}/bin${path.delimiter}/usr/bin` });
    expect(stderr).toBe('');
    expect(report.findings.map(({ location }) => location.file)).toEqual(['shop/(helm template).yaml']);
    expect(report.findings[0]?.related[0]?.location.file).toBe('shop/templates/web.yaml');
  });

  it('is done by kustomize, for overlays that no other one uses', () => {
    const bin = program('kustomize', `echo "$2" >&2\ncat <<'EOF'\n${pod}EOF`);
    const { report } = run(['.', '--render'], temporaryFolder(overlay), '', { PATH: `${bin}${path.delimiter}/bin${path.delimiter}/usr/bin` });
    expect(report.findings.map(({ location }) => location.file)).toEqual(['prod/(kustomize build).yaml']);
    expect(report.findings[0]?.related[0]?.location.file).toBe('prod/kustomization.yaml');
  });

  it('that fails is said, and the rest is audited', () => {
    const bin = program('helm', 'echo "Error: found in Chart.yaml, but missing in charts/ directory: redis" >&2; exit 1');
    const { report } = run(['.', '--render'], temporaryFolder({ ...chart, 'pod.yaml': pod }), '', { PATH: `${bin}${path.delimiter}/bin` });
    expect(report.findings.map(({ location }) => location.file)).toEqual(['pod.yaml']);
    expect(report.unanalysed).toEqual([{ file: 'shop/Chart.yaml', reason: expect.stringContaining('missing in charts/ directory: redis') as string }]);
  });

  it('needs a program', () => {
    const { status, stderr } = run(['.', '--render'], temporaryFolder(chart), '', { PATH: temporaryFolder() });
    expect([status, stderr]).toEqual([2, expect.stringContaining('--render needs helm') as string]);
  });
});
