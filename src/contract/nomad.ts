import { secondsOf } from './durations.js';
import { blocksOf, listed, quoted, readHcl } from './hcl.js';
import type { Block } from './hcl.js';
import { plainStart } from './platform.js';
import type { Override, PlatformFacts } from './platform.js';
import { byDefault, canonicalSignal, declared } from './reading.js';
import type { PlatformReader } from './reading.js';

/**
 * Nomad: `kill_signal` (SIGINT; with the docker driver the image's) and `kill_timeout` (5 s); `shutdown_delay` passes
 * between deregistration and the signal. https://developer.hashicorp.com/nomad/docs/job-specification/task
 */
export const nomad: PlatformReader = {
  isManifest: (file) => /\.nomad(?:\.hcl)?$/.test(file) || /(?:^|\/)nomad\/[\w./-]+\.hcl$/.test(file),
  read: (file, text) =>
    blocksOf(readHcl(file, text), 'job')
      .filter((job) => quoted(job.attributes.get('type')) !== 'batch')
      .flatMap((job) => blocksOf(job, 'group').flatMap((group) => group.blocks.filter(({ type }) => type === 'task').map((task) => factsOf(task, group)))),
};

const factsOf = (task: Block, group: Block): PlatformFacts => {
  const driver = quoted(task.attributes.get('driver')) ?? 'docker';
  const isContainer = driver === 'docker' || driver === 'podman';
  const signal = task.attributes.get('kill_signal');
  const name = quoted(signal);
  const timeout = task.attributes.get('kill_timeout');
  const seconds = secondsOf(quoted(timeout) ?? '');
  const config = task.blocks.find(({ type }) => type === 'config');
  const image = quoted(config?.attributes.get('image'));
  const delays = [group, task].flatMap((block) => block.attributes.get('shutdown_delay') ?? []);
  return {
    name: task.labels[0] ?? 'task',
    at: task.at,
    platform: 'nomad',
    stopSignal: signal ? (name === undefined ? undefined : declared(canonicalSignal(name), signal.at, 'kill_signal')) : isContainer ? undefined : byDefault('SIGINT', task.at, 'kill_signal'),
    patience: timeout ? (seconds === undefined ? undefined : declared(seconds, timeout.at, 'kill_timeout')) : byDefault(5, task.at, 'kill_timeout'),
    reaches: 'first',
    beforeSignal: delays.flatMap((delay) => {
      const waits = secondsOf(quoted(delay) ?? '');
      return waits === undefined ? [] : [{ what: 'shutdown_delay', seconds: waits, at: delay.at }];
    }),
    start: {
      ...plainStart(''),
      runs: isContainer ? 'container' : 'process',
      image: isContainer ? { name: image, dockerfile: undefined, target: undefined, context: undefined } : undefined,
      entrypoint: argvOf(config, 'entrypoint', undefined),
      command: argvOf(config, 'command', 'args'),
      hasInit: config?.attributes.get('init')?.text === 'true',
    },
    isForDevelopment: false,
  };
};

const argvOf = (config: Block | undefined, key: string, rest: string | undefined): Override | undefined => {
  const value = config?.attributes.get(key);
  const more = rest === undefined ? undefined : config?.attributes.get(rest);
  const first = listed(value) ?? (quoted(value) === undefined ? [] : [quoted(value) ?? '']);
  const argv = [...first, ...(listed(more) ?? [])];
  const at = value?.at ?? more?.at;
  return argv.length === 0 || !at ? undefined : { kind: 'argv', argv, at };
};
