import type { Field } from '../yaml/field.js';
import type { Located, Location } from '../../rule.js';
import type { Seconds } from '../contract.js';
import type { Cluster } from './cluster.js';

/** Something that ends a pod earlier than its grace period says. */
export interface GraceLimit extends Located {
  readonly seconds: Seconds;
  readonly label: string;
  readonly at: Location;
}

/** Labels of nodes that the provider takes away, and how long it says beforehand. */
const interruptible: readonly { key: string; value: string; seconds: Seconds; label: string }[] = [
  // https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms
  { key: 'cloud.google.com/gke-spot', value: 'true', seconds: 15, label: 'Spot VMs on GKE, which leave pods 15 s' },
  { key: 'cloud.google.com/gke-preemptible', value: 'true', seconds: 15, label: 'preemptible VMs on GKE, which leave pods 15 s' },
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html
  { key: 'eks.amazonaws.com/capacityType', value: 'SPOT', seconds: 120, label: 'EC2 Spot, which gives 120 s of notice' },
  { key: 'karpenter.sh/capacity-type', value: 'spot', seconds: 120, label: 'EC2 Spot, which gives 120 s of notice' },
  // https://learn.microsoft.com/azure/aks/spot-node-pool
  { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', seconds: 30, label: 'Azure Spot, which gives 30 s of notice' },
];

/** What caps the grace period of a pod: the nodes that it asks for, and policies of the cluster that lie beside it. */
export const limitsOf = (cluster: Cluster, pod: Field): GraceLimit[] => {
  const selector = pod.get('nodeSelector');
  const nodes = interruptible.flatMap(({ key, value, seconds, label }) => (selector.get(key).text === value ? [{ seconds, label, at: selector.get(key).at }] : []));
  return [...nodes, ...policies(cluster)];
};

/** Kyverno policies that rewrite the grace period of every pod. */
const policies = (cluster: Cluster): GraceLimit[] =>
  [...cluster.ofKind('ClusterPolicy'), ...cluster.ofKind('Policy')].flatMap((policy) =>
    policy.root.get('spec', 'rules').items.flatMap((rule) => {
      const spec = rule.get('mutate', 'patchStrategicMerge', 'spec');
      const cap = spec.get('terminationGracePeriodSeconds').isWritten ? spec.get('terminationGracePeriodSeconds') : spec.entries.find(([key]) => /^[+(]*terminationGracePeriodSeconds\)?$/.test(key))?.[1];
      const seconds = cap?.integer;
      return cap === undefined || seconds === undefined ? [] : [{ seconds, label: `the policy ${policy.name ?? ''}`, at: cap.at }];
    }),
  );
