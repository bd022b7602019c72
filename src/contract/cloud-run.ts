import type { Data } from './data.js';
import type { PlatformFacts } from './platform.js';
import { byDefault, containerStart } from './reading.js';
import type { PlatformReader } from './reading.js';

/**
 * Cloud Run and Knative services: SIGTERM and 10 s; `timeoutSeconds` is for requests and changes nothing about it. On
 * Knative itself the revision's grace follows `timeoutSeconds`, so only Cloud Run's is known.
 * https://cloud.google.com/run/docs/container-contract#instance-shutdown
 */
export const cloudRun: PlatformReader = {
  isManifest: (file) => /\.ya?ml$/.test(file) && /run|knative|service|deploy/i.test(file),
  read: (file, text, reading) => {
    if (!text.includes('serving.knative.dev/v1')) return [];
    return reading
      .yaml(file, text)
      .filter((document) => document.get('kind')?.text === 'Service' && document.get('apiVersion')?.text?.startsWith('serving.knative.dev/') === true)
      .flatMap(factsIn);
  },
};

const factsIn = (document: Data): PlatformFacts[] => {
  const template = document.get('spec')?.get('template');
  const isCloudRun = [document, template].some((part) => part?.get('metadata')?.get('annotations')?.entries.some(([name]) => name.startsWith('run.googleapis.com/')) ?? false);
  return (template?.get('spec')?.get('containers')?.items ?? []).map((container) => {
    const at = container.get('image')?.at ?? container.at;
    return {
      name: container.get('name')?.text ?? document.get('metadata')?.get('name')?.text ?? 'service',
      at,
      platform: 'cloud-run',
      stopSignal: byDefault('SIGTERM', at, 'signal'),
      patience: isCloudRun ? byDefault(10, at, 'the fixed 10 s of Cloud Run') : undefined,
      reaches: 'first',
      beforeSignal: [],
      start: { ...containerStart(container), workdir: container.get('workingDir')?.text },
      isForDevelopment: false,
    };
  });
};
