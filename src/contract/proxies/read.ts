import type { Tree } from '../../read/tree.js';
import type { Reading } from '../reading.js';
import { envoy } from './envoy.js';
import { haproxy } from './haproxy.js';
import { nginx } from './nginx.js';
import { traefik } from './traefik.js';
import type { ProxyDrain, Upstream } from './upstream.js';

/** A file with its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** How the configuration of one proxy is read. */
export interface ProxyReader {
  /** Whether a file is one of the proxy's, by its path. */
  isConfiguration(file: string): boolean;
  /** What every file has that says where requests go; others are not read. */
  readonly mention: RegExp;
  /** Where it sends requests. All files together, because one names what another defines. */
  read(sources: readonly Source[], reading: Reading): Upstream[];
  /** How long it drains itself, where that is written. Envoy has no such setting for SIGTERM. */
  drains?(sources: readonly Source[], reading: Reading): ProxyDrain[];
}

export interface ReadProxies {
  /** Where proxies send requests. */
  readonly upstreams: readonly Upstream[];
  /** How long they drain themselves. */
  readonly drains: readonly ProxyDrain[];
}

const readers: readonly ProxyReader[] = [nginx, haproxy, envoy, traefik];

/** What the proxies of a tree are configured to do. */
export const readProxies = (tree: Tree, files: readonly string[], reading: Reading): ReadProxies => {
  const found = readers.map((reader) => {
    const sources = files.filter((file) => reader.isConfiguration(file)).flatMap((file) => {
      const text = tree.text(file);
      return text !== undefined && reader.mention.test(text) ? [{ file, text }] : [];
    });
    return sources.length === 0 ? { upstreams: [], drains: [] } : { upstreams: reader.read(sources, reading), drains: reader.drains?.(sources, reading) ?? [] };
  });
  return { upstreams: found.flatMap(({ upstreams }) => upstreams), drains: found.flatMap(({ drains }) => drains) };
};
