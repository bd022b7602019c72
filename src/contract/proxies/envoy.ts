import type { Data } from '../data.js';
import { secondsOf } from '../durations.js';
import type { ProxyReader } from './read.js';
import { serverOf } from './upstream.js';
import type { HealthCheck, ProxyTime, Server, Upstream } from './upstream.js';

/**
 * Envoy keeps unused connections of a cluster for an hour (`idle_timeout`). Its HTTP health checks let a server go at the
 * first answer that is not expected, whatever `unhealthy_threshold` says, which counts refused connections and timeouts.
 * `--drain-time-s` and `--parent-shutdown-time-s` are for hot restarts: they do not change what happens here.
 * https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/health_check.proto
 */
export const envoy: ProxyReader = {
  isConfiguration: (file) => /(?:^|\/)(?:[^/]*envoy[^/]*\.(?:ya?ml|json)|envoy\/(?:[^/]+\/){0,2}[^/]+\.(?:ya?ml|json))$/i.test(file),
  mention: /clusters|envoy.config/,
  read: (sources, reading) =>
    sources.flatMap(({ file, text }) => reading.yaml(file, text).flatMap((document) => {
      const resources = document.get('static_resources') ?? document;
      const routes = routesIn(resources);
      return (resources.get('clusters')?.items ?? document.get('resources')?.items ?? []).flatMap((cluster) => upstreamOf(cluster, routes.get(cluster.get('name')?.text ?? '') ?? []));
    })),
};

/** What a route says of requests to a cluster. */
interface Route {
  readonly timeout: ProxyTime | undefined;
  /** Whether failed connections are tried again. */
  readonly retries: boolean;
}

/** The routes of the listeners by the cluster that they lead to, however deep their filter stands. */
const routesIn = (resources: Data): ReadonlyMap<string, readonly Route[]> => {
  const found = new Map<string, Route[]>();
  const visit = (data: Data, depth: number): void => {
    if (depth > 24) return;
    for (const virtualHost of data.get('virtual_hosts')?.items ?? []) {
      for (const entry of virtualHost.get('routes')?.items ?? []) {
        const route = entry.get('route');
        const cluster = route?.get('cluster')?.text;
        const timeout = route?.get('timeout');
        const seconds = secondsOf(timeout?.text ?? '');
        const retry = (route?.get('retry_policy') ?? virtualHost.get('retry_policy'))?.get('retry_on')?.text ?? '';
        if (cluster === undefined) continue;
        const routes = found.get(cluster) ?? [];
        found.set(cluster, routes);
        routes.push({ timeout: timeout && seconds ? { seconds, isDefault: false, key: 'timeout', at: timeout.at } : undefined, retries: /5xx|reset|connect-failure|gateway-error/.test(retry) });
      }
    }
    for (const [, value] of data.entries) visit(value, depth + 1);
    for (const item of data.items) visit(item, depth + 1);
  };
  const listeners = resources.get('listeners');
  if (listeners) visit(listeners, 0);
  return found;
};

/** @param own the routes that lead to the cluster */
const upstreamOf = (cluster: Data, own: readonly Route[]): Upstream[] => {
  const name = cluster.get('name')?.text;
  const endpoints = (cluster.get('load_assignment')?.get('endpoints')?.items ?? []).flatMap((endpoint) => endpoint.get('lb_endpoints')?.items ?? []);
  const servers = endpoints.flatMap((endpoint): Server[] => {
    const address = endpoint.get('endpoint')?.get('address')?.get('socket_address');
    const server = serverOf(address?.get('address')?.text ?? '$');
    return server ? [{ ...server, port: address?.get('port_value')?.number }] : [];
  });
  if (name === undefined || servers.length === 0) return [];
  const retries = own.some((route) => route.retries);
  return [
    {
      proxy: 'Envoy',
      label: `Envoy cluster ${name}`,
      at: cluster.get('name')?.at ?? cluster.at,
      servers,
      // What is tried again at another connection loses nothing when the first was just closed.
      idle: retries ? undefined : idleOf(cluster),
      timeout: own.flatMap(({ timeout }) => timeout ?? []).toSorted((left, right) => right.seconds - left.seconds)[0],
      check: checkOf(cluster),
      passesOn: retries,
    },
  ];
};

const protocolOptions = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

const idleOf = (cluster: Data): ProxyTime | undefined => {
  const options = cluster.get('typed_extension_protocol_options')?.get(protocolOptions);
  // HTTP/2 says goodbye before it closes, so no request meets a connection that is being closed.
  if (cluster.get('http2_protocol_options') ?? options?.get('explicit_http_config')?.get('http2_protocol_options')) return undefined;
  const written = (options?.get('common_http_protocol_options') ?? cluster.get('common_http_protocol_options'))?.get('idle_timeout');
  if (!written) return { seconds: 3600, isDefault: true, key: 'idle_timeout', at: cluster.get('name')?.at ?? cluster.at };
  const seconds = secondsOf(written.text ?? '');
  return seconds === undefined || seconds === 0 ? undefined : { seconds, isDefault: false, key: 'idle_timeout', at: written.at };
};

const checkOf = (cluster: Data): HealthCheck | undefined => {
  const [check] = cluster.get('health_checks')?.items ?? [];
  const interval = secondsOf(check?.get('interval')?.text ?? '');
  const path = check?.get('http_health_check')?.get('path')?.text;
  // A status that may be retried counts like a timeout, and grpc and tcp checks ask something else.
  if (!check || interval === undefined || path === undefined || check.get('http_health_check')?.get('retriable_statuses')) return undefined;
  return { path, noticedAfter: interval, sum: `interval ${interval} s`, at: check.get('interval')?.at ?? check.at };
};
