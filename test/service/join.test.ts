import { afterEach, describe, expect, test } from 'vitest';
import { auditTree } from '../../src/audit.js';
import { defaultSettings } from '../../src/config/settings.js';
import { parseSettings } from '../../src/config/parse-settings.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import { Scratch } from '../cli/scratch.js';
import type { ServiceReport } from '../../src/report/report.js';

const main = (work: string): string => `const { createServer } = require('node:http');
const server = createServer((request, response) => response.end(${work}));
server.listen(3000);
process.on('SIGTERM', () => {
  setTimeout(() => process.exit(1), 40_000).unref();
  server.close(() => process.exit(0));
});
`;

const deployment = (name: string, more: { image?: string; namespace?: string; grace?: number; command?: string } = {}): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}${more.namespace === undefined ? '' : `, namespace: ${more.namespace}`} }
spec:
  template:
    spec:
      terminationGracePeriodSeconds: ${String(more.grace ?? 30)}
      containers:
        - name: main
          image: ${more.image ?? 'registry.example.com/shop/backend:1'}
${more.command === undefined ? '' : `          command: ${more.command}\n`}`;

const reportOf = (files: Readonly<Record<string, string>>, configuration = '') => {
  const { settings, problems } = parseSettings('drain-audit.yaml', configuration, [], '');
  expect(problems).toEqual([]);
  return auditTree(virtualTree(files), { preset: 'recommended', settings: { ...defaultSettings, ...settings } });
};

const workloadsOf = (services: readonly ServiceReport[], entry: string): string[] => (services.find((service) => service.entry === entry)?.contracts ?? []).map(({ platform, name, at }) => `${platform} ${name} ${at.file}`);

/** Two services that nothing in the repository ties to a manifest. */
const two = {
  'package.json': '{ "name": "shop", "private": true, "workspaces": ["packages/*"] }',
  'packages/orders/package.json': '{ "name": "@shop/orders", "scripts": { "start": "node main.js" } }',
  'packages/orders/main.js': main('"orders"'),
  'packages/stock/package.json': '{ "name": "@shop/stock", "scripts": { "start": "node main.js" } }',
  'packages/stock/main.js': main('"stock"'),
  'k8s/backend.yaml': deployment('backend', { grace: 20 }),
  'build/Dockerfile.backend': 'FROM node:22-slim\nCOPY --from=registry.example.com/bundles /out /app\nCMD ["npm", "start"]\n',
};
const orders = 'packages/orders/main.js';

describe('what the configuration says of a service', () => {
  test('is needed where nothing else tells', () => {
    const report = reportOf(two);
    expect(workloadsOf(report.services, orders)).toEqual([]);
    expect(report.findings.filter(({ rule }) => rule === 'grace-shorter-than-drain')).toEqual([]);
  });

  test('joins a workload by kind and name, and rules use it', () => {
    const report = reportOf(two, 'services: { orders: { entry: packages/orders/main.js, workload: Deployment/backend } }');
    expect(workloadsOf(report.services, orders)).toEqual(['kubernetes backend k8s/backend.yaml']);
    expect(report.findings.filter(({ rule }) => rule === 'grace-shorter-than-drain').map(({ location, service }) => `${service} ${location.file}:${String(location.startLine)}`)).toEqual(['orders k8s/backend.yaml:7']);
  });

  test('tells workloads of one name apart by their namespaces', () => {
    const files = { ...two, 'k8s/backend.yaml': deployment('backend', { namespace: 'shop' }), 'k8s/other.yaml': deployment('backend', { namespace: 'test' }) };
    expect(workloadsOf(reportOf(files, 'services: { orders: { entry: packages/orders/main.js, workload: Deployment/shop/backend } }').services, orders)).toEqual(['kubernetes backend k8s/backend.yaml']);
  });

  test('names a workload of another platform', () => {
    const files = { ...two, 'compose.yaml': 'services:\n  backend: { image: registry.example.com/shop/backend }\n  other: { image: redis }\n' };
    expect(workloadsOf(reportOf(files, 'services: { orders: { entry: packages/orders/main.js, workload: compose/backend } }').services, orders)).toEqual(['compose backend compose.yaml']);
  });

  test('joins an image by its file', () => {
    const chainOf = (configuration: string) => reportOf(two, configuration).services.find(({ entry }) => entry === orders)?.chain;
    expect(chainOf('')).toBeUndefined();
    expect(chainOf('services: { orders: { entry: packages/orders/main.js, dockerfile: build/Dockerfile.backend } }')).toMatchObject({ at: { file: 'build/Dockerfile.backend' } });
  });

  test('replaces what was found', () => {
    const files = { ...two, 'k8s/orders.yaml': deployment('orders', { image: 'registry.example.com/shop/orders:1' }) };
    expect(workloadsOf(reportOf(files).services, orders)).toEqual(['kubernetes orders k8s/orders.yaml']);
    expect(workloadsOf(reportOf(files, 'services: { orders: { entry: packages/orders/main.js, workload: Deployment/backend } }').services, orders)).toEqual(['kubernetes backend k8s/backend.yaml']);
  });
});

describe('the command', () => {
  let scratch: Scratch | undefined;
  afterEach(() => scratch?.remove());

  test('reads from drain-audit.yaml which workload a service is', async () => {
    scratch = new Scratch({ ...two, 'drain-audit.yaml': 'services:\n  orders: { entry: packages/orders/main.js, workload: Deployment/backend }\n' });
    expect(await scratch.places()).toContain('k8s/backend.yaml:7 grace-shorter-than-drain');
  });
});

describe('the name of an image', () => {
  const ofOrders = deployment('web', { image: 'registry.example.com/shop/orders:1' });

  test('joins a workload to the one service that is called so', () => {
    expect(workloadsOf(reportOf({ ...two, 'k8s/orders.yaml': ofOrders }).services, orders)).toEqual(['kubernetes web k8s/orders.yaml']);
  });

  test('joins nothing where two services are called so', () => {
    const files = { ...two, 'packages/orders/package.json': '{ "name": "@shop/orders", "scripts": { "start": "node main.js", "worker": "node worker.js" } }', 'packages/orders/worker.js': main('"worker"'), 'k8s/orders.yaml': ofOrders };
    expect(workloadsOf(reportOf(files).services, orders)).toEqual([]);
  });

  test('joins nothing where the workload starts another program', () => {
    const files = { ...two, 'packages/orders/Dockerfile': 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "main.js"]\n', 'packages/orders/migrate.js': '', 'k8s/orders.yaml': deployment('web', { image: 'registry.example.com/shop/orders:1', command: '[node, migrate.js]' }) };
    expect(workloadsOf(reportOf(files).services, orders)).toEqual([]);
  });
});
