import type { Field } from '../yaml/field.js';
import type { Fix, Location } from '../../rule.js';
import type { ContractReport, Grace, Origin, Promised, Seconds } from '../contract.js';
import type { Cluster } from './cluster.js';
import type { Container } from './container.js';
import { graceFix, nativeSleepFix, preStopFix } from './fixes.js';
import { limitsOf } from './limits.js';
import { healthCheckOf } from './load-balancer.js';
import type { HealthCheck } from './load-balancer.js';
import type { GraceLimit } from './limits.js';
import { meshOf } from './mesh.js';
import type { Mesh } from './mesh.js';
import type { KubernetesObject } from './objects.js';
import { claimsVolume, containersOf } from './pod.js';
import { budgetsOf, replicasOf, rolloutOf } from './rollout.js';
import type { Budget, Replicas, Rollout } from './rollout.js';
import { allowanceOf, backendConfigOf, ownsPortOf, routesTo, servicesOf } from './traffic.js';
import type { Route, ServiceOfPod } from './traffic.js';

/** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination */
const defaultGrace: Seconds = 30;
/** The kubelet leaves a container this much after a hook that used up everything. */
export const leastRemainder: Seconds = 2;

/** What Kubernetes promises the pods of one workload, and what leads to them. */
export class KubernetesContract implements Promised<'kubernetes'> {
  readonly platform = 'kubernetes';
  readonly name: string;
  readonly at: Location;
  readonly kind: string;
  readonly object: KubernetesObject;
  readonly signal: string | undefined;
  readonly grace: Grace;
  readonly origin: Origin | undefined;
  /** The minor version of the target: 33 of 1.33. */
  readonly minorVersion: number;
  readonly containers: readonly Container[];
  readonly services: readonly ServiceOfPod[];
  readonly routes: readonly Route[];
  readonly replicas: Replicas;
  readonly rollout: Rollout;
  readonly budgets: readonly Budget[];
  readonly mesh: Mesh | undefined;
  /** The spec of the pod template. */
  readonly pod: Field;
  /** The metadata of the pod template, for annotations that concern a finding. */
  readonly podMetadata: Field;
  readonly #cluster: Cluster;

  constructor(object: KubernetesObject, template: Field, cluster: Cluster, minorVersion: number) {
    this.object = object;
    this.kind = object.kind;
    this.name = object.name ?? object.kind.toLowerCase();
    const name = object.root.get('metadata', 'name');
    this.at = name.isWritten ? name.at : object.root.get('kind').at;
    this.origin = object.origin;
    this.minorVersion = minorVersion;
    this.pod = template.get('spec');
    this.podMetadata = template.get('metadata');
    this.#cluster = cluster;
    this.containers = containersOf(this.pod);
    this.grace = graceOf(object, this.pod, this.at);
    this.signal = this.main?.stopSignal.text ?? 'SIGTERM';
    const labels = this.podMetadata.get('labels').strings;
    this.services = this.isBatch ? [] : servicesOf(cluster, object, labels);
    this.routes = routesTo(cluster, this.services);
    this.replicas = replicasOf(cluster, object);
    this.rollout = rolloutOf(object, this.replicas);
    this.budgets = this.isBatch || this.kind === 'DaemonSet' ? [] : budgetsOf(cluster, object, labels, this.replicas);
    this.mesh = meshOf(cluster, object, template);
  }

  /** `Deployment orders`. */
  get label(): string {
    return `${this.kind} ${this.name}`;
  }

  /** The object's own annotations, which may hold what people say about its findings. */
  get annotations(): Field {
    return this.object.root.get('metadata', 'annotations');
  }

  /** Runs to its end instead of serving: a job, or a pod that a chart starts beside its release. https://helm.sh/docs/topics/charts_hooks/ */
  get isBatch(): boolean {
    return ['Job', 'CronJob', 'ScaledJob'].includes(this.kind) || (this.kind === 'Pod' && (this.annotations.get('helm.sh/hook').isWritten || this.pod.get('restartPolicy').text === 'Never'));
  }

  get isKnative(): boolean {
    return this.kind === 'Service';
  }

  /** The first container that is no proxy: what people mean by the process. */
  get main(): Container | undefined {
    return this.containers.find((container) => !container.isNativeSidecar && container.proxy === undefined) ?? this.containers[0];
  }

  /** The container, where a pod has but one: then everything that the pod answers is its own. */
  get onlyContainer(): Container | undefined {
    return this.containers.length === 1 ? this.containers[0] : undefined;
  }

  /** Containers that are no proxies: those whose work is at stake. */
  get applications(): readonly Container[] {
    return this.containers.filter((container) => !container.isNativeSidecar && container.proxy === undefined);
  }

  /** Whether requests lead here that somebody would miss. */
  get hasTraffic(): boolean {
    return this.isKnative || this.services.some((service) => !service.isAuxiliary);
  }

  /** Containers that requests of others reach, with the ways on which they come. */
  get served(): readonly { container: Container; routes: readonly Route[] }[] {
    const { applications } = this;
    return applications.flatMap((container) => {
      if (container.isIdle || container.isExporter) return [];
      const routes = this.routes.filter(({ service }) => !service.isAuxiliary && (ownsPortOf(service, container) || (applications.length === 1 && !this.containers.some((other) => ownsPortOf(service, other)))));
      return routes.length === 0 ? [] : [{ container, routes }];
    });
  }

  /** What the process gets between the signal and the end by force: `grace − preStop`, never less than the kubelet's floor. */
  remainderOf(container: Container): Seconds | undefined {
    const { seconds } = this.grace;
    return seconds === undefined || container.delay === undefined ? undefined : Math.max(leastRemainder, seconds - container.delay);
  }

  /** `grace 30 s (default)`. */
  get graceText(): string {
    return `grace ${this.grace.seconds ?? '?'} s${this.grace.from === 'default' ? ' (default)' : ''}`;
  }

  /** How long requests go on coming on a way. */
  allowanceOf(route: Route): Seconds {
    return allowanceOf(route.kind);
  }

  /** Of several ways, the one on which requests go on coming longest. */
  farthest(routes: readonly Route[]): Route | undefined {
    return routes.toSorted((left, right) => allowanceOf(right.kind) - allowanceOf(left.kind))[0];
  }

  /** What shortens the grace period on the way to a running pod. */
  get graceLimits(): readonly GraceLimit[] {
    return limitsOf(this.#cluster, this.pod);
  }

  /** How long the load balancer of a way may take to see that a node has no pod left. */
  healthCheckOf({ service, object }: Route): HealthCheck {
    return healthCheckOf(service.object.root.get('metadata', 'annotations'), object.kind === 'Ingress' ? object.root.get('metadata', 'annotations') : undefined);
  }

  /** The part of a Google load balancer's configuration that lets requests finish. */
  connectionDrainingOf(service: ServiceOfPod): Field | undefined {
    return backendConfigOf(this.#cluster, service)?.root.get('spec', 'connectionDraining', 'drainingTimeoutSec');
  }

  /** Where a pod keeps a volume that a second pod could not use at the same time. */
  get claimedVolume(): Location | undefined {
    return claimsVolume(this.object, this.pod);
  }

  /** Whether the namespace makes pods wait for their load balancer before they count as ready. */
  get hasReadinessGate(): boolean {
    const namespaces = this.#cluster.ofKind('Namespace').map((namespace) => namespace.root.get('metadata', 'labels', 'elbv2.k8s.aws/pod-readiness-gate-inject'));
    return this.pod.get('readinessGates').presence !== 'never' || namespaces.some((label) => label.text === 'enabled');
  }

  /** Whether some container declares a port. A port need not be declared, so this proves nothing by itself. */
  declares(port: string): boolean {
    return this.containers.some((container) => container.ports.some((declared) => declared.name === port || String(declared.number) === port));
  }

  get hasHostNetwork(): boolean {
    return this.pod.get('hostNetwork').boolean === true;
  }

  /** Raises the grace period so that the process has the usual 30 s after the hook. */
  fixGrace(container: Container): Fix | undefined {
    return container.delay === undefined ? undefined : graceFix(this.pod, container.delay + defaultGrace);
  }

  /** Lets the kubelet sleep instead of a program in the image. */
  fixNativeSleep(container: Container): Fix | undefined {
    return this.minorVersion >= 30 && container.preStop ? nativeSleepFix(container.preStop) : undefined;
  }

  /** Adds a hook that waits, where it leaves the process enough. */
  fixMissingDelay(container: Container, seconds: Seconds): Fix | undefined {
    const { grace } = this;
    if (grace.seconds === undefined || grace.seconds - seconds < 5) return undefined;
    return preStopFix(container.field, seconds, this.minorVersion >= 30);
  }

  /** What reports show of it beyond what every platform has. */
  get details(): Required<Pick<ContractReport, 'kind' | 'containers' | 'traffic'>> {
    return {
      kind: this.kind,
      containers: this.containers.map((container) => ({ name: container.name, preStop: container.delay ?? null, remainder: this.remainderOf(container) ?? null })),
      traffic: [...new Set(this.routes.flatMap((route) => [route.service.label, route.label]))],
    };
  }
}

/** Knative fills in what a revision lets a request take: https://knative.dev/docs/serving/services/creating-services/ */
const graceOf = (object: KubernetesObject, pod: Field, otherwise: Location): Grace => {
  if (object.kind === 'Service') {
    const timeout = pod.get('timeoutSeconds');
    return timeout.isMissing ? { seconds: 300, from: 'default', at: otherwise } : { seconds: timeout.integer, from: 'manifest', at: timeout.at };
  }
  const written = pod.get('terminationGracePeriodSeconds');
  if (written.isMissing) return { seconds: defaultGrace, from: 'default', at: otherwise };
  return { seconds: written.integer, from: 'manifest', at: written.isWritten ? written.at : otherwise };
};
