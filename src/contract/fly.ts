import { secondsOf } from './durations.js';
import { plainStart } from './platform.js';
import type { PlatformFacts } from './platform.js';
import { byDefault, declared, environmentOf, folderOf, overrideOf, pathFrom, signalFrom } from './reading.js';
import type { PlatformReader } from './reading.js';
import type { Data } from './data.js';

/** Fly.io: SIGINT and 5 s unless `kill_signal` and `kill_timeout` say otherwise. https://fly.io/docs/reference/configuration/ */
export const fly: PlatformReader = {
  isManifest: (file) => /(?:^|\/)fly(?:\.[\w-]+)?\.toml$/.test(file),
  read: (file, text, reading) => {
    const [config] = reading.toml(file, text);
    if (!config) return [];
    const groups = config.get('processes')?.entries ?? [];
    return groups.length === 0 ? [factsOf(file, config, undefined)] : groups.map((group) => factsOf(file, config, group));
  },
};

const factsOf = (file: string, config: Data, group: readonly [string, Data] | undefined): PlatformFacts => {
  const folder = folderOf(file);
  const app = config.get('app');
  const at = group?.[1].at ?? app?.at ?? config.at;
  const build = config.get('build');
  const timeout = config.get('kill_timeout');
  const seconds = timeout?.text === undefined ? undefined : secondsOf(timeout.text, 1);
  const image = build?.get('image')?.text;
  const dockerfile = image === undefined && build?.get('builder') === undefined ? pathFrom(folder, build?.get('dockerfile')?.text ?? 'Dockerfile') : undefined;
  const experimental = config.get('experimental');
  return {
    name: [app?.text ?? 'fly', group?.[0]].filter(Boolean).join(' '),
    at,
    platform: 'fly',
    stopSignal: signalFrom(config.get('kill_signal'), 'kill_signal') ?? byDefault('SIGINT', at, 'kill_signal'),
    patience: timeout ? (seconds === undefined ? undefined : declared(seconds, timeout.at, 'kill_timeout')) : byDefault(5, at, 'kill_timeout'),
    reaches: 'first',
    beforeSignal: [],
    start: {
      ...plainStart(folder),
      // The machine's own init is PID 1.
      runs: 'sandbox',
      image: { name: image, dockerfile, target: build?.get('build-target')?.text, context: folder },
      entrypoint: overrideOf(experimental?.get('entrypoint'), 'words'),
      command: overrideOf(group?.[1] ?? experimental?.get('cmd'), 'words'),
      environment: environmentOf(config.get('env')),
    },
    isForDevelopment: false,
  };
};
