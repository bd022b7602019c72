import type { KubernetesContract } from '../contract/kubernetes/workload.js';
import type { Override } from '../contract/platform.js';
import { plainStart } from '../contract/platform.js';
import type { Launch } from './launch.js';

/**
 * How Kubernetes starts the containers of a workload: `command` replaces ENTRYPOINT and drops CMD, `args` replaces CMD,
 * and neither is run by a shell.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export const launchesOf = (contract: KubernetesContract): Launch[] =>
  contract.applications
    .filter((container) => !container.isIdle && !container.isDatastore)
    .map((container) => {
      const override = (key: string): Override | undefined => {
        const list = container.field.get(key);
        if (list.presence !== 'always') return undefined;
        const argv = list.items.map((item) => item.text);
        return argv.every((word) => word !== undefined) ? { kind: 'argv', argv, at: list.at } : { kind: 'argv', argv: ['${unknown}'], at: list.at };
      };
      const image = container.field.get('image');
      const signal = container.stopSignal;
      return {
        name: contract.applications.length === 1 ? contract.name : `${contract.name} ${container.name}`,
        at: container.at,
        platform: 'kubernetes',
        contract,
        stopSignal: signal.text === undefined ? undefined : { value: signal.text, at: signal.at, origin: 'declared', key: 'stopSignal' },
        reaches: 'first',
        isForDevelopment: contract.isBatch,
        start: {
          ...plainStart(''),
          // With one process namespace for the pod, the pause container is PID 1.
          runs: contract.pod.get('shareProcessNamespace').boolean === true ? 'sandbox' : 'container',
          image: { name: image.text, dockerfile: undefined, target: undefined, context: undefined },
          entrypoint: override('command'),
          command: override('args'),
          workdir: container.field.get('workingDir').text,
          environment: new Map(container.environment.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]))),
        },
      };
    });
