import { ESLint } from 'eslint';
import { ESLint as ESLint9 } from 'eslint-9';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import plugin from '../../src/eslint/plugin.js';
import { manifestRules } from '../../src/eslint/manifests.js';
import { expectedPlaces, fixturesFolder, shapesOf } from '../fixtures.js';
import { temporaryFolder } from '../read/temporary-folder.js';
import { placesIn } from './linting.js';

const linterIn = (folder: string): ESLint => new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [plugin.configs.manifests] });
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n      image: web\n      lifecycle: {preStop: {sleep: {seconds: 30}}}\n';

describe.each(manifestRules.map((rule) => rule.id))('%s', (id) => {
  test.each(shapesOf(id, 'bad'))('bad: %s', async (shape) => {
    const folder = path.join(fixturesFolder, id, 'bad', shape);
    const expected = expectedPlaces(folder);
    expect(placesIn(folder, await linterIn(folder).lintFiles('.')).filter((place) => !expected.includes(place))).toEqual([]);
  });

  test.each(shapesOf(id, 'ok'))('ok: %s', async (shape) => {
    const folder = path.join(fixturesFolder, id, 'ok', shape);
    expect(placesIn(folder, await linterIn(folder).lintFiles('.'))).toEqual([]);
  });
});

describe('a manifest in an editor', () => {
  const lint = async (text: string, file = 'k8s/pod.yaml', files: Readonly<Record<string, string>> = {}): Promise<string[]> => {
    const folder = temporaryFolder({ [file]: text, ...files });
    return placesIn(folder, await linterIn(folder).lintFiles(['**/*.yaml']));
  };

  it('is linted without another plugin', async () => {
    expect(await lint(pod)).toEqual(['k8s/pod.yaml:8 prestop-consumes-grace']);
  });

  it('is linted by ESLint 9', async () => {
    const folder = temporaryFolder({ 'pod.yaml': pod });
    const eslint = new ESLint9({ cwd: folder, overrideConfigFile: true, overrideConfig: [plugin.configs.manifests] as never });
    expect((await eslint.lintFiles('.')).flatMap(({ messages }) => messages.map(({ ruleId, line, column, endColumn }) => [ruleId, line, column, endColumn]))).toEqual([['drain-audit/prestop-consumes-grace', 8, 46, 48]]);
  });

  it('can switch a rule off by a comment', async () => {
    expect(await lint(pod.replace('      lifecycle', '      # eslint-disable-next-line drain-audit/prestop-consumes-grace -- a test\n      lifecycle'))).toEqual([]);
    expect(await lint(pod.replace('}}}\n', '}}} # eslint-disable-line\n'))).toEqual([]);
    expect(await lint(`# eslint-disable drain-audit/prestop-consumes-grace\n${pod}`)).toEqual([]);
    expect(await lint(pod.replace('      lifecycle', '      # eslint-disable-next-line drain-audit/grace-zero\n      lifecycle'))).not.toEqual([]);
  });

  it('is left to the command beside a kustomization', async () => {
    expect(await lint(pod, 'base/pod.yaml', { 'base/kustomization.yaml': 'resources: [pod.yaml]\n' })).toEqual([]);
  });

  it.each(['', '\uFEFF', '{{ .Values.x }}\nkind: Pod\n', `kind: Pod\nx: ${'['.repeat(100_000)}`, 'kind: Pod\n\tx', '\0kind: Pod', '# eslint-'.repeat(50_000)])('may be anything (%#)', async (text) => {
    expect(await lint(text)).toEqual([]);
  });
});
