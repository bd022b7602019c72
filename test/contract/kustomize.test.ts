import { describe, expect, it } from 'vitest';
import { readKubernetes } from '../../src/contract/kubernetes/read.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import { contractsIn, findingsIn, saidIn } from './contracts.js';

const deployment = (grace: string, name = 'orders'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: ${name}}}\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec:\n${grace}      containers:\n        - name: app\n          image: example/app:1\n          ports: [{containerPort: 3000}]\n          lifecycle: {preStop: {sleep: {seconds: 40}}}\n        - name: helper\n          image: example/helper:1\n`;
const base = { 'base/kustomization.yaml': 'resources: [orders.yaml]\n', 'base/orders.yaml': deployment('') };

describe('an overlay', () => {
  it('is judged instead of its base, and points at the patch', () => {
    const files = {
      ...base,
      'base/orders.yaml': deployment('      terminationGracePeriodSeconds: 90\n'),
      'prod/kustomization.yaml': 'resources: [../base]\npatchesStrategicMerge:\n  - patch.yaml\n',
      'prod/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: orders}\nspec:\n  template:\n    spec:\n      terminationGracePeriodSeconds: 20\n      containers:\n        - name: app\n          env: [{name: A, value: b}]\n',
    };
    const [first] = findingsIn(files);
    expect(first).toMatchObject({ rule: 'prestop-consumes-grace', location: { file: 'base/orders.yaml', startLine: 16 } });
    expect(first?.related.map(({ message, location }) => `${message} ${location.file}:${String(location.startLine)}`)).toEqual(['composed by prod/kustomization.yaml prod/kustomization.yaml:1', 'the grace period prod/patch.yaml:7']);
  });

  it('clears what a base alone would be reported for', () => {
    expect(saidIn(base)).not.toEqual([]);
    const json = '- op: add\n  path: /spec/template/spec/terminationGracePeriodSeconds\n  value: 90\n';
    for (const patch of [
      `patches:\n  - target: {kind: Deployment}\n    patch: |-\n${json.replaceAll(/^(?=.)/gm, '      ')}`,
      `patches:\n  - target: {kind: Deployment, name: "ord.*"}\n    path: grace.yaml\n`,
      `patchesJson6902:\n  - target: {group: apps, version: v1, kind: Deployment, name: orders}\n    path: grace.yaml\n`,
      `patches:\n  - target: {labelSelector: "app=nothing"}\n    path: grace.yaml\n  - target: {kind: Deployment}\n    patch: '[{"op": "add", "path": "/spec/template/spec/terminationGracePeriodSeconds", "value": 90}]'\n`,
      `components: [../component]\n`,
    ]) {
      const files = { ...base, 'prod/kustomization.yaml': `resources:\n  - ../base\n${patch}`, 'prod/grace.yaml': json, 'component/kustomization.yaml': `kind: Component\npatches:\n  - target: {kind: Deployment}\n    path: grace.yaml\n`, 'component/grace.yaml': json };
      expect(saidIn(files)).toEqual([]);
    }
  });

  it('leaves what a patch repeats where it was written', () => {
    const files = { ...base, 'prod/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n', 'prod/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: orders}\nspec:\n  template:\n    spec:\n      containers:\n        - name: app\n          image: example/app:2\n' };
    const app = contractsIn(files).get('orders')?.containers[0];
    expect([app?.at.file, app?.image?.text]).toEqual(['base/orders.yaml', 'example/app:2']);
  });

  it('merges lists by name, deletes, replaces and sets replicas, namespaces and labels', () => {
    const files = {
      ...base,
      'prod/kustomization.yaml': 'namespace: shop\nresources: [../base, service.yaml]\nreplicas: [{name: orders, count: 5}]\ncommonLabels: {team: a}\npatches:\n  - path: patch.yaml\n',
      'prod/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: orders}\nspec: {selector: {app: orders}, ports: [{port: 80, targetPort: 3000}]}\n',
      'prod/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: orders}\nspec:\n  template:\n    spec:\n      containers:\n        - name: helper\n          $patch: delete\n        - name: app\n          lifecycle:\n            preStop:\n              sleep: null\n              exec: {command: [sleep, "12"]}\n        - name: new\n          image: example/new:1\n',
    };
    const contract = contractsIn(files).get('orders');
    expect(contract?.containers.map(({ name, delay }) => `${name} ${String(delay)}`)).toEqual(['app 12', 'new 0']);
    expect(contract?.replicas.least).toBe(5);
    expect(contract?.object.namespace).toBe('shop');
    expect(contract?.services.map(({ name }) => name)).toEqual(['orders']);
  });

  it('puts other images in place', () => {
    const imagesWith = (images: string): (string | undefined)[] | undefined => contractsIn({ ...base, 'prod/kustomization.yaml': `resources: [../base]\nimages: [${images}]\n` }).get('orders')?.containers.map(({ image }) => image?.text);
    expect(imagesWith('{name: example/app, newTag: "2"}')).toEqual(['example/app:2', 'example/helper:1']);
    expect(imagesWith('{name: example/app, newName: gcr.io/distroless/nodejs22}')).toEqual(['gcr.io/distroless/nodejs22:1', 'example/helper:1']);
    expect(imagesWith('{name: example/helper, digest: "sha256:0"}, {name: example}')).toEqual(['example/app:1', 'example/helper@sha256:0']);
  });

  it('replaces the lists of kinds that are not built in, as kustomize does', () => {
    const rollout = deployment('').replace('apps/v1', 'argoproj.io/v1alpha1').replace('kind: Deployment', 'kind: Rollout');
    const files = { 'base/kustomization.yaml': 'resources: [orders.yaml]\npatches: [{path: patch.yaml}]\n', 'base/orders.yaml': rollout, 'base/patch.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: orders}\nspec: {template: {spec: {containers: [{name: app, image: b}]}}}\n' };
    expect(contractsIn(files).get('orders')?.containers.map(({ name, delay }) => `${name} ${String(delay)}`)).toEqual(['app 0']);
  });
});

describe('what is not followed', () => {
  it.each([
    ['https://github.com/example/base//deploy?ref=v1', 'lies elsewhere'],
    ['github.com/example/base/deploy', 'lies elsewhere'],
    ['../../outside', 'is not within'],
    ['/etc/passwd', 'is not within'],
    ['missing.yaml', 'is not there'],
  ])('%s is said', (resource, reason) => {
    const { unanalysed } = readKubernetes(virtualTree({ ...base, 'prod/kustomization.yaml': `resources:\n  - ../base\n  - ${resource}\n` }));
    expect(unanalysed).toEqual([{ file: 'prod/kustomization.yaml', reason: expect.stringContaining(reason) as string }]);
    expect(unanalysed[0]?.reason).toContain('kubectl kustomize prod/ | drain-audit -');
  });

  it('is said where there is nothing else', () => {
    const { unanalysed } = readKubernetes(virtualTree({ 'kustomization.yaml': 'resources: [../../base]\n' }));
    expect(unanalysed).toEqual([{ file: 'kustomization.yaml', reason: expect.stringContaining('name a folder that holds both') as string }]);
  });

  it('is what needs programs', () => {
    const { unanalysed } = readKubernetes(virtualTree({ ...base, 'prod/kustomization.yaml': 'resources: [../base]\nhelmCharts: [{name: redis}]\n' }));
    expect(unanalysed[0]?.reason).toContain('needs programs that are not run');
  });

  it('is a circle', () => {
    const { unanalysed } = readKubernetes(virtualTree({ ...base, 'a/kustomization.yaml': 'resources: [../b, ../base]\n', 'b/kustomization.yaml': 'resources: [../a]\n', 'c/kustomization.yaml': 'resources: [../a]\n' }));
    expect(unanalysed[0]?.reason).toContain('Refers to itself');
  });

  it('is malformed', () => {
    for (const text of ['', '[', 'resources: {}', 'resources: [{a: b}]', 'patches: x', `resources: [../base]\npatches: [{patch: "{"}]`, 'resources: [../base]\npatches: [{path: nowhere.yaml}]', `resources: [../base]\npatches: [{target: {kind: Deployment}, patch: '[{"op": "add", "path": "/spec/template/spec/containers/99999/x", "value": 1}, {"op": "remove"}]'}]`]) {
      expect(() => readKubernetes(virtualTree({ ...base, 'prod/kustomization.yaml': text }))).not.toThrow();
    }
  });
});
