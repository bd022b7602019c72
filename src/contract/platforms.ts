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
import { proxyOfImage } from './proxies/workload.js';
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
  const { upstreams, drains } = readProxies(tree, files, reading);
  const workloads = files.flatMap((file) => {
    const matching = readers.filter((reader) => reader.isManifest(file));
    const text = matching.length === 0 ? undefined : tree.text(file);
    return text === undefined ? [] : matching.flatMap((reader) => reader.read(file, text, reading));
  });
  const sending = upstreamsOf(workloads, upstreams);
  const contracts = workloads.map((facts) =>
    contractOf(facts, { upstreams: sending.get(facts) ?? [], proxy: proxyOfImage(facts.start.image?.name, drains.filter(({ at }) => isBeside(facts.at.file, at.file))) }),
  );
  return { contracts, upstreams, unanalysed: reading.unanalysed };
};

/** Platforms whose networks know a workload by its name. */
const named: ReadonlySet<string> = new Set(['compose', 'swarm']);

/** What sends requests to each workload, by the name that it has in the network of its own deployment. */
const upstreamsOf = (workloads: readonly PlatformFacts[], upstreams: readonly Upstream[]): ReadonlyMap<PlatformFacts, readonly Upstream[]> => {
  const byHost = new Map<string, PlatformFacts[]>();
  for (const facts of workloads) {
    if (!named.has(facts.platform)) continue;
    for (const host of new Set([facts.name, ...(facts.hosts ?? [])].map((each) => each.toLowerCase()))) {
      const known = byHost.get(host);
      if (known) known.push(facts);
      else byHost.set(host, [facts]);
    }
  }
  const found = new Map<PlatformFacts, Upstream[]>();
  for (const upstream of upstreams) {
    const candidates = new Set(upstream.servers.flatMap(({ host }) => byHost.get(host) ?? []).filter((facts) => isBeside(facts.at.file, upstream.at.file)));
    // `backend` is called so in many deployments: the one that lies nearest is meant.
    const nearest = [...candidates].reduce((most, facts) => Math.max(most, sharedFolders(facts.at.file, upstream.at.file)), 0);
    for (const facts of candidates) {
      if (sharedFolders(facts.at.file, upstream.at.file) !== nearest) continue;
      const known = found.get(facts);
      if (known) known.push(upstream);
      else found.set(facts, [upstream]);
    }
  }
  return found;
};

/** Whether a proxy's file belongs to a manifest: it lies below the manifest's folder, or in a folder next to that. */
const isBeside = (manifest: string, file: string): boolean => {
  const folder = folderOf(manifest);
  return [folder, folderOf(folder)].some((each) => (each === '' ? folder === '' || !folderOf(file).includes('/') : file.startsWith(`${each}/`)));
};

/** How many folders two files have in common, from the root on. */
const sharedFolders = (left: string, right: string): number => {
  const [first, second] = [left.split('/').slice(0, -1), right.split('/').slice(0, -1)];
  const differs = first.findIndex((folder, index) => folder !== second[index]);
  return differs === -1 ? first.length : differs;
};
