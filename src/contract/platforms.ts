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
import type { PlatformContract } from './platform.js';
import { pm2 } from './pm2.js';
import { railway } from './railway.js';
import { Reading } from './reading.js';
import type { PlatformReader } from './reading.js';
import { render } from './render.js';
import { supervisor } from './supervisor.js';
import { systemd } from './systemd.js';

const readers: readonly PlatformReader[] = [cloudRun, compose, containerApps, digitalocean, ecs, fly, heroku, nomad, pm2, railway, render, supervisor, systemd];

/** Manifests of tests and examples describe nothing that is deployed. */
const isTestData = (file: string): boolean => /(?:^|\/)(?:testdata|__tests__|__fixtures__|fixtures?|tests?|e2e|examples?|samples?|\.devcontainer|\.github|node_modules)\//i.test(file);

/** What the platforms besides Kubernetes promise the workloads of a tree. */
export const readPlatforms = (tree: Tree): { readonly contracts: readonly PlatformContract[]; readonly unanalysed: readonly { file: string; reason: string }[] } => {
  const reading = new Reading(tree);
  const contracts = tree.files.flatMap((file) => {
    const matching = isTestData(file) ? [] : readers.filter((reader) => reader.isManifest(file));
    const text = matching.length === 0 ? undefined : tree.text(file);
    return text === undefined ? [] : matching.flatMap((reader) => reader.read(file, text, reading)).map(contractOf);
  });
  return { contracts, unanalysed: reading.unanalysed };
};
