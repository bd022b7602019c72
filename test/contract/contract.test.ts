import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/contract/contract.js';
import { readContracts } from '../../src/contract/read.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import { contractOf, contractsIn, findingsIn, podWith, saidIn } from './contracts.js';

const service = (spec = '', annotations = ''): string => `---\napiVersion: v1\nkind: Service\nmetadata: {name: web${annotations}}\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: 3000}]${spec}}\n`;
const served = (hook: string, grace?: string): string => podWith(hook, grace).replace('metadata: {name: web}', 'metadata: {name: web, labels: {app: web}}').replace('image: web', 'image: web\n      ports: [{containerPort: 3000}]\n      readinessProbe: {grpc: {port: 3000}}');

describe('severity', () => {
  it('is an error where requests lead to the pod, and one milder where none do', () => {
    expect(saidIn({ 'a.yaml': served('{sleep: {seconds: 60}}') + service() })).toEqual(['error prestop-consumes-grace a.yaml:11']);
    expect(saidIn({ 'a.yaml': served('{sleep: {seconds: 60}}') })).toEqual(['warning prestop-consumes-grace a.yaml:11']);
    expect(saidIn({ 'a.yaml': served('{sleep: {seconds: 57}}') + service() })).toEqual(['warning prestop-leaves-thin-remainder a.yaml:11']);
    expect(saidIn({ 'a.yaml': served('{sleep: {seconds: 57}}') })).toEqual(['info prestop-leaves-thin-remainder a.yaml:11']);
  });

  it('of a rollout at one replica is a warning, and an info where a volume leaves no choice', () => {
    const deployment = (pod: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 1\n  strategy: {rollingUpdate: {maxUnavailable: 1, maxSurge: 0}}\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers: [{name: web, image: web, ports: [{containerPort: 3000}], readinessProbe: {grpc: {port: 3000}}, lifecycle: {preStop: {sleep: {seconds: 8}}}}]\n${pod}`;
    expect(saidIn({ 'a.yaml': deployment('') + service() })).toEqual(['warning rollout-can-drop-all-replicas a.yaml:6']);
    expect(saidIn({ 'a.yaml': deployment('      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]\n') + service() })).toEqual(['info rollout-can-drop-all-replicas a.yaml:6']);
  });
});

describe('arithmetic', () => {
  it.each([
    ['terminationGracePeriodSeconds: 30', 25, []],
    ['terminationGracePeriodSeconds: 30', 26, ['prestop-leaves-thin-remainder']],
    ['terminationGracePeriodSeconds: 30', 29, ['prestop-leaves-thin-remainder']],
    ['terminationGracePeriodSeconds: 30', 30, ['prestop-consumes-grace']],
    ['terminationGracePeriodSeconds: 30', 31, ['prestop-consumes-grace', 'prestop-sleep-invalid']],
    ['hostname: web', 30, ['prestop-consumes-grace']],
    ['terminationGracePeriodSeconds: ${GRACE}', 300, []],
    ['terminationGracePeriodSeconds:', 30, ['prestop-consumes-grace']],
  ])('%s with a hook of %d s', (grace, seconds, rules) => {
    expect(findingsIn({ 'a.yaml': podWith(`{sleep: {seconds: ${String(seconds)}}}`, grace) }).map(({ rule }) => rule)).toEqual(rules);
  });

  it('prints its sum', () => {
    const [finding] = findingsIn({ 'a.yaml': podWith('{exec: {command: [sleep, "35"]}}', 'hostname: web') });
    expect(finding?.message).toBe('web: preStop 35 s ≥ grace 30 s (default), so SIGTERM comes when the time is over and SIGKILL 2 s later, in the middle of the drain. Set terminationGracePeriodSeconds to preStop 35 s + drain 30 s = 65 s.');
  });

  it('leaves the process the two seconds of the kubelet', () => {
    const contract = contractOf(podWith('{sleep: {seconds: 90}}'));
    expect(contract.containers.map((container) => contract.remainderOf(container))).toEqual([2]);
  });

  it.each([
    ['1.29', 5, 'warning prestop-sleep-invalid'],
    ['1.30', 0, 'error prestop-sleep-invalid'],
    ['1.32', 0, 'error prestop-sleep-invalid'],
    ['1.33', 0, undefined],
    ['v1.34.2', 0, undefined],
    ['1.30', 5, undefined],
  ])('of the sleep action on Kubernetes %s with %d s', (kubernetesVersion, seconds, said) => {
    expect(saidIn({ 'a.yaml': podWith(`{sleep: {seconds: ${String(seconds)}}}`) }, { kubernetesVersion }).map((line) => line.replace(/ a\.yaml.*/, ''))).toEqual(said === undefined ? [] : [said]);
  });
});

describe('rounding', () => {
  const budget = (line: string, replicas: number): number | undefined =>
    contractsIn({ 'a.yaml': `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec:\n  replicas: ${String(replicas)}\n  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: web}]}\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec:\n  ${line}\n  selector: {matchLabels: {app: web}}\n` }).get('web')?.budgets[0]?.allowed;

  it.each([
    ['minAvailable: 67%', 3, 0],
    ['minAvailable: 66%', 3, 1],
    ['minAvailable: 50%', 7, 3],
    ['minAvailable: 5', 3, 0],
    ['maxUnavailable: 10%', 3, 1],
    ['maxUnavailable: "0%"', 3, 0],
    ['maxUnavailable: x', 3, undefined],
  ])('of a budget: %s of %d leaves %s', (line, replicas, allowed) => {
    expect(budget(line, replicas)).toBe(allowed);
  });

  it.each([
    ['', 1, 0],
    ['', 4, 1],
    ['maxUnavailable: 30%', 3, 0],
    ['maxUnavailable: 34%', 3, 1],
    ['maxUnavailable: 0, maxSurge: 0%', 3, 1],
    ['maxUnavailable: 2', 3, 2],
  ])('of a rollout: {%s} of %d takes %d away', (limits, replicas, unavailable) => {
    const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: ${String(replicas)}\n  strategy: {rollingUpdate: {${limits}}}\n  template: {spec: {containers: [{name: web, image: web}]}}\n`;
    expect(contractOf(text).rollout.mostUnavailable).toBe(unavailable);
  });
});

describe('traffic', () => {
  const routesOf = (...documents: readonly string[]): string[] | undefined => contractsIn({ 'a.yaml': served('{sleep: {seconds: 5}}') + documents.join('') }).get('web')?.routes.map(({ kind, label }) => `${kind} ${label}`);
  const ingress = (more: string): string => `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop}\nspec: {${more}rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]}\n`;

  it.each([
    [[service()], ['in-cluster Service web']],
    [[service(', type: LoadBalancer')], ['load-balancer Service web']],
    [[service(', type: NodePort')], ['node-port Service web']],
    [[service(), ingress('')], ['ingress Ingress shop']],
    [[service(), ingress('ingressClassName: gce, ')], ['gce Ingress shop']],
    [[service(), ingress('ingressClassName: alb, ')], ['alb-instance Ingress shop']],
    [[service('', ', annotations: {alb.ingress.kubernetes.io/target-type: ip}'), ingress('ingressClassName: alb, ')], ['alb-ip Ingress shop']],
    [[service(', type: LoadBalancer, loadBalancerClass: service.k8s.aws/nlb', ', annotations: {service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip}')], ['nlb-ip Service web']],
    [[service(', type: ExternalName')], []],
    [[service().replace('app: web', 'app: other')], []],
    [[service().replace('app: web', 'app: "${APP}"')], []],
  ])('%j', (documents, routes) => {
    expect(routesOf(...documents)).toEqual(routes);
  });

  it('is that of the nearest folder, where copies lie side by side', () => {
    const files = { 'a/web.yaml': served('{sleep: {seconds: 60}}'), 'a/service.yaml': service(), 'b/service.yaml': service(', type: LoadBalancer') };
    expect(contractsIn(files).get('web')?.routes.map(({ kind, service: { object } }) => `${kind} ${object.file}`)).toEqual(['in-cluster a/service.yaml']);
  });
});

it('what Helm rendered names its template, and points at it where it is there', () => {
  const stream = `---\n# Source: shop/templates/web.yaml\n${podWith('{sleep: {seconds: 60}}')}`;
  expect(findingsIn({ '-': stream })[0]?.related[0]).toMatchObject({ message: 'rendered from shop/templates/web.yaml', location: { file: '-', startLine: 2 } });
  expect(findingsIn({ '-': stream, 'charts/shop/templates/web.yaml': 'x: {{ .Values.x }}' })[0]?.related[0]).toMatchObject({ location: { file: 'charts/shop/templates/web.yaml', startLine: 1 } });
});

it('pairs in the values of a chart are judged, and nothing else in them', () => {
  const values = 'web:\n  terminationGracePeriodSeconds: 30\n  lifecycle: {preStop: {exec: {command: [sleep, "30"]}}}\napi:\n  podTerminationGracePeriodSecs: 30\n  containerPreStopSleepSecs: 25\nother:\n  terminationGracePeriodSeconds: ""\n  lifecycle: {preStop: {sleep: {seconds: 300}}}\n';
  expect(saidIn({ 'charts/a/values.yaml': values })).toEqual(['warning prestop-consumes-grace charts/a/values.yaml:3']);
  expect(saidIn({ 'other.yaml': values })).toEqual([]);
});

it('a contract is reported with what counts', () => {
  const [contract] = readContracts(virtualTree({ 'a.yaml': served('{sleep: {seconds: 20}}') + service() })).contracts;
  expect(contract && reportOf(contract)).toEqual({
    platform: 'kubernetes',
    name: 'web',
    at: { file: 'a.yaml', startLine: 3, startColumn: 18, endLine: 3, endColumn: 21 },
    signal: 'SIGTERM',
    grace: { seconds: 60, from: 'manifest' },
    kind: 'Pod',
    containers: [{ name: 'web', preStop: 20, remainder: 40 }],
    traffic: ['Service web'],
  });
});

it('annotations of a workload have places, for whoever switches a rule off there', () => {
  const contract = contractOf(podWith('{sleep: {seconds: 60}}').replace('metadata: {name: web}', 'metadata:\n  name: web\n  annotations:\n    drain-audit/ignore: "prestop-consumes-grace: a test"'));
  expect(contract.annotations.get('drain-audit/ignore').text).toBe('prestop-consumes-grace: a test');
  expect(contract.annotations.get('drain-audit/ignore').at).toMatchObject({ startLine: 6, startColumn: 25 });
});
