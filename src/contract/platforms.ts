import type { Tree } from '../read/tree.js';
import { cloudRun } from './cloud-run.js';
import { compose } from './compose.js';
import { containerApps } from './container-apps.js';
import { digitalocean } from './digitalocean.js';
import { ecs } from './ecs.js';
import { fly } from './fly.js';
import { heroku } from './heroku.js';
import { nomad } from './nomad.js';
import { contractOf } from './platform.js';
import type { PlatformContract, PlatformFacts } from './platform.js';
import { pm2 } from './pm2.js';
import { readProxies } from './proxies/read.js';
import type { Upstream } from './proxies/upstream.js';
import { railway } from './railway.js';
import { folderOf, Reading } from './reading.js';
import type { PlatformReader } from './reading.js';
import { render } from './render.js';
import { supervisor } from './supervisor.js';
import { systemd } from './systemd.js';

const readers: readonly PlatformReader[] = [cloudRun, compose, containerApps, digitalocean, ecs, fly, heroku, nomad, pm2, railway, render, supervisor, systemd];

/** Manifests of tests and examples describe nothing that is deployed. */
const isTestData = (file: string): boolean => /(?:^|\/)(?:testdata|__tests__|__fixtures__|fixtures?|tests?|e2e|examples?|samples?|\.devcontainer|\.github|node_modules)\//i.test(file);

export interface ReadPlatforms {
  readonly contracts: readonly PlatformContract[];
  /** Where proxies send requests, whoever is there. */
  readonly upstreams: readonly Upstream[];
  readonly unanalysed: readonly { file: string; reason: string }[];
}

/** What the platforms besides Kubernetes promise the workloads of a tree, and what the proxies do that are in front of them. */
export const readPlatforms = (tree: Tree): ReadPlatforms => {
  const reading = new Reading(tree);
  const files = tree.files.filter((file) => !isTestData(file));
  const upstreams = readProxies(tree, files, reading);
  const byHost = new Map<string, Upstream[]>();
  for (const upstream of upstreams) {
    for (const { host } of upstream.servers) {
      const known = byHost.get(host);
      if (known) known.push(upstream);
      else byHost.set(host, [upstream]);
    }
  }
  const contracts = files.flatMap((file) => {
    const matching = readers.filter((reader) => reader.isManifest(file));
    const text = matching.length === 0 ? undefined : tree.text(file);
    return text === undefined ? [] : matching.flatMap((reader) => reader.read(file, text, reading)).map((facts) => contractOf(facts, upstreamsOf(facts, byHost)));
  });
  return { contracts, upstreams, unanalysed: reading.unanalysed };
};

/** Platforms whose networks know a workload by its name. */
const named: ReadonlySet<string> = new Set(['compose', 'swarm']);

/** What sends requests to a workload, by the name that it has in the network of its own deployment. */
const upstreamsOf = ({ platform, name, hosts = [], at }: PlatformFacts, byHost: ReadonlyMap<string, readonly Upstream[]>): readonly Upstream[] =>
  named.has(platform) ? [...new Set([name, ...hosts].flatMap((host) => byHost.get(host.toLowerCase()) ?? []))].filter((upstream) => isBeside(at.file, upstream.at.file)) : [];

/** Whether a proxy's file belongs to a manifest: it lies below the manifest's folder, or in a folder next to that. */
const isBeside = (manifest: string, file: string): boolean => {
  const folder = folderOf(manifest);
  return [folder, folderOf(folder)].some((each) => each === '' ? folder === '' || !folderOf(file).includes('/') : file.startsWith(`${each}/`));
};
