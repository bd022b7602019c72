import { describe, expect, it } from 'vitest';
import { Patterns } from '../../src/contract/kubernetes/kustomize/name-pattern.js';
import { readKubernetes } from '../../src/contract/kubernetes/read.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import { contractsIn, saidIn } from './contracts.js';

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 30
      containers:
        - name: app
          image: example/app:1
          args: ["--host=$(SERVICE)", "$$(SERVICE)", "$(OTHER)"]
          env: [{name: URL, value: "http://host:80/path"}]
          ports: [{containerPort: 3000}]
          lifecycle: {preStop: {exec: {command: ["sleep", "5"]}}}
`;
const rest = `---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 3000}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 3, maxReplicas: 5}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {grace: "70", wait: "12", host: "a.example.com:8080"}
`;
const base = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': web + rest };

/** The workload that an overlay `top` makes of the base. Every expectation here is what `kubectl kustomize` prints. */
const madeBy = (kustomization: string, others: Record<string, string> = {}) => [...contractsIn({ ...base, ...others, 'top/kustomization.yaml': kustomization }).values()];

describe('names', () => {
  it('get a prefix and a suffix, and references follow', () => {
    const [contract] = madeBy('resources: [../base]\nnamePrefix: prod-\nnameSuffix: -v2\nnamespace: shop\n');
    expect(contract?.name).toBe('prod-web-v2');
    expect(contract?.object.namespace).toBe('shop');
    expect(contract?.services.map(({ name }) => name)).toEqual(['prod-web-v2']);
    expect(contract?.routes.map(({ label }) => label)).toEqual(['Ingress prod-web-v2']);
    expect(contract?.replicas.least).toBe(3);
  });

  it('are told apart when one base is used twice', () => {
    const files = { 'a/kustomization.yaml': 'namePrefix: a-\nresources: [../base]\nlabels: [{pairs: {side: a}, includeSelectors: true}]\n', 'b/kustomization.yaml': 'namePrefix: b-\nresources: [../base]\ncommonLabels: {side: b}\n' };
    const contracts = madeBy('namePrefix: top-\nresources: [../a, ../b]\nreplicas: [{name: web, count: 7}]\npatches:\n  - target: {kind: Deployment, name: b-.*}\n    patch: \'[{"op": "replace", "path": "/spec/template/spec/terminationGracePeriodSeconds", "value": 44}]\'\n', files);
    expect(contracts.map(({ name, grace, services, routes }) => [name, grace.seconds, services.map((service) => service.name), routes.map(({ label }) => label)])).toEqual([
      ['top-a-web', 30, ['top-a-web'], ['Ingress top-a-web']],
      ['top-b-web', 44, ['top-b-web'], ['Ingress top-b-web']],
    ]);
  });

  it('may be changed by a patch only where that is allowed', () => {
    const patch = { 'top/p.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: other}\nspec: {replicas: 9}\n' };
    const entry = 'resources: [../base]\npatches:\n  - path: p.yaml\n    target: {kind: Deployment}\n';
    expect(madeBy(entry, patch)[0]?.name).toBe('web');
    const [renamed] = madeBy(`${entry}    options: {allowNameChange: true}\n`, patch);
    expect(renamed?.name).toBe('other');
    expect(renamed?.replicas.least).toBe(3);
  });

  it('are known to other kinds by a configuration', () => {
    const rollout = web.replace('apps/v1', 'argoproj.io/v1alpha1').replace('kind: Deployment', 'kind: Rollout').replaceAll('app: web', 'app: roll').replace('name: web', 'name: roll');
    const files = { 'top/rollout.yaml': rollout, 'top/scaler.yaml': 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: roll}\nspec: {scaleTargetRef: {kind: Rollout, name: roll}, minReplicas: 4}\n', 'top/config.yaml': 'nameReference:\n  - kind: Rollout\n    fieldSpecs: [{path: spec/scaleTargetRef/name, kind: HorizontalPodAutoscaler}]\n' };
    const kustomization = 'namePrefix: p-\nresources: [rollout.yaml, scaler.yaml]\n';
    expect(madeBy(kustomization, files).find(({ kind }) => kind === 'Rollout')?.replicas.least).toBe(1);
    expect(madeBy(`${kustomization}configurations: [config.yaml]\n`, files).find(({ kind }) => kind === 'Rollout')?.replicas.least).toBe(4);
  });
});

describe('labels', () => {
  const labelsOf = (kustomization: string): (string | undefined)[] => {
    const [contract] = madeBy(`resources: [../base]\n${kustomization}`);
    return [contract?.podMetadata.get('labels', 'team').text, contract?.object.root.get('spec', 'selector', 'matchLabels', 'team').text, contract?.services[0]?.object.root.get('spec', 'selector', 'team').text];
  };

  it('go where they are asked to', () => {
    expect(labelsOf('commonLabels: {team: a}')).toEqual(['a', 'a', 'a']);
    expect(labelsOf('labels: [{pairs: {team: a}, includeSelectors: true}]')).toEqual(['a', 'a', 'a']);
    expect(labelsOf('labels: [{pairs: {team: a}, includeTemplates: true}]')).toEqual(['a', undefined, undefined]);
    expect(labelsOf('labels: [{pairs: {team: a}}]')).toEqual([undefined, undefined, undefined]);
  });
});

describe('replacements', () => {
  it('bring literal values to where they are needed', () => {
    const [contract] = madeBy(`resources: [../base]
replacements:
  - source: {kind: ConfigMap, name: settings, fieldPath: data.grace}
    targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.terminationGracePeriodSeconds]}]
  - path: more.yaml
`, { 'top/more.yaml': `- source: {kind: ConfigMap, name: settings, fieldPath: data.wait}
  targets: [{select: {name: web}, reject: [{kind: "Service|Ingress|H.*"}], fieldPaths: ["spec.template.spec.containers.[name=app].lifecycle.preStop.exec.command.1"]}]
- source: {kind: ConfigMap, name: settings, fieldPath: data.host, options: {delimiter: ":", index: 0}}
  targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=app].env.[name=URL].value"], options: {delimiter: "/", index: 2}}]
` });
    expect(contract?.grace).toMatchObject({ seconds: 70, at: { file: 'base/web.yaml', startLine: 36 } });
    expect(contract?.main?.delay).toBe(12);
    expect(contract?.main?.environment[0]?.value).toBe('http://a.example.com/path');
  });

  it('take what a generator was given', () => {
    const made = (generator: string): number | undefined => madeBy(`resources: [../base]\nconfigMapGenerator: [{name: made, ${generator}}]\nreplacements:\n  - source: {kind: ConfigMap, name: made, fieldPath: data.grace}\n    targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.terminationGracePeriodSeconds]}]\n`)[0]?.grace.seconds;
    expect(made('literals: ["grace=90"]')).toBe(90);
    expect(made('envs: [elsewhere.env]')).toBeUndefined();
  });

  it('leave nothing known where their source is not', () => {
    const files = { ...base, 'top/kustomization.yaml': 'resources: [../base]\nreplacements:\n  - source: {kind: Secret, name: elsewhere, fieldPath: data.wait}\n    targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.0.lifecycle.preStop.exec.command.1"]}]\n' };
    expect(contractsIn(files).get('web')?.main?.delay).toBeUndefined();
    expect(saidIn(files).filter((said) => said.startsWith('error'))).toEqual([]);
  });
});

describe('variables', () => {
  it('are filled in where they are literal', () => {
    const [contract] = madeBy('namePrefix: v-\nresources: [../base]\nvars:\n  - {name: SERVICE, objref: {kind: Service, name: web, apiVersion: v1}}\n  - {name: OTHER, objref: {kind: ConfigMap, name: missing, apiVersion: v1}}\n');
    expect(contract?.main?.command).toEqual(['--host=v-web', '$(SERVICE)', '$(OTHER)']);
  });
});

describe('transformers', () => {
  it('of kustomize itself are carried out', () => {
    const [contract] = madeBy(`resources: [../base]
transformers:
  - prefix.yaml
  - |-
    apiVersion: builtin
    kind: PatchTransformer
    metadata: {name: p}
    target: {kind: Deployment}
    patch: '[{"op": "replace", "path": "/spec/template/spec/terminationGracePeriodSeconds", "value": 77}]'
`, { 'top/prefix.yaml': 'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: p}\nprefix: t-\nfieldSpecs: [{path: metadata/name}]\n' });
    expect([contract?.name, contract?.grace.seconds]).toEqual(['t-web', 77]);
  });

  it.each([
    ['a program', 'transformers: [run.yaml]', 'needs programs that are not run'],
    ['a component that lies elsewhere', 'components: [https://example.com/a//b?ref=v1]', 'lies elsewhere and is not fetched'],
    ['a patch that is not there', 'patches: [{path: nowhere.yaml}]', 'is not there'],
    ['a pattern that is not understood', 'patches: [{target: {name: "(?=w)eb"}, patch: "[]"}]', 'is not understood'],
  ])('%s leaves nothing sure: one line, and no judgement', (_, step, reason) => {
    const files = { ...base, 'top/run.yaml': 'apiVersion: example.com/v1\nkind: Sidecars\nmetadata: {name: s}\n', 'top/kustomization.yaml': `resources: [../base]\n${step}\n` };
    const { contracts, unanalysed } = readKubernetes(virtualTree(files));
    expect(unanalysed).toEqual([{ file: 'top/kustomization.yaml', reason: expect.stringContaining(reason) as string }]);
    if (!reason.includes('understood')) expect(contracts).toEqual([]);
  });
});

describe('a pattern', () => {
  const covers = (pattern: string, text: string): boolean | undefined => new Patterns().covers(pattern, text);

  it.each([
    ['web', 'web', true], ['web', 'webs', false], ['web.*', 'web-1', true], ['.*', '', true], ['a|b', 'b', true], ['a|b', 'ab', false],
    ['(a|b)-web(-one)?', 'b-web-one', true], ['(a|b)-web(-one)?', 'b-web-two', false], ['^web$', 'web', true], ['[a-c]+[^x]', 'abcz', true], ['[a-c]+[^x]', 'abcx', false],
    ['w\\.b', 'wab', false], ['\\d+', '12', true], ['(?:a|)', '', true], ['a**', 'a', undefined], ['(a', 'a', undefined], ['a{2}', 'aa', undefined], ['\\p', 'p', undefined],
  ])('%s and %s: %s', (pattern, text, answer) => {
    expect(covers(pattern, text)).toBe(answer);
  });

  it('takes linear time', () => {
    const started = performance.now();
    expect(covers(`${'(a*)*'.repeat(18)}b`, 'a'.repeat(253))).toBe(false);
    expect(covers('('.repeat(400), 'a')).toBeUndefined();
    expect(covers('a'.repeat(1_000_000), 'a')).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('replacements without end', () => {
  it('are too much', () => {
    const objects = Array.from({ length: 2_000 }, (_, index) => `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s${String(index)}\n`).join('');
    const targets = '  - source: {kind: Service, name: s1}\n    targets: [{select: {name: "(a*)*b"}}]\n'.repeat(12_000);
    const started = performance.now();
    const { unanalysed } = readKubernetes(virtualTree({ ...base, 'top/s.yaml': objects, 'top/kustomization.yaml': `resources: [../base, s.yaml]\nreplacements:\n${targets}` }));
    expect(unanalysed.map(({ reason }) => reason.slice(0, 8))).toEqual(['Too much']);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('bases upon bases', () => {
  it('may double at every step', () => {
    const files: Record<string, string> = { ...base, 'n0/kustomization.yaml': 'resources: [../base]\n' };
    for (let step = 1; step <= 18; step++) {
      for (const side of ['a', 'b']) files[`${side}${String(step)}/kustomization.yaml`] = `namePrefix: ${side}-\nresources: [../n${String(step - 1)}]\n`;
      files[`n${String(step)}/kustomization.yaml`] = `resources: [../a${String(step)}, ../b${String(step)}]\n`;
      files[`c${String(step)}/kustomization.yaml`] = `kind: Component\ncomponents: [../c${String(step - 1)}, ../c${String(step - 1)}]\n`;
    }
    files['c0/kustomization.yaml'] = 'kind: Component\nnamePrefix: p-\n';
    files['top/kustomization.yaml'] = 'resources: [../base]\ncomponents: [../c18]\n';
    const started = performance.now();
    const { unanalysed } = readKubernetes(virtualTree(files));
    expect(unanalysed.some(({ reason }) => reason.startsWith('Too much is put together'))).toBe(true);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('a kustomization that wants to keep the audit busy', () => {
  const deployments = (name: string, count: number): string => Array.from({ length: count }, (_, index) => `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}${String(index)}}\nspec: {template: {spec: {containers: [{name: a, image: a}]}}}\n`).join('');
  const patch = (target: string): string => `- target: {${target}}\n  patch: '[{op: remove, path: /spec}]'\n`;
  const environment = (count: number): string => `spec:\n  template:\n    spec:\n      containers:\n      - name: a\n        env:\n${'        - name: x\n'.repeat(count)}`;

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a file named again and again', { 'kustomization.yaml': `resources:\n${'- a.yaml\n'.repeat(50_000)}`, 'a.yaml': deployments('a', 500) }],
    ['patterns', { 'kustomization.yaml': `resources: [a.yaml]\npatches:\n${patch(`name: ${'(a*b*c*d*)*'.repeat(40)}`).repeat(500)}`, 'a.yaml': deployments('abcd'.repeat(60), 500) }],
    ['selectors', { 'kustomization.yaml': `resources: [a.yaml]\npatches:\n${patch(`labelSelector: "${'!a,'.repeat(600)}"`).repeat(300)}`, 'a.yaml': deployments('a', 500) }],
    ['variables of one name', { 'kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: p.yaml}]\n', 'a.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n${environment(50_000)}`, 'p.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n${environment(20_000)}` }],
    ['references', { 'kustomization.yaml': 'namePrefix: x-\nresources: [a.yaml, i.yaml]\n', 'a.yaml': Array.from({ length: 9_000 }, (_, index) => `---\napiVersion: v1\nkind: Service\nmetadata: {name: s${String(index)}}\n`).join(''), 'i.yaml': `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec:\n  rules:\n  - http:\n      paths:\n${Array.from({ length: 20_000 }, (_, index) => `      - backend: {service: {name: s${String(index)}}}\n`).join('')}` }],
    ['vars', { 'kustomization.yaml': `resources: [a.yaml]\nvars:\n${'- {name: A, objref: {kind: Deployment, name: b}}\n'.repeat(20_000)}`, 'a.yaml': deployments('a', 5_000) }],
  ])('with %s ends in time', (_what, files) => {
    const started = performance.now();
    readKubernetes(virtualTree(files));
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 60_000);
});
