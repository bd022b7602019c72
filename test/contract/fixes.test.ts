import { describe, expect, it } from 'vitest';
import { findingsIn, podWith, repaired, saidIn } from './contracts.js';

const repair = (text: string, rule: string): string | undefined => repaired(text, findingsIn({ 'k8s.yaml': text }).find((finding) => finding.rule === rule));

const workload = (lines: readonly string[], newline = '\n'): string =>
  [
    '# Orders, as it is deployed',
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    '  name:   orders   # kept',
    'spec:',
    '  selector: &selector',
    '    matchLabels: {app: orders}',
    '  template:',
    '    metadata: {labels: {app: orders}}',
    '    spec:',
    ...lines,
    '---',
    'apiVersion: v1',
    'kind: Service',
    'metadata: {name: orders}',
    'spec: {selector: {app: orders}, ports: [{port: 80, targetPort: 3000}]}',
    '',
  ].join(newline);

describe.each(['\n', '\r\n'])('with lines that end in %j', (newline) => {
  it('the grace period is set where it is written, and nothing else is touched', () => {
    const text = workload(['      terminationGracePeriodSeconds: "30"   # in seconds', '      containers:', '        - name: orders', '          image: orders', '          lifecycle: {preStop: {sleep: {seconds: 30}}}'], newline);
    expect(repair(text, 'prestop-consumes-grace')).toBe(text.replace('"30"', '"60"'));
  });

  it('the grace period is added above the containers', () => {
    const text = workload(['      containers:', '        - name: orders', '          image: orders', '          lifecycle: {preStop: {exec: {command: [sleep, "35"]}}}'], newline);
    expect(repair(text, 'prestop-consumes-grace')).toBe(text.replace('      containers:', `      terminationGracePeriodSeconds: 65${newline}      containers:`));
  });

  it('a delay is added to a container that has none', () => {
    const text = workload(['      containers:', '        - name: orders # the api', '          image: orders', '          ports: [{containerPort: 3000}]'], newline);
    const hook = ['          lifecycle:', '            preStop:', '              sleep:', '                seconds: 5', ''].join(newline);
    expect(repair(text, 'missing-propagation-delay')).toBe(text.replace(`# the api${newline}`, `# the api${newline}${hook}`));
  });

  it('a delay is added beside another hook', () => {
    const text = workload(['      containers:', '        - image: orders', '          name: orders', '          ports: [{containerPort: 3000}]', '          lifecycle: # hooks', '              postStart:', '                exec: {command: [touch, /up]}'], newline);
    const hook = ['              preStop:', '                sleep:', '                  seconds: 5', ''].join(newline);
    expect(repair(text, 'missing-propagation-delay')).toBe(text.replace(`# hooks${newline}`, `# hooks${newline}${hook}`));
  });

  it('a sleep of the image becomes one of the kubelet', () => {
    const container = ['      containers:', '        - name: orders', '          image: gcr.io/distroless/nodejs22', '          lifecycle:', '            preStop:', '              exec:', '                command:', '                  - sleep', '                  - "15"', '          ports: [{containerPort: 3000}]'];
    const text = workload(container, newline);
    const exec = container.slice(5, 9).join(newline);
    expect(repair(text, 'prestop-binary-missing')).toBe(text.replace(exec, ['              sleep:', '                seconds: 15'].join(newline)));
  });
});

it('a sleep becomes one of the kubelet in flow style, and in a shell', () => {
  const text = podWith('{exec: {command: ["/bin/sh", "-c", "sleep 15"]}}').replace('image: web', 'image: gcr.io/distroless/static');
  expect(repair(text, 'prestop-binary-missing')).toBe(text.replace('exec: {command: ["/bin/sh", "-c", "sleep 15"]}', 'sleep: {seconds: 15}'));
});

it('what was repaired is not found again', () => {
  const text = podWith('{sleep: {seconds: 60}}');
  expect(saidIn({ 'k8s.yaml': text })).toEqual(['warning prestop-consumes-grace k8s.yaml:9']);
  expect(saidIn({ 'k8s.yaml': repair(text, 'prestop-consumes-grace') ?? '' })).toEqual([]);
});

describe('no repair is offered', () => {
  it.each([
    ['for a number that others share by an anchor', podWith('{sleep: {seconds: 60}}').replace('metadata: {name: web}', 'metadata: {name: web, annotations: {grace: &grace 60}}').replace('Seconds: 60', 'Seconds: *grace')],
    ['in flow style', 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, image: web, lifecycle: {preStop: {sleep: {seconds: 30}}}}]}\n'],
    ['in what Helm has rendered', `# Source: web/templates/pod.yaml\n${podWith('{sleep: {seconds: 60}}')}`],
  ])('%s', (_name, text) => {
    const [finding] = findingsIn({ 'k8s.yaml': text });
    expect(finding?.rule).toBe('prestop-consumes-grace');
    expect(finding?.fix).toBeUndefined();
  });

  it('in standard input', () => {
    const [finding] = findingsIn({ '-': podWith('{sleep: {seconds: 60}}') });
    expect([finding?.location.file, finding?.fix]).toEqual(['-', undefined]);
  });

  it('for a sleep with more to it, or on a cluster without the action', () => {
    const bare = (hook: string): string => podWith(hook).replace('image: web', 'image: gcr.io/distroless/static');
    expect(findingsIn({ 'k8s.yaml': bare('{exec: {command: [sh, -c, "sleep 5; nginx -s quit"]}}') })[0]?.fix).toBeUndefined();
    expect(findingsIn({ 'k8s.yaml': bare('{exec: {command: [sleep, "5"]}}') }, { kubernetesVersion: '1.29' })[0]?.fix).toBeUndefined();
    expect(findingsIn({ 'k8s.yaml': bare('{exec: {command: [sleep, "5"]}}') }, { kubernetesVersion: '1.30' })[0]?.fix).toBeDefined();
  });
});
