import type { Field } from '../yaml/field.js';
import type { Located, Location } from '../../rule.js';
import type { Seconds } from '../contract.js';

/** How long a load balancer lets requests finish on a target that it has let go of. */
export interface Deregistration extends Located {
  readonly seconds: Seconds;
  /** Nothing is written, so the platform's own 300 s count. */
  readonly isDefault: boolean;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
const defaultDeregistration: Seconds = 300;

/** The deregistration delay in an annotation of target group attributes; the default when nothing is said. */
export const deregistrationOf = (attributes: Field | undefined, otherwise: Location): Deregistration | undefined => {
  const text = attributes?.text;
  if (attributes !== undefined && text === undefined && attributes.presence !== 'never') return undefined;
  const value = text === undefined ? undefined : keyedAttribute(text, 'deregistration_delay.timeout_seconds');
  if (value === undefined || attributes === undefined) return { seconds: defaultDeregistration, isDefault: true, at: attributes?.at ?? otherwise };
  return /^\d{1,5}$/.test(value) ? { seconds: Number(value), isDefault: false, at: attributes.at } : undefined;
};

/** How long a load balancer keeps connections on which nothing is said. */
export interface IdleTimeout extends Located {
  readonly seconds: Seconds;
  /** Nothing is written, so the platform's own 60 s count. */
  readonly isDefault: boolean;
}

/** The idle timeout in an annotation of load balancer attributes. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
export const idleTimeoutOf = (attributes: Field, otherwise: Location): IdleTimeout | undefined => {
  if (attributes.isMissing) return { seconds: 60, isDefault: true, at: otherwise };
  const { text } = attributes;
  if (text === undefined) return undefined;
  const value = keyedAttribute(text, 'idle_timeout.timeout_seconds');
  if (value === undefined) return { seconds: 60, isDefault: true, at: otherwise };
  return /^\d{1,5}$/.test(value) ? { seconds: Number(value), isDefault: false, at: attributes.at } : undefined;
};

/** How long a load balancer may take to see that a node has nothing left for it. */
export interface HealthCheck {
  readonly interval: Seconds;
  readonly failures: number;
  /** Where one of both is written; undefined when they are assumed. */
  readonly at: Location | undefined;
}

/**
 * The health check of the load balancer in front of a Service: what annotations say, else 10 s × 3.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#health-check
 */
export const healthCheckOf = (service: Field, ingress: Field | undefined): HealthCheck => {
  const written = (key: string, ingressKey: string): Field | undefined => [service.get(`service.beta.kubernetes.io/aws-load-balancer-healthcheck-${key}`), ...(ingress ? [ingress.get(`alb.ingress.kubernetes.io/${ingressKey}`)] : [])].find((field) => field.integer !== undefined);
  const [interval, failures] = [written('interval', 'healthcheck-interval-seconds'), written('unhealthy-threshold', 'unhealthy-threshold-count')];
  return { interval: interval?.integer ?? 10, failures: failures?.integer ?? 3, at: (interval ?? failures)?.at };
};

/** The value of a key in `a=1,b=2`, in JSON or in YAML of one level, as annotations hold them. */
export const keyedAttribute = (text: string, key: string): string | undefined => {
  for (const line of text.slice(0, 10_000).split(/[,\n{}]/)) {
    const at = line.search(/[=:]/);
    if (at === -1) continue;
    const unquote = (part: string): string => part.trim().replace(/^["']/, '').replace(/["']$/, '');
    if (unquote(line.slice(0, at)) === key) return unquote(line.slice(at + 1));
  }
  return undefined;
};
