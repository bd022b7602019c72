import type { Location } from '../../rule.js';
import type { Data } from '../data.js';
import { secondsOf } from '../durations.js';
import type { Reading } from '../reading.js';
import { environmentOf } from '../reading.js';
import type { ProxyReader, Source } from './read.js';
import { serverOf } from './upstream.js';
import type { HealthCheck, ProxyDrain, ProxyTime, Server, Upstream } from './upstream.js';

/**
 * Traefik keeps unused connections for 90 s (`idleConnTimeout`). With `healthCheck` it asks every `interval` (30 s), and
 * the first failure takes a server out; without it, a container is taken out when it has ended. Labels of containers say
 * the same as files. https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/service/
 * https://doc.traefik.io/traefik/reference/routing-configuration/http/load-balancing/serverstransport/
 */
export const traefik: ProxyReader = {
  isConfiguration: (file) => /(?:^|\/)(?:[^/]*traefik[^/]*\.(?:ya?ml|toml)|[^/]*traefik[^/]*\/(?:[^/]+\/){0,3}[^/]+\.(?:ya?ml|toml)|(?:docker-)?(?:compose|stack)(?:[.-][\w.-]+)?\.ya?ml)$/i.test(file),
  mention: /traefik|loadBalancer|idleConnTimeout|lifeCycle/i,
  read: (sources, reading) => {
    const documents = sources.flatMap((source) => documentsOf(source, reading));
    const idle = documents.map(idleOf).find((time) => time !== undefined);
    return documents.flatMap((data) => [...fileServices(data, idle), ...labelled(data, idle)]);
  },
  drains: (sources, reading) => sources.flatMap((source) => documentsOf(source, reading)).flatMap((data) => [...drainsOfFile(data), ...drainsOfFlags(data)]),
};

const documentsOf = ({ file, text }: Source, reading: Reading): readonly Data[] => (/\.toml$/i.test(file) ? reading.toml(file, text) : reading.yaml(file, text));

/** What the static configuration says of all servers: in its file, or in the command of Traefik's container. */
const idleOf = (data: Data): ProxyTime | undefined => {
  const written = data.get('serversTransport')?.get('forwardingTimeouts')?.get('idleConnTimeout');
  const flags = (data.get('services')?.entries ?? []).flatMap(([, service]) => service.get('command')?.items ?? []).filter((item) => /^--serverstransport\.forwardingtimeouts\.idleconntimeout=/i.test(item.text ?? ''));
  const [at, text] = written ? [written.at, written.text] : [flags[0]?.at, flags[0]?.text?.split('=')[1]];
  const seconds = secondsOf(text ?? '', 1);
  return at === undefined || seconds === undefined ? undefined : { seconds, isDefault: false, key: 'idleConnTimeout', at };
};

/** `entryPoints.web.transport.lifeCycle`: for a while it goes on accepting (0 s), then it lets requests finish (10 s). */
const drainsOfFile = (data: Data): ProxyDrain[] =>
  (data.get('entryPoints')?.entries ?? []).flatMap(([, entryPoint]) => {
    const lifeCycle = entryPoint.get('transport')?.get('lifeCycle');
    return lifeCycle ? drainOf(lifeCycle.get('requestAcceptGraceTimeout')?.text, lifeCycle.get('graceTimeOut')?.text, lifeCycle.at) : [];
  });

/** The same as flags of its container: `--entryPoints.web.transport.lifeCycle.graceTimeOut=30s`. */
const drainsOfFlags = (data: Data): ProxyDrain[] =>
  (data.get('services')?.entries ?? []).flatMap(([, service]) => {
    const points = new Map<string, Map<string, Data>>();
    for (const item of service.get('command')?.items ?? []) {
      const [, point, key] = /^--entrypoints\.([\w-]{1,80})\.transport\.lifecycle\.(\w{1,80})=/i.exec(item.text ?? '') ?? [];
      if (point === undefined || key === undefined) continue;
      const flags = points.get(point.toLowerCase()) ?? new Map<string, Data>();
      points.set(point.toLowerCase(), flags);
      if (!flags.has(key.toLowerCase())) flags.set(key.toLowerCase(), item);
    }
    return [...points.values()].flatMap((flags) => {
      const [accept, grace] = [flags.get('requestacceptgracetimeout'), flags.get('gracetimeout')];
      const at = (grace ?? accept)?.at;
      return at ? drainOf(accept?.text?.split('=')[1], grace?.text?.split('=')[1], at) : [];
    });
  });

const drainOf = (accept: string | undefined, grace: string | undefined, at: Location): ProxyDrain[] => {
  const [accepts, finishes] = [secondsOf(accept ?? '0', 1), secondsOf(grace ?? '10', 1)];
  if (accepts === undefined || finishes === undefined) return [];
  const sum = accepts > 0 ? `requestAcceptGraceTimeout ${accepts} s + graceTimeOut ${finishes} s = ${accepts + finishes} s` : `graceTimeOut ${finishes} s`;
  return [{ proxy: 'Traefik', seconds: accepts + finishes, sum, at }];
};

const defaultIdle = (at: Location): ProxyTime => ({ seconds: 90, isDefault: true, key: 'idleConnTimeout', at });

/** `http.services` of a dynamic configuration. */
const fileServices = (data: Data, idle: ProxyTime | undefined): Upstream[] => {
  const http = data.get('http');
  const retries = (http?.get('middlewares')?.entries ?? []).some(([, middleware]) => middleware.get('retry') !== undefined);
  return (http?.get('services')?.entries ?? []).flatMap(([name, service]): Upstream[] => {
    const balancer = service.get('loadBalancer');
    const servers = (balancer?.get('servers')?.items ?? []).flatMap((server): Server[] => [serverOf(server.get('url')?.text ?? '$') ?? []].flat());
    if (!balancer || servers.length === 0) return [];
    const transport = balancer.get('serversTransport')?.text;
    const own = transport === undefined ? undefined : http?.get('serversTransports')?.get(transport)?.get('forwardingTimeouts')?.get('idleConnTimeout');
    const seconds = secondsOf(own?.text ?? '', 1);
    const check = balancer.get('healthCheck');
    return [
      {
        proxy: 'Traefik',
        label: `Traefik service ${name}`,
        at: service.at,
        servers,
        idle: own && seconds !== undefined ? { seconds, isDefault: false, key: 'idleConnTimeout', at: own.at } : transport === undefined ? (idle ?? defaultIdle(service.at)) : undefined,
        timeout: undefined,
        check: check && checkOf(check.get('path')?.text, check.get('interval')?.text, check.get('interval')?.at ?? check.at),
        passesOn: retries,
      },
    ];
  });
};

/** Containers of a compose file with `traefik.http.…` labels: requests go to the container itself. */
const labelled = (data: Data, idle: ProxyTime | undefined): Upstream[] =>
  (data.get('services')?.entries ?? []).flatMap(([name, service]): Upstream[] => {
    const labels = [service.get('labels'), service.get('deploy')?.get('labels')].filter((list) => list !== undefined);
    const values = new Map(labels.flatMap((list) => [...environmentOf(list)].map(([key, value]) => [key.toLowerCase(), value] as const)));
    const [first] = labels;
    const isRouted = [...values.keys()].some((key) => key.startsWith('traefik.http.routers.') || key.startsWith('traefik.http.services.'));
    if (!first || !isRouted || values.get('traefik.enable') === 'false') return [];
    const ending = (suffix: string): string | undefined => [...values].find(([key]) => key.startsWith('traefik.http.services.') && key.endsWith(suffix))?.[1];
    const port = Number(ending('.loadbalancer.server.port'));
    const path = ending('.loadbalancer.healthcheck.path');
    return [
      {
        proxy: 'Traefik',
        label: 'Traefik',
        at: first.at,
        servers: [{ host: name.toLowerCase(), port: Number.isInteger(port) && port > 0 ? port : undefined }],
        idle: idle ?? defaultIdle(first.at),
        timeout: undefined,
        check: path === undefined ? undefined : checkOf(path, ending('.loadbalancer.healthcheck.interval'), first.at),
        passesOn: [...values.keys()].some((key) => key.endsWith('.retry.attempts')),
      },
    ];
  });

const checkOf = (path: string | undefined, written: string | undefined, at: Location): HealthCheck | undefined => {
  const interval = secondsOf(written ?? '30s', 1);
  return path === undefined || interval === undefined ? undefined : { path, noticedAfter: interval, sum: `interval ${interval} s${written === undefined ? ' (default)' : ''}`, at };
};
