import type { Located, Location } from '../../rule.js';
import type { Seconds } from '../contract.js';
import type { Cluster } from './cluster.js';
import { keyedAttribute } from './load-balancer.js';
import type { KubernetesObject } from './objects.js';
import { durationIn } from './traffic.js';
import type { Field } from '../yaml/field.js';

/** A service mesh whose proxy is put beside the containers. */
export interface Mesh extends Located {
  readonly name: 'Istio' | 'Linkerd';
  /** Where it is switched on. */
  readonly at: Location;
  /** The proxy starts before and ends after the other containers. */
  readonly isNativeSidecar: boolean;
  /** How long the proxy goes on after the order to stop; undefined when it cannot be told. */
  readonly proxyStays: Seconds | undefined;
  /** The proxy ends when its last connection does, not after a time. */
  readonly waitsForConnections: boolean;
  /** Where the time is written; undefined when it is the mesh's default. */
  readonly writtenAt: Location | undefined;
}

/** The mesh of a pod, where its own annotations or those of its namespace say so. */
export const meshOf = (cluster: Cluster, object: KubernetesObject, template: Field): Mesh | undefined => {
  const metadata = template.get('metadata');
  const namespace = cluster.ofKind('Namespace').find((other) => other.name !== undefined && other.name === object.namespace)?.root.get('metadata');
  const istio = [metadata.get('labels', 'sidecar.istio.io/inject'), metadata.get('annotations', 'sidecar.istio.io/inject')];
  const istioSwitch = istio.find((field) => field.isWritten) ?? namespace?.get('labels', 'istio-injection');
  if (istioSwitch !== undefined && /^(?:true|enabled)$/.test(istioSwitch.text ?? '')) return istioMesh(cluster, metadata, istioSwitch.at);
  const linkerd = metadata.get('annotations', 'linkerd.io/inject');
  const linkerdSwitch = linkerd.isWritten ? linkerd : namespace?.get('annotations', 'linkerd.io/inject');
  return linkerdSwitch !== undefined && /^(?:enabled|ingress)$/.test(linkerdSwitch.text ?? '') ? linkerdMesh(metadata, linkerdSwitch.at) : undefined;
};

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig-termination_drain_duration */
const istioDrain: Seconds = 5;

const istioMesh = (cluster: Cluster, metadata: Field, at: Location): Mesh => {
  const config = metadata.get('annotations', 'proxy.istio.io/config');
  const text = config.text ?? '';
  const own = keyedAttribute(text, 'terminationDrainDuration');
  const operators = cluster.ofKind('IstioOperator').map((operator) => operator.root.get('spec', 'meshConfig', 'defaultConfig'));
  const general = operators.map((defaults) => defaults.get('terminationDrainDuration')).find((field) => field.isWritten);
  const zero = 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS';
  const waits = keyedAttribute(text, zero) ?? operators.map((defaults) => defaults.get('proxyMetadata', zero).text).find((value) => value !== undefined);
  return {
    name: 'Istio',
    at,
    isNativeSidecar: metadata.get('annotations', 'sidecar.istio.io/nativeSidecar').text === 'true',
    proxyStays: config.presence === 'maybe' ? undefined : own !== undefined ? durationIn(own) : general ? durationIn(general.text) : istioDrain,
    waitsForConnections: waits === 'true',
    writtenAt: own === undefined ? general?.at : config.at,
  };
};

/** https://linkerd.io/2/tasks/graceful-shutdown/ */
const linkerdMesh = (metadata: Field, at: Location): Mesh => {
  const annotations = metadata.get('annotations');
  const wait = annotations.get('config.alpha.linkerd.io/proxy-wait-before-exit-seconds');
  return {
    name: 'Linkerd',
    at,
    isNativeSidecar: annotations.get('config.alpha.linkerd.io/proxy-enable-native-sidecar').text === 'true' || annotations.get('config.beta.linkerd.io/proxy-enable-native-sidecar').text === 'true',
    proxyStays: wait.isMissing ? 0 : wait.integer,
    waitsForConnections: false,
    writtenAt: wait.isWritten ? wait.at : undefined,
  };
};
