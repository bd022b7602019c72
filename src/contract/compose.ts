import type { Data } from './data.js';
import { secondsOf } from './durations.js';
import { plainStart } from './platform.js';
import type { PlatformFacts, Told } from './platform.js';
import { byDefault, declared, environmentOf, folderOf, overrideOf, pathFrom, signalFrom } from './reading.js';
import type { PlatformReader, Reading } from './reading.js';

const named = /(?:^|\/)(?:docker-)?(?:compose|stack)(?:[.-][\w.-]+)?\.ya?ml$/i;
const forDevelopment = /(?:^|[./_-])(?:dev|devel|develop|development|local|test|tests|testing|ci|e2e|override|debug|example|devcontainer|integration|infra)(?=[./_-])/i;

/** An overlay by such a name is meant for production, whatever the file below it mounts. */
const forProduction = /(?:^|[./_-])(?:prod|production)(?=[./_-])/i;

/**
 * Docker Compose and Swarm: `stop_signal` (the image's otherwise) and `stop_grace_period` (10 s).
 * https://github.com/compose-spec/compose-spec/blob/main/05-services.md#stop_grace_period
 */
export const compose: PlatformReader = {
  isManifest: (file) => named.test(file),
  read: (file, text, reading) => {
    const [document] = reading.yaml(file, text);
    const services = document?.get('services');
    if (!services) return [];
    const base = baseOf(file, reading);
    return services.entries.filter(([, service]) => service.isMap).map(([name, service]) => factsOf(file, name, new Merged([service, extended(file, service, services, reading), base?.get(name)])));
  },
};

/** The first of several definitions of a service that says something about a key. */
class Merged {
  readonly #parts: readonly Data[];

  constructor(parts: readonly (Data | undefined)[]) {
    this.#parts = parts.filter((part) => part !== undefined);
  }

  get at(): Data['at'] {
    return this.#parts[0]?.at ?? { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  }

  get(key: string): Data | undefined {
    for (const part of this.#parts) {
      const found = part.get(key);
      if (found) return found;
    }
    return undefined;
  }
}

/** `compose.prod.yaml` is laid over `compose.yaml`, as `-f a -f b` does. */
const baseOf = (file: string, reading: Reading): Data | undefined => {
  if (!/(?:prod|production|deploy|swarm|staging)[\w-]*\.ya?ml$/i.test(file)) return undefined;
  const folder = folderOf(file);
  const candidates = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'].map((name) => (folder === '' ? name : `${folder}/${name}`));
  const found = candidates.find((candidate) => candidate !== file && reading.tree.has(candidate));
  const text = found === undefined ? undefined : reading.tree.text(found);
  return found === undefined || text === undefined ? undefined : reading.yaml(found, text)[0]?.get('services');
};

/** The service that another one is made from, in the same file or in one beside it. */
const extended = (file: string, service: Data, services: Data, reading: Reading): Data | undefined => {
  const from = service.get('extends');
  const name = from?.text ?? from?.get('service')?.text;
  const other = from?.get('file')?.text;
  if (name === undefined) return undefined;
  if (other === undefined) return services.get(name);
  const path = pathFrom(folderOf(file), other);
  const text = path === undefined || !reading.tree.has(path) ? undefined : reading.tree.text(path);
  return path === undefined || text === undefined ? undefined : reading.yaml(path, text)[0]?.get('services')?.get(name);
};

const factsOf = (file: string, name: string, service: Merged): PlatformFacts => {
  const { at } = service;
  const build = service.get('build');
  const folder = folderOf(file);
  const context = pathFrom(folder, build?.text ?? build?.get('context')?.text ?? '.');
  const target = build?.get('target')?.text;
  const dockerfile = context === undefined || !build ? undefined : pathFrom(context, build.get('dockerfile')?.text ?? 'Dockerfile');
  const image = service.get('image')?.text;
  const isSwarm = service.get('deploy')?.get('update_config') !== undefined || /stack|swarm/i.test(file.slice(folder.length));
  return {
    name,
    hosts: [service.get('container_name')?.text, service.get('hostname')?.text].filter((host) => host !== undefined),
    at,
    platform: isSwarm ? 'swarm' : 'compose',
    stopSignal: signalFrom(service.get('stop_signal'), 'stop_signal'),
    patience: graceOf(service.get('stop_grace_period'), at),
    reaches: 'first',
    beforeSignal: [],
    start: {
      ...plainStart(folder),
      image: dockerfile === undefined && image === undefined ? undefined : { name: image, dockerfile, target, context },
      entrypoint: overrideOf(service.get('entrypoint'), 'words'),
      command: overrideOf(service.get('command'), 'words'),
      workdir: service.get('working_dir')?.text,
      environment: environmentOf(service.get('environment')),
      hasInit: service.get('init')?.isTrue === true,
    },
    isForDevelopment: forDevelopment.test(file) || /(?:^|[-_])dev(?:[-_]|$)/i.test(name) || (target !== undefined && /dev|test/i.test(target)) || /:(?:local|dev|development|test|debug)(?:[-.][\w.-]{0,60})?$/i.test(image ?? '') || (!forProduction.test(file) && mountsSource(service)) || runsForDevelopment(service),
  };
};

const graceOf = (data: Data | undefined, at: Data['at']): Told<number> | undefined => {
  if (data?.text === undefined) return byDefault(10, at, 'stop_grace_period');
  const seconds = secondsOf(data.text, 1);
  return seconds === undefined ? undefined : declared(seconds, data.at, 'stop_grace_period');
};

/** `.:/app`: the working copy is mounted over what the image has, which nobody does in production. */
const mountsSource = (service: Merged): boolean =>
  (service.get('volumes')?.items ?? []).some((volume) => /^\.{1,2}\/?(?:src|app|server|backend|api|packages)?\/?:/.test(volume.text ?? '') || ['.', './', './src'].includes(volume.get('source')?.text ?? ''));

const runsForDevelopment = (service: Merged): boolean => {
  const command = service.get('command');
  const words = command?.text ?? command?.items.map((item) => item.text).join(' ') ?? '';
  return /(?:^|[\s:"'])(?:dev|develop|watch|debug|test|storybook)(?=$|[\s:"'])|nodemon|--watch|ts-node-dev|start[:-](?:dev|watch|debug)/.test(words);
};
