import type { Data } from './data.js';
import { plainStart } from './platform.js';
import type { PlatformFacts } from './platform.js';
import { byDefault, folderOf, overrideOf, pathFrom, secondsFrom } from './reading.js';
import type { PlatformReader } from './reading.js';

/**
 * Railway: SIGTERM, and no time to drain unless `deploy.drainingSeconds` gives some. The dashboard may say otherwise, and
 * sources differ about the default (0 or 3 s), so one that is not declared is not known.
 * https://docs.railway.com/deployments/deployment-teardown
 */
export const railway: PlatformReader = {
  isManifest: (file) => /(?:^|\/)railway(?:\.[\w-]+)?\.(?:toml|json)$/.test(file),
  read: (file, text, reading) => {
    const [config] = file.endsWith('.toml') ? reading.toml(file, text) : reading.yaml(file, text);
    return config ? [factsOf(file, config)] : [];
  },
};

const factsOf = (file: string, config: Data): PlatformFacts => {
  const deploy = config.get('deploy');
  const build = config.get('build');
  const folder = folderOf(file);
  const at = deploy?.at ?? config.at;
  const overlap = deploy?.get('overlapSeconds');
  const usesDocker = build?.get('builder')?.text?.toUpperCase() === 'DOCKERFILE' || build?.get('dockerfilePath') !== undefined;
  return {
    name: folder === '' ? 'railway' : (folder.split('/').at(-1) ?? 'railway'),
    at,
    platform: 'railway',
    stopSignal: byDefault('SIGTERM', at, 'signal'),
    patience: secondsFrom(deploy?.get('drainingSeconds'), 'drainingSeconds', undefined, at),
    reaches: 'first',
    beforeSignal: overlap?.number === undefined ? [] : [{ what: 'overlapSeconds', seconds: overlap.number, at: overlap.at }],
    start: {
      ...plainStart(folder),
      runs: usesDocker ? 'container' : 'process',
      image: usesDocker ? { name: undefined, dockerfile: pathFrom(folder, build.get('dockerfilePath')?.text ?? 'Dockerfile'), target: undefined, context: folder } : undefined,
      command: overrideOf(deploy?.get('startCommand'), usesDocker ? 'words' : 'shell'),
    },
    isForDevelopment: false,
  };
};
