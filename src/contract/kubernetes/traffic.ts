import type { Field } from '../yaml/field.js';
import type { Located, Location } from '../../rule.js';
import type { Seconds } from '../contract.js';
import type { Container } from './container.js';
import type { KubernetesObject } from './objects.js';
import type { Cluster } from './cluster.js';
import { deregistrationOf, idleTimeoutOf, keyedAttribute } from './load-balancer.js';
import type { Deregistration, IdleTimeout } from './load-balancer.js';
import { listedEndpointsOf } from './endpoints.js';
import type { ListedEndpoint } from './endpoints.js';

/** How requests come to a pod, as far as it decides how long they go on coming after the pod was told to stop. */
export type RouteKind = 'in-cluster' | 'mesh' | 'ingress' | 'gateway' | 'load-balancer' | 'node-port' | 'alb-ip' | 'alb-instance' | 'nlb-ip' | 'nlb-instance' | 'gce';

/** A way that leads to a pod through a Service. */
export interface Route extends Located {
  readonly kind: RouteKind;
  /** `Ingress shop`. */
  readonly label: string;
  readonly service: ServiceOfPod;
  readonly object: KubernetesObject;
  /** How long it lets a request take, where it says so. */
  readonly timeout: { readonly seconds: Seconds; readonly at: Location; readonly label: string } | undefined;
  /** How long its load balancer waits for requests in flight after it has let go of a target. */
  readonly deregistration: Deregistration | undefined;
  /** How long its load balancer keeps idle connections to the pods, where it holds any. */
  readonly idle?: IdleTimeout | undefined;
}

/** A Service that selects the pods of a workload. */
export interface ServiceOfPod extends Located {
  readonly object: KubernetesObject;
  readonly name: string;
  readonly label: string;
  readonly isHeadless: boolean;
  /** Nothing but metrics, health or webhooks is behind it: nobody loses a request. */
  readonly isAuxiliary: boolean;
  readonly publishesNotReady: Field;
  readonly trafficPolicy: Field;
  /** Requests from outside stay on the node that they came to. */
  readonly isLocalOnly: boolean;
  readonly ports: readonly ServicePort[];
  /** Where the pods are listed by hand, of a Service without a selector. */
  readonly listed: ListedEndpoint | undefined;
}

interface ServicePort {
  readonly name: string | undefined;
  readonly target: string | undefined;
}

/** How long requests go on coming, by the way they come: user measurements, see docs/kubernetes.md. */
const allowances: Readonly<Record<RouteKind, Seconds>> = {
  'in-cluster': 5, mesh: 5, 'node-port': 5, ingress: 10, gateway: 10, 'load-balancer': 10, gce: 20, 'alb-instance': 5, 'alb-ip': 20, 'nlb-instance': 5, 'nlb-ip': 120,
};

export const allowanceOf = (kind: RouteKind): Seconds => allowances[kind];

/** Services that send requests to the pods: by their labels, or because a list of endpoints names them. */
export const servicesOf = (cluster: Cluster, pod: KubernetesObject, labels: ReadonlyMap<string, string> | undefined): ServiceOfPod[] => [
  ...selecting(cluster, pod, labels),
  ...listedEndpointsOf(cluster, pod).map((listed) => ({ ...serviceOf(listed.service), ports: listed.ports.map((port) => ({ name: undefined, target: port.text })), listed })),
];

/** Services whose selector matches the labels, nearest files first. */
const selecting = (cluster: Cluster, pod: KubernetesObject, labels: ReadonlyMap<string, string> | undefined): readonly ServiceOfPod[] => {
  if (labels === undefined || labels.size === 0) return [];
  const matching = cluster.near(pod, 'Service').filter((object) => selectorOf(object).length > 0 && selectorOf(object).every(([key, value]) => labels.get(key) === value));
  return cluster.nearest(pod, matching).map(serviceOf);
};

const selectors = new WeakMap<KubernetesObject, readonly (readonly [string, string])[]>();

/** The labels that a Service asks for; none when it sends requests nowhere here, or when they are not known. */
const selectorOf = (object: KubernetesObject): readonly (readonly [string, string])[] => {
  const known = selectors.get(object);
  if (known) return known;
  const isElsewhere = object.group !== '' || object.root.get('spec', 'type').text === 'ExternalName';
  const selector = isElsewhere ? [] : [...(object.root.get('spec', 'selector').strings ?? [])];
  selectors.set(object, selector);
  return selector;
};

const auxiliary = /metrics|prometheus|prom$|monitoring|telemetry|webhook|health|probe|debug|pprof/i;

const serviceOf = (object: KubernetesObject): ServiceOfPod => {
  const spec = object.root.get('spec');
  const name = object.name ?? '';
  const ports = spec.get('ports').items.map((port): ServicePort => ({ name: port.get('name').text, target: port.get('targetPort').isWritten ? port.get('targetPort').text : port.get('port').text }));
  return {
    at: object.root.get('metadata', 'name').at,
    object,
    name,
    label: `Service ${name}`,
    isHeadless: spec.get('clusterIP').text === 'None',
    isAuxiliary: ports.length > 0 && ports.every((port) => auxiliary.test(`${port.name ?? ''} ${/^\D/.test(port.target ?? '') ? (port.target ?? '') : ''}`)) || /(?:^|-)(?:metrics|webhook|monitoring|exporter)(?:-service|-svc)?$/.test(name),
    publishesNotReady: spec.get('publishNotReadyAddresses'),
    trafficPolicy: spec.get('externalTrafficPolicy'),
    isLocalOnly: spec.get('externalTrafficPolicy').text === 'Local' && /^(?:LoadBalancer|NodePort)$/.test(spec.get('type').text ?? ''),
    ports,
    listed: undefined,
  };
};

/** Whether a container is where a Service sends requests. */
export const ownsPortOf = (service: ServiceOfPod, container: Container): boolean =>
  service.ports.some(({ target }) => target !== undefined && container.ports.some((port) => port.name === target || String(port.number) === target));

/** Every way that leads to the pods behind some Services. A Service that nothing else leads to is reached within the cluster. */
export const routesTo = (cluster: Cluster, services: readonly ServiceOfPod[]): Route[] =>
  services.flatMap((service) => {
    const outer = [...ingresses(cluster, service), ...httpRoutes(cluster, service), ...virtualServices(cluster, service), ...targetGroups(cluster, service), ...ownRoute(service)];
    if (outer.some((route) => route.kind !== 'mesh')) return outer;
    const inner: Route = { kind: 'in-cluster', label: service.label, service, object: service.object, at: service.at, timeout: undefined, deregistration: undefined };
    return [...outer, inner];
  });

const ownRoute = (service: ServiceOfPod): Route[] => {
  const { root } = service.object;
  const annotations = root.get('metadata', 'annotations');
  const type = root.get('spec', 'type').text;
  const route = (kind: RouteKind, deregistration?: Deregistration): Route[] => [{ kind, label: service.label, service, object: service.object, at: service.at, timeout: undefined, deregistration }];
  if (type === 'NodePort') return /"ingress"\s*:\s*true/.test(annotations.get('cloud.google.com/neg').text ?? '') ? [] : route('node-port');
  if (type !== 'LoadBalancer') return [];
  const awsType = annotations.get('service.beta.kubernetes.io/aws-load-balancer-type').text ?? '';
  const isAws = /^(?:nlb|nlb-ip|external)$/.test(awsType) || root.get('spec', 'loadBalancerClass').text === 'service.k8s.aws/nlb';
  if (!isAws) return route('load-balancer');
  const targets = annotations.get('service.beta.kubernetes.io/aws-load-balancer-nlb-target-type').text;
  const kind = targets === 'ip' || awsType === 'nlb-ip' ? 'nlb-ip' : 'nlb-instance';
  return route(kind, deregistrationOf(annotations.get('service.beta.kubernetes.io/aws-load-balancer-target-group-attributes'), service.at));
};

const ingresses = (cluster: Cluster, service: ServiceOfPod): Route[] =>
  cluster.inNamespaceOf(service.object, 'Ingress').flatMap((object): Route[] => {
    const { root } = object;
    const backends = [root.get('spec', 'defaultBackend'), root.get('spec', 'backend'), ...root.get('spec', 'rules').items.flatMap((rule) => rule.get('http', 'paths').items.map((path) => path.get('backend')))];
    const isBackend = backends.some((backend) => (backend.get('service', 'name').text ?? backend.get('serviceName').text) === service.name);
    if (!isBackend) return [];
    const annotations = root.get('metadata', 'annotations');
    const kind = ingressKind(object, service);
    const attributes = [annotations, service.object.root.get('metadata', 'annotations')].map((field) => field.get('alb.ingress.kubernetes.io/target-group-attributes'));
    const at = root.get('metadata', 'name').at;
    const read = annotations.get('nginx.ingress.kubernetes.io/proxy-read-timeout');
    const seconds = read.integer;
    return [
      {
        kind,
        label: `Ingress ${object.name ?? ''}`,
        service,
        object,
        at,
        timeout: seconds === undefined ? undefined : { seconds, at: read.at, label: 'proxy-read-timeout' },
        idle: kind === 'alb-ip' ? idleTimeoutOf(annotations.get('alb.ingress.kubernetes.io/load-balancer-attributes'), at) : undefined,
        deregistration: kind === 'alb-ip' || kind === 'alb-instance' ? deregistrationOf(attributes.find((field) => field.isWritten), at) : undefined,
      },
    ];
  });

const ingressKind = (object: KubernetesObject, service: ServiceOfPod): RouteKind => {
  const annotations = object.root.get('metadata', 'annotations');
  const className = object.root.get('spec', 'ingressClassName').text ?? annotations.get('kubernetes.io/ingress.class').text ?? '';
  const isAlb = /(?:^|[-.])alb(?:$|[-.])/.test(className) || annotations.entries.some(([key]) => key.startsWith('alb.ingress.kubernetes.io/'));
  if (isAlb) {
    const type = service.object.root.get('metadata', 'annotations').get('alb.ingress.kubernetes.io/target-type').text ?? annotations.get('alb.ingress.kubernetes.io/target-type').text;
    return type === 'ip' ? 'alb-ip' : 'alb-instance';
  }
  return /^gce(?:-internal)?$/.test(className) || /"ingress"\s*:\s*true/.test(service.object.root.get('metadata', 'annotations').get('cloud.google.com/neg').text ?? '') ? 'gce' : 'ingress';
};

/** `10s`, `1m30s`, `500ms` in seconds. */
export const durationIn = (text: string | undefined): Seconds | undefined => {
  if (text === undefined || text.length > 30 || !/^(?:\d+(?:\.\d+)?(?:ms|[smh]))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smh])/g)) seconds += Number(number) * (unit === 'ms' ? 0.001 : unit === 's' ? 1 : unit === 'm' ? 60 : 3600);
  return seconds;
};

const httpRoutes = (cluster: Cluster, service: ServiceOfPod): Route[] =>
  [...cluster.inNamespaceOf(service.object, 'HTTPRoute'), ...cluster.inNamespaceOf(service.object, 'GRPCRoute')].flatMap((object): Route[] =>
    object.root.get('spec', 'rules').items.flatMap((rule): Route[] => {
      if (!rule.get('backendRefs').items.some((reference) => reference.get('name').text === service.name)) return [];
      const [request, backend] = [rule.get('timeouts', 'request'), rule.get('timeouts', 'backendRequest')];
      const written = request.isWritten ? request : backend;
      const seconds = durationIn(written.text);
      return [{ kind: 'gateway', label: `${object.kind} ${object.name ?? ''}`, service, object, at: object.root.get('metadata', 'name').at, timeout: seconds === undefined ? undefined : { seconds, at: written.at, label: request.isWritten ? 'request timeout' : 'backendRequest timeout' }, deregistration: undefined }];
    }),
  );

const virtualServices = (cluster: Cluster, service: ServiceOfPod): Route[] =>
  cluster.inNamespaceOf(service.object, 'VirtualService').flatMap((object): Route[] =>
    object.root.get('spec', 'http').items.flatMap((rule): Route[] => {
      const host = (route: Field): string | undefined => route.get('destination', 'host').text?.split('.', 1)[0];
      if (!rule.get('route').items.some((route) => host(route) === service.name)) return [];
      const timeout = rule.get('timeout');
      const seconds = durationIn(timeout.text);
      return [{ kind: 'mesh', label: `VirtualService ${object.name ?? ''}`, service, object, at: object.root.get('metadata', 'name').at, timeout: seconds === undefined ? undefined : { seconds, at: timeout.at, label: 'timeout' }, deregistration: undefined }];
    }),
  );

const targetGroups = (cluster: Cluster, service: ServiceOfPod): Route[] =>
  cluster.inNamespaceOf(service.object, 'TargetGroupBinding').flatMap((object): Route[] => {
    const spec = object.root.get('spec');
    if (spec.get('serviceRef', 'name').text !== service.name) return [];
    return [{ kind: spec.get('targetType').text === 'instance' ? 'alb-instance' : 'alb-ip', label: `TargetGroupBinding ${object.name ?? ''}`, service, object, at: object.root.get('metadata', 'name').at, timeout: undefined, deregistration: undefined }];
  });

/** The BackendConfig that a Service names for its load balancer on Google Cloud. */
export const backendConfigOf = (cluster: Cluster, service: ServiceOfPod): KubernetesObject | undefined => {
  const annotations = service.object.root.get('metadata', 'annotations');
  const text = annotations.get('cloud.google.com/backend-config').text ?? annotations.get('beta.cloud.google.com/backend-config').text;
  const name = text === undefined ? undefined : keyedAttribute(text, 'default');
  return cluster.inNamespaceOf(service.object, 'BackendConfig').find((object) => object.name === name);
};
