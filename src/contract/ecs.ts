import type { Data } from './data.js';
import { plainStart } from './platform.js';
import type { PlatformFacts } from './platform.js';
import { environmentOf, overrideOf, secondsFrom } from './reading.js';
import type { PlatformReader } from './reading.js';

const named = /(?:^|\/)[\w.-]*(?:task|ecs|template|stack|cloudformation|container|service|fargate|infra)[\w.-]*\.(?:json|ya?ml|template)$/i;

/**
 * ECS: the image's stop signal, and 30 s unless `stopTimeout` says otherwise (at most 120 on Fargate). The service takes a
 * task out of its target group before it sends the signal.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export const ecs: PlatformReader = {
  isManifest: (file) => named.test(file),
  read: (file, text, reading) => {
    if (!/[cC]ontainerDefinitions/.test(text)) return [];
    return reading.yaml(file, text).flatMap((document) => definitionsIn(document).flatMap((list) => list.items.filter((item) => item.isMap).map(factsOf)));
  },
};

/** Task definitions as `register-task-definition` takes them, and those of CloudFormation, written by hand or by CDK. */
const definitionsIn = (document: Data): Data[] => {
  const plain = document.get('containerDefinitions') ?? document.get('taskDefinition')?.get('containerDefinitions');
  const resources = (document.get('Resources')?.entries ?? []).filter(([, resource]) => resource.get('Type')?.text === 'AWS::ECS::TaskDefinition');
  return [plain, ...resources.map(([, resource]) => resource.get('Properties')?.get('ContainerDefinitions'))].filter((list) => list !== undefined);
};

const factsOf = (container: Data): PlatformFacts => {
  const get = (name: string): Data | undefined => container.get(name) ?? container.get(name.charAt(0).toUpperCase() + name.slice(1));
  const at = get('name')?.at ?? container.at;
  const image = get('image')?.text;
  return {
    name: get('name')?.text ?? 'container',
    at,
    platform: 'ecs',
    stopSignal: undefined,
    patience: secondsFrom(get('stopTimeout'), 'stopTimeout', 30, at),
    reaches: 'first',
    beforeSignal: [],
    start: {
      ...plainStart(''),
      image: image === undefined ? undefined : { name: image, dockerfile: undefined, target: undefined, context: undefined },
      entrypoint: overrideOf(get('entryPoint'), 'words'),
      command: overrideOf(get('command'), 'words'),
      workdir: get('workingDirectory')?.text,
      environment: environmentOf(get('environment')),
      hasInit: (get('linuxParameters')?.get('initProcessEnabled') ?? get('linuxParameters')?.get('InitProcessEnabled'))?.isTrue === true,
    },
    isForDevelopment: false,
  };
};
