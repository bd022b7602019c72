import type { Tree } from '../../read/tree.js';
import type { Reading } from '../reading.js';
import { envoy } from './envoy.js';
import { haproxy } from './haproxy.js';
import { nginx } from './nginx.js';
import { traefik } from './traefik.js';
import type { Upstream } from './upstream.js';

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
}

const readers: readonly ProxyReader[] = [nginx, haproxy, envoy, traefik];

/** Where the proxies of a tree send requests. */
export const readProxies = (tree: Tree, files: readonly string[], reading: Reading): readonly Upstream[] =>
  readers.flatMap((reader) => {
    const sources = files.filter((file) => reader.isConfiguration(file)).flatMap((file) => {
      const text = tree.text(file);
      return text !== undefined && reader.mention.test(text) ? [{ file, text }] : [];
    });
    return sources.length === 0 ? [] : reader.read(sources, reading);
  });
