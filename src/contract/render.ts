import { plainStart } from './platform.js';
import { environmentOf, overrideOf, pathFrom, secondsFrom } from './reading.js';
import type { PlatformReader } from './reading.js';
import { byDefault } from './reading.js';

/** Render: SIGTERM and 30 s, or `maxShutdownDelaySeconds` (1 to 300). https://render.com/docs/blueprint-spec */
export const render: PlatformReader = {
  isManifest: (file) => /(?:^|\/)render\.ya?ml$/.test(file),
  read: (file, text, reading) => {
    const [document] = reading.yaml(file, text);
    return (document?.get('services')?.items ?? [])
      .filter((service) => ['web', 'pserv', 'worker'].includes(service.get('type')?.text ?? ''))
      .filter((service) => ['node', 'docker', 'image', undefined].includes((service.get('runtime') ?? service.get('env'))?.text))
      .map((service) => {
        const root = pathFrom('', service.get('rootDir')?.text ?? '.') ?? '';
        const isDocker = ((service.get('runtime') ?? service.get('env'))?.text ?? 'node') !== 'node';
        const context = pathFrom(root, service.get('dockerContext')?.text ?? '.');
        return {
          name: service.get('name')?.text ?? 'render',
          at: service.get('name')?.at ?? service.at,
          platform: 'render' as const,
          stopSignal: byDefault('SIGTERM', service.at, 'signal'),
          patience: secondsFrom(service.get('maxShutdownDelaySeconds'), 'maxShutdownDelaySeconds', 30, service.get('name')?.at ?? service.at),
          reaches: 'first' as const,
          beforeSignal: [],
          start: {
            ...plainStart(root),
            runs: isDocker ? ('container' as const) : ('process' as const),
            image: isDocker ? { name: service.get('image')?.get('url')?.text, dockerfile: pathFrom(root, service.get('dockerfilePath')?.text ?? 'Dockerfile'), target: undefined, context } : undefined,
            command: isDocker ? overrideOf(service.get('dockerCommand'), 'words') : overrideOf(service.get('startCommand'), 'shell'),
            environment: environmentOf(service.get('envVars')),
          },
          isForDevelopment: false,
        };
      });
  },
};
