import { Field } from '../yaml/field.js';
import type { Location } from '../../rule.js';
import type { Cluster } from './cluster.js';
import { containerOf } from './container.js';
import type { Container } from './container.js';
import type { KubernetesObject } from './objects.js';

/** Where a workload's pod template stands: its metadata and its spec. */
export const templateOf = (cluster: Cluster, object: KubernetesObject): Field => {
  const spec = object.root.get('spec');
  switch (object.kind) {
    case 'Pod':
      return object.root;
    case 'CronJob':
      return spec.get('jobTemplate', 'spec', 'template');
    case 'ScaledJob':
      return spec.get('jobTargetRef', 'template');
    case 'Rollout':
      return referencedTemplate(cluster, object) ?? spec.get('template');
    default:
      return spec.get('template');
  }
};

/** Argo Rollouts may take the template of a Deployment: https://argo-rollouts.readthedocs.io/en/stable/migrating/ */
const referencedTemplate = (cluster: Cluster, object: KubernetesObject): Field | undefined => {
  const reference = object.root.get('spec', 'workloadRef');
  const kind = reference.get('kind').text;
  if (kind === undefined) return undefined;
  return cluster.inNamespaceOf(object, kind).find((other) => other.name === reference.get('name').text)?.root.get('spec', 'template');
};

/** Containers that run as long as the pod does, the restarted init containers last. Those without an image are parts of a patch. */
export const containersOf = (pod: Field): readonly Container[] => {
  const hasImage = (field: Field): boolean => field.get('image').isWritten;
  const native = pod.get('initContainers').items.filter((field) => hasImage(field) && field.get('restartPolicy').text === 'Always');
  return [...pod.get('containers').items.filter(hasImage).map((field) => containerOf(field)), ...native.map((field) => containerOf(field, true))];
};

/** Whether a pod keeps a volume that one node at a time may use, so that two pods cannot overlap. */
export const claimsVolume = (object: KubernetesObject, pod: Field): Location | undefined => {
  const claim = pod.get('volumes').items.find((volume) => volume.get('persistentVolumeClaim').isWritten) ?? (object.root.get('spec', 'volumeClaimTemplates').isWritten ? object.root.get('spec', 'volumeClaimTemplates') : undefined);
  return claim?.at;
};
