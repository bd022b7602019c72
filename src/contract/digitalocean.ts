import { plainStart } from './platform.js';
import { byDefault, environmentOf, overrideOf, pathFrom, secondsFrom } from './reading.js';
import type { PlatformReader } from './reading.js';

/**
 * DigitalOcean App Platform: SIGTERM and 120 s, or `termination.grace_period_seconds`; `termination.drain_seconds` (15)
 * pass before the signal. https://docs.digitalocean.com/products/app-platform/how-to/configure-termination/
 */
export const digitalocean: PlatformReader = {
  isManifest: (file) => /(?:^|\/)\.do\/[\w.-]+\.ya?ml$/.test(file),
  read: (file, text, reading) => {
    const [document] = reading.yaml(file, text);
    const app = document?.get('spec') ?? document;
    return ['services', 'workers'].flatMap((kind) =>
      (app?.get(kind)?.items ?? []).map((component) => {
        const root = pathFrom('', component.get('source_dir')?.text ?? '.') ?? '';
        const at = component.get('name')?.at ?? component.at;
        const termination = component.get('termination');
        const dockerfile = component.get('dockerfile_path')?.text;
        const drain = termination?.get('drain_seconds');
        return {
          name: component.get('name')?.text ?? 'app',
          at,
          platform: 'digitalocean' as const,
          stopSignal: byDefault('SIGTERM', at, 'signal'),
          patience: secondsFrom(termination?.get('grace_period_seconds'), 'grace_period_seconds', 120, at),
          reaches: 'first' as const,
          beforeSignal: kind === 'services' ? [{ what: 'drain_seconds', seconds: drain?.number ?? 15, at: drain?.at ?? at }] : [],
          start: {
            ...plainStart(root),
            runs: dockerfile === undefined ? ('process' as const) : ('container' as const),
            image: dockerfile === undefined ? undefined : { name: undefined, dockerfile: pathFrom('', dockerfile), target: undefined, context: root },
            command: overrideOf(component.get('run_command'), 'shell'),
            environment: environmentOf(component.get('envs')),
          },
          isForDevelopment: false,
        };
      }),
    );
  },
};
