import type { Data } from './data.js';
import type { PlatformFacts } from './platform.js';
import { byDefault, containerStart, secondsFrom } from './reading.js';
import type { PlatformReader } from './reading.js';

/**
 * Azure Container Apps: SIGTERM and 30 s, or `terminationGracePeriodSeconds`; 0 means SIGKILL at once.
 * https://learn.microsoft.com/azure/container-apps/application-lifecycle-management
 */
export const containerApps: PlatformReader = {
  isManifest: (file) => /\.(?:json|ya?ml)$/.test(file) && /container-?apps?|(?:^|\/)aca|azure|infra|arm|main|deploy|template/i.test(file),
  read: (file, text, reading) => {
    if (!/Microsoft\.App\/containerApps/i.test(text)) return [];
    return reading.yaml(file, text).flatMap((document) => appsIn(document).flatMap(factsIn));
  },
};

/** The app of `az containerapp create --yaml`, or those of an ARM template. */
const appsIn = (document: Data): Data[] => {
  const isApp = (resource: Data): boolean => resource.get('type')?.text?.toLowerCase() === 'microsoft.app/containerapps';
  return [...(isApp(document) ? [document] : []), ...(document.get('resources')?.items ?? []).filter(isApp)];
};

const factsIn = (app: Data): PlatformFacts[] => {
  const template = app.get('properties')?.get('template');
  return (template?.get('containers')?.items ?? []).map((container) => {
    const at = container.get('name')?.at ?? container.at;
    return {
      name: container.get('name')?.text ?? app.get('name')?.text ?? 'app',
      at,
      platform: 'container-apps',
      stopSignal: byDefault('SIGTERM', at, 'signal'),
      patience: secondsFrom(template?.get('terminationGracePeriodSeconds'), 'terminationGracePeriodSeconds', 30, at),
      reaches: 'first',
      beforeSignal: [],
      start: containerStart(container),
      isForDevelopment: false,
    };
  });
};
