import type { Field } from '../yaml/field.js';
import type { Located, Location } from '../../rule.js';
import type { Cluster } from './cluster.js';
import type { KubernetesObject } from './objects.js';

/** How many pods there are. */
export interface Replicas extends Located {
  /** The least there may be; undefined when it cannot be told. */
  readonly least: number | undefined;
  /** Whether a number is written, here or in an autoscaler. */
  readonly isWritten: boolean;
  readonly at: Location;
}

/** How old pods make way for new ones. */
export interface Rollout extends Located {
  readonly strategy: 'RollingUpdate' | 'Recreate' | 'blue-green' | 'other';
  /** How many pods may be gone at once, after Kubernetes' rounding; undefined when it cannot be told. */
  readonly mostUnavailable: number | undefined;
  readonly mostSurge: number | undefined;
  readonly maxUnavailable: Field;
  readonly at: Location;
}

/** A budget of disruptions that covers the pods. */
export interface Budget extends Located {
  readonly object: KubernetesObject;
  /** How many pods an eviction may take now, when all are healthy; undefined when it cannot be told. */
  readonly allowed: number | undefined;
  /** `minAvailable 67 % of 3 = 3`. */
  readonly sum: string;
}

/** A number, or a share of a whole that is rounded up or down: `2`, `"25%"`. */
const countOf = (text: string | undefined, whole: number | undefined, round: (share: number) => number): number | undefined => {
  if (text === undefined) return undefined;
  const match = /^(\d{1,6})(%?)$/.exec(text.trim());
  if (!match) return undefined;
  if (match[2] === '') return Number(match[1]);
  if (Number(match[1]) === 0) return 0;
  // Exact in whole numbers: 67 % of 3 is 201 hundredths.
  return whole === undefined ? undefined : round((Number(match[1]) * whole) / 100);
};

/** @returns the autoscaler's least number where there is one, because it overrules what is written */
export const replicasOf = (cluster: Cluster, object: KubernetesObject): Replicas => {
  const written = object.root.get('spec', 'replicas');
  for (const autoscaler of [...cluster.inNamespaceOf(object, 'HorizontalPodAutoscaler'), ...cluster.inNamespaceOf(object, 'ScaledObject')]) {
    const spec = autoscaler.root.get('spec');
    const target = spec.get('scaleTargetRef');
    if (target.get('name').text !== object.name || (target.get('kind').text ?? 'Deployment') !== object.kind) continue;
    const field = autoscaler.kind === 'ScaledObject' ? spec.get('minReplicaCount') : spec.get('minReplicas');
    const least = field.isMissing ? (autoscaler.kind === 'ScaledObject' ? 0 : 1) : field.integer;
    return { least, isWritten: true, at: field.isWritten ? field.at : autoscaler.root.get('metadata', 'name').at };
  }
  return { least: written.isMissing ? 1 : written.integer, isWritten: written.isWritten, at: written.isWritten ? written.at : object.root.get('metadata', 'name').at };
};

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment */
export const rolloutOf = (object: KubernetesObject, replicas: Replicas): Rollout => {
  const spec = object.root.get('spec');
  const strategy = spec.get('strategy');
  const none = strategy.get('rollingUpdate', 'maxUnavailable');
  const isArgo = object.kind === 'Rollout';
  if (isArgo && strategy.get('blueGreen').isWritten) return { strategy: 'blue-green', mostUnavailable: 0, mostSurge: undefined, maxUnavailable: none, at: strategy.at };
  if (object.kind !== 'Deployment' && object.kind !== 'DeploymentConfig' && !isArgo) return { strategy: 'other', mostUnavailable: undefined, mostSurge: undefined, maxUnavailable: none, at: strategy.at };
  const type = strategy.get('type').text;
  if (type === 'Recreate') return { strategy: 'Recreate', mostUnavailable: replicas.least, mostSurge: 0, maxUnavailable: none, at: strategy.get('type').at };
  const limits = isArgo ? strategy.get('canary') : object.kind === 'DeploymentConfig' ? strategy.get('rollingParams') : strategy.get('rollingUpdate');
  const [maxUnavailable, maxSurge] = [limits.get('maxUnavailable'), limits.get('maxSurge')];
  const mostUnavailable = countOf(maxUnavailable.isMissing ? '25%' : maxUnavailable.text, replicas.least, Math.floor);
  const mostSurge = countOf(maxSurge.isMissing ? '25%' : maxSurge.text, replicas.least, Math.ceil);
  // Both rounded to nothing would stand still, so the controller takes one pod away.
  const isStuck = mostUnavailable === 0 && mostSurge === 0;
  return { strategy: 'RollingUpdate', mostUnavailable: isStuck ? 1 : mostUnavailable, mostSurge, maxUnavailable, at: maxUnavailable.at };
};

/** https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages */
export const budgetsOf = (cluster: Cluster, pod: KubernetesObject, labels: ReadonlyMap<string, string> | undefined, replicas: Replicas): Budget[] => {
  if (labels === undefined || labels.size === 0) return [];
  const matching = cluster.near(pod, 'PodDisruptionBudget').filter(({ root }) => {
    const selector = root.get('spec', 'selector');
    const wanted = selector.get('matchLabels').strings;
    return wanted !== undefined && wanted.size > 0 && selector.get('matchExpressions').isMissing && [...wanted].every(([key, value]) => labels.get(key) === value);
  });
  return cluster.nearest(pod, matching).map((object) => budgetOf(object, replicas));
};

const budgetOf = (object: KubernetesObject, replicas: Replicas): Budget => {
  const [most, least] = [object.root.get('spec', 'maxUnavailable'), object.root.get('spec', 'minAvailable')];
  // Without a number in sight an autoscaler may be elsewhere.
  const whole = replicas.isWritten ? replicas.least : undefined;
  const of = whole === undefined ? '' : ` of ${whole}`;
  if (most.isWritten) {
    const allowed = countOf(most.text, whole, Math.ceil);
    return { object, at: most.at, allowed, sum: `maxUnavailable ${most.text ?? ''}${of}` };
  }
  if (least.text?.trim() === '100%') return { object, at: least.at, allowed: 0, sum: 'minAvailable 100 %' };
  const needed = countOf(least.text, whole, Math.ceil);
  const allowed = needed === undefined || whole === undefined ? undefined : Math.max(0, whole - needed);
  const share = least.text?.endsWith('%') === true ? ` = ${String(needed)}` : '';
  return { object, at: least.at, allowed, sum: `minAvailable ${least.text ?? ''}${of}${share}` };
};
