import type { Located } from '../../rule.js';
import type { Seconds } from '../contract.js';

/** Reverse proxies whose configuration is read. */
export type Proxy = 'nginx' | 'HAProxy' | 'Envoy' | 'Traefik';

/** What a proxy does with the servers that it sends the requests of one name to. */
export interface Upstream extends Located {
  readonly proxy: Proxy;
  /** `nginx upstream orders`. */
  readonly label: string;
  readonly servers: readonly Server[];
  /** How long it keeps unused connections; undefined where it keeps none, or cannot be told. */
  readonly idle: ProxyTime | undefined;
  /** How long it lets a request take, where that is written for these requests. */
  readonly timeout: ProxyTime | undefined;
  /** How it finds out that a server takes no more requests; undefined where only failed requests tell it. */
  readonly check: HealthCheck | undefined;
  /** Whether a request whose connection is refused goes to another server. */
  readonly passesOn: boolean;
}

/** Where requests are sent. */
export interface Server {
  readonly host: string;
  /** Undefined where the proxy finds it out when it runs. */
  readonly port: number | undefined;
}

/** A length of time that a proxy is configured with. */
export interface ProxyTime extends Located {
  readonly seconds: Seconds;
  /** Nothing is written, so the proxy's own default counts. */
  readonly isDefault: boolean;
  /** The key that says it: `keepalive_timeout`. */
  readonly key: string;
}

/** A request that a proxy sends to each server again and again, to see whether it is ready. */
export interface HealthCheck extends Located {
  /** What it asks for; undefined where it only connects. */
  readonly path: string | undefined;
  /** How long requests go on coming after the first answer that would fail, at the longest. */
  readonly noticedAfter: Seconds;
  /** How that comes about: `inter 2 s × fall 3`. */
  readonly sum: string;
}

/** How long a proxy lets the requests that it has taken go on after it was told to stop. */
export interface ProxyDrain extends Located {
  readonly proxy: Proxy;
  readonly seconds: Seconds;
  /** The settings that say it: `requestAcceptGraceTimeout 5 s + graceTimeOut 30 s = 35 s`. */
  readonly sum: string;
}

/** A host and a port of `http://orders:3000/path`, `orders:3000` or `orders`; undefined where a variable takes part. */
export const serverOf = (written: string): Server | undefined => {
  const address = written.replace(/^[a-z][\w+.-]{0,20}:\/\//i, '').split('/', 1)[0] ?? '';
  const [, host, port] = /^(?:tasks\.)?([\w.-]{1,253})(?::(\d{1,5}))?$/.exec(address) ?? [];
  return host === undefined ? undefined : { host: host.toLowerCase(), port: port === undefined ? undefined : Number(port) };
};
