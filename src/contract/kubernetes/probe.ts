import type { Field } from '../yaml/field.js';
import type { Located, Location } from '../../rule.js';
import type { Seconds } from '../contract.js';
import { wordsOf } from './hook.js';

/** A probe of a container, with the defaults of the API filled in. https://kubernetes.io/docs/concepts/workloads/pods/probes/ */
export interface Probe extends Located {
  readonly at: Location;
  readonly field: Field;
  readonly kind: 'http' | 'tcp' | 'grpc' | 'exec' | 'unknown';
  /** Two probes with equal targets ask the same question; undefined when it cannot be told. */
  readonly target: string | undefined;
  /** `GET /health on 3000`, for messages. */
  readonly label: string;
  /** Its port as written; a name or a number. */
  readonly port: string | undefined;
  readonly scheme: string;
  /** The number of that port. */
  readonly portNumber: number | undefined;
  /** What an HTTP probe asks for; undefined for others and when it cannot be known. */
  readonly path: string | undefined;
  readonly period: Seconds | undefined;
  readonly timeout: Seconds | undefined;
  readonly failures: number | undefined;
  readonly graceField: Field;
  /** From the first failure that is seen to the reaction, when all goes quickest. */
  readonly quickestReaction: Seconds | undefined;
  /** From the first failing moment to the reaction, when all goes slowest. */
  readonly slowestReaction: Seconds | undefined;
}

/**
 * @param field of the probe
 * @param portNumber the number of a port that is given by name
 * @returns undefined when the container has none
 */
export const probeOf = (field: Field, portNumber: (name: string) => string): Probe | undefined => {
  if (!field.isWritten || field.mapping === undefined) return undefined;
  const number = (key: string, fallback: number): number | undefined => {
    const written = field.get(key);
    return written.isMissing ? fallback : written.integer;
  };
  const [period, timeout, failures] = [number('periodSeconds', 10), number('timeoutSeconds', 1), number('failureThreshold', 3)];
  const budget = (count: number): Seconds | undefined => (period === undefined || failures === undefined ? undefined : count * period);
  const slowest = budget(failures ?? 0);
  return {
    at: field.at,
    field,
    ...handlerOf(field, portNumber),
    ...askedOf(field, portNumber),
    period,
    timeout,
    failures,
    graceField: field.get('terminationGracePeriodSeconds'),
    quickestReaction: budget((failures ?? 1) - 1),
    slowestReaction: slowest === undefined || timeout === undefined ? undefined : slowest + timeout,
  };
};

const askedOf = (field: Field, portNumber: (name: string) => string): Pick<Probe, 'portNumber' | 'path'> => {
  const http = field.get('httpGet');
  const port = [http, field.get('tcpSocket'), field.get('grpc')].find((handler) => handler.isWritten)?.get('port').literal;
  const number = port === undefined ? NaN : Number(portNumber(port));
  const isHere = !http.isWritten || (http.isClosed && http.get('host').isMissing);
  return { portNumber: isHere && Number.isInteger(number) ? number : undefined, path: http.isWritten && isHere ? (http.get('path').isMissing ? '/' : http.get('path').literal) : undefined };
};

const handlerOf = (field: Field, portNumber: (name: string) => string): Pick<Probe, 'kind' | 'target' | 'label' | 'port' | 'scheme'> => {
  const http = field.get('httpGet');
  const scheme = http.get('scheme').text?.toUpperCase() ?? 'HTTP';
  if (http.isWritten) {
    const port = http.get('port').literal;
    const path = http.get('path').isMissing ? '/' : http.get('path').literal;
    const isKnown = port !== undefined && path !== undefined && http.isClosed;
    const parts = isKnown ? ['http', scheme, http.get('host').text ?? '', portNumber(port), path] : undefined;
    return { kind: 'http', port, scheme, target: parts?.join(' '), label: `GET ${path ?? '…'} on port ${port ?? '…'}` };
  }
  const tcp = field.get('tcpSocket');
  if (tcp.isWritten) {
    const port = tcp.get('port').literal;
    return { kind: 'tcp', port, scheme, target: port === undefined ? undefined : `tcp ${portNumber(port)}`, label: `TCP port ${port ?? '…'}` };
  }
  const grpc = field.get('grpc');
  if (grpc.isWritten) {
    const port = grpc.get('port').literal;
    return { kind: 'grpc', port, scheme, target: port === undefined ? undefined : `grpc ${portNumber(port)} ${grpc.get('service').text ?? ''}`, label: `gRPC health on port ${port ?? '…'}` };
  }
  const command = wordsOf(field.get('exec', 'command'));
  if (command) return { kind: 'exec', port: undefined, scheme, target: `exec ${command.join('\0')}`, label: `\`${command.join(' ').slice(0, 60)}\`` };
  return { kind: field.get('exec').isWritten ? 'exec' : 'unknown', port: undefined, scheme, target: undefined, label: 'the same handler' };
};
