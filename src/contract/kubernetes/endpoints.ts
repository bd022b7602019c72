import type { Field } from '../yaml/field.js';
import type { Cluster } from './cluster.js';
import type { KubernetesObject } from './objects.js';

/** A pod's address in a list of endpoints that no controller keeps. */
export interface ListedEndpoint {
  readonly service: KubernetesObject;
  /** `EndpointSlice orders`. */
  readonly label: string;
  readonly pod: string;
  /** Where the pod is named. */
  readonly at: Field;
  readonly ports: readonly Field[];
}

/**
 * Endpoints of Services without a selector that name a pod of a workload. Nobody takes them out when the pod stops.
 * https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export const listedEndpointsOf = (cluster: Cluster, pod: KubernetesObject): readonly ListedEndpoint[] => {
  const isOwn = podNamesOf(pod);
  if (!isOwn) return [];
  return cluster.near(pod, 'Service').flatMap((service) => {
    const spec = service.root.get('spec');
    if (service.name === undefined || !spec.get('selector').isMissing || spec.get('type').text === 'ExternalName') return [];
    return [...slicesOf(cluster, service), ...legacyOf(cluster, service)].flatMap(({ object, endpoints, ports }): ListedEndpoint[] => {
      const endpoint = endpoints.find((candidate) => isOwn(candidate.get('targetRef', 'name').text ?? '') && (candidate.get('targetRef', 'kind').text ?? 'Pod') === 'Pod');
      return endpoint ? [{ service, label: `${object.kind} ${object.name ?? ''}`, pod: endpoint.get('targetRef', 'name').text ?? '', at: endpoint.get('targetRef', 'name'), ports }] : [];
    });
  });
};

/** Only names that are known before the pods are there can be written into a manifest. */
const podNamesOf = (object: KubernetesObject): ((name: string) => boolean) | undefined => {
  const { kind, name } = object;
  if (name === undefined) return undefined;
  if (kind === 'Pod') return (candidate) => candidate === name;
  return kind === 'StatefulSet' ? (candidate) => candidate.startsWith(`${name}-`) && /^\d{1,6}$/.test(candidate.slice(name.length + 1)) : undefined;
};

interface Listing {
  readonly object: KubernetesObject;
  readonly endpoints: readonly Field[];
  readonly ports: readonly Field[];
}

/** What a controller keeps is printed by `kubectl get`, and says nothing of its own. */
const isKept = (object: KubernetesObject): boolean => /(?:^|\.)k8s\.io$/.test(object.root.get('metadata', 'labels', 'endpointslice.kubernetes.io/managed-by').text ?? '');

/** https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions */
const slicesOf = (cluster: Cluster, service: KubernetesObject): Listing[] => {
  const publishesNotReady = service.root.get('spec', 'publishNotReadyAddresses').boolean === true;
  return cluster
    .inNamespaceOf(service, 'EndpointSlice')
    .filter((object) => object.root.get('metadata', 'labels', 'kubernetes.io/service-name').text === service.name && !isKept(object))
    .map((object) => ({ object, endpoints: object.root.get('endpoints').items.filter((endpoint) => publishesNotReady || isReady(endpoint.get('conditions'))), ports: object.root.get('ports').items.map((port) => port.get('port')) }));
};

/** Nothing said means ready. One that is not ready gets requests only when all others of its node are terminating too. */
const isReady = (conditions: Field): boolean => conditions.get('ready').boolean !== false && conditions.get('terminating').boolean !== true && conditions.get('serving').boolean !== false;

const legacyOf = (cluster: Cluster, service: KubernetesObject): Listing[] =>
  cluster
    .inNamespaceOf(service, 'Endpoints')
    .filter((object) => object.name === service.name)
    .flatMap((object) => object.root.get('subsets').items.map((subset) => ({ object, endpoints: subset.get('addresses').items, ports: subset.get('ports').items.map((port) => port.get('port')) })));
