/** What is known about images from their names. A name can lie, so nothing here proves an error but what is documented. */

/** `docker.io/library/redis:7-alpine@sha256:…` in its parts. */
export interface Image {
  readonly text: string;
  /** Without registry, tag and digest: `bitnami/redis`. */
  readonly repository: string;
  /** The last part of the repository: `redis`. */
  readonly name: string;
  readonly registry: string;
  readonly tag: string;
}

export const imageOf = (text: string | undefined): Image | undefined => {
  if (text === undefined || text === '') return undefined;
  const [reference = ''] = text.split('@', 1);
  const slash = reference.lastIndexOf('/');
  const colon = reference.indexOf(':', slash + 1);
  const path = colon === -1 ? reference : reference.slice(0, colon);
  const tag = colon === -1 ? '' : reference.slice(colon + 1);
  const first = path.slice(0, Math.max(0, path.indexOf('/')));
  const registry = /[.:]|^localhost$/.test(first) ? first : '';
  const repository = registry === '' ? path : path.slice(registry.length + 1);
  return { text, repository, name: path.slice(slash + 1), registry, tag };
};

const datastores: ReadonlySet<string> = new Set([
  'postgres', 'postgresql', 'postgis', 'pgvector', 'timescaledb', 'timescaledb-ha', 'mysql', 'mariadb', 'percona', 'mongo', 'mongodb', 'redis', 'redis-stack', 'redis-stack-server', 'valkey', 'keydb', 'dragonfly',
  'memcached', 'rabbitmq', 'kafka', 'cp-kafka', 'redpanda', 'zookeeper', 'nats', 'nats-streaming', 'pulsar', 'elasticsearch', 'opensearch', 'clickhouse-server', 'clickhouse', 'cassandra', 'scylla', 'cockroach',
  'etcd', 'consul', 'vault', 'minio', 'influxdb', 'prometheus', 'alertmanager', 'neo4j', 'couchdb', 'solr', 'qdrant', 'weaviate', 'milvus', 'victoria-metrics', 'registry', 'nfs-server', 'volume-nfs', 'redis-sentinel', 'mssql', 'server-mssql', 'rethinkdb', 'loki', 'tempo', 'jaeger', 'all-in-one',
]);

/** Whether an image holds data or monitors: its clients reconnect, and nobody wants a delay before it stops. */
export const isDatastore = (image: Image | undefined): boolean => image !== undefined && datastores.has(image.name.toLowerCase());

/** Whether an image only hands out metrics: what comes for them comes again. */
export const isExporter = (image: Image | undefined): boolean => image !== undefined && /[-_]exporter$/i.test(image.name);

const proxies: ReadonlyMap<string, string> = new Map([
  ['cloud-sql-proxy', 'Cloud SQL proxy'], ['gce-proxy', 'Cloud SQL proxy'], ['alloydb-auth-proxy', 'AlloyDB proxy'], ['envoy', 'Envoy'], ['pgbouncer', 'PgBouncer'], ['pgcat', 'PgCat'],
  ['oauth2-proxy', 'oauth2-proxy'], ['proxyv2', 'Istio proxy'], ['aws-app-mesh-envoy', 'App Mesh Envoy'], ['aws-appmesh-envoy', 'App Mesh Envoy'], ['twemproxy', 'twemproxy'], ['mcrouter', 'mcrouter'], ['ghostunnel', 'ghostunnel'], ['daprd', 'Dapr'],
]);

/** The name of a proxy that the process in the next container works through; undefined for anything else. */
export const proxyOf = (image: Image | undefined): string | undefined => (image === undefined ? undefined : proxies.get(image.name.toLowerCase()));

/** Images that are documented to have nothing but their own program. */
const bareRepositories: ReadonlySet<string> = new Set(['coredns/coredns', 'coredns', 'cloud-sql-connectors/cloud-sql-proxy', 'metrics-server/metrics-server', 'external-dns/external-dns', 'brancz/kube-rbac-proxy', 'kubebuilder/kube-rbac-proxy', 'linkerd/proxy']);

/**
 * Whether an image is without a shell and without `sleep`: `always` for the families that say so, `maybe` for images that
 * were built on such a family when this was written.
 */
export const isBare = (image: Image | undefined): 'never' | 'maybe' | 'always' => {
  if (image === undefined || /debug|dev|alpine|bookworm|bullseye|buster|slim/.test(image.tag)) return 'never';
  if (image.repository.startsWith('distroless/') && image.registry.endsWith('gcr.io')) return 'always';
  if (image.name === 'pause' && /k8s|gke/.test(image.registry)) return 'always';
  if (image.registry === 'cgr.dev' && image.repository.startsWith('chainguard/')) return /^(?:busybox|bash|wolfi-base|git)$/.test(image.name) ? 'never' : 'maybe';
  return bareRepositories.has(image.repository) ? 'maybe' : 'never';
};
