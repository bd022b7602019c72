import type { Field } from '../yaml/field.js';
import type { Located, Location } from '../../rule.js';
import type { Seconds } from '../contract.js';
import { earlySignal, hookOf, shellScript, wordsOf } from './hook.js';
import type { Hook } from './hook.js';
import { imageOf, isBare, isDatastore, isExporter, proxyOf } from './images.js';
import type { Image } from './images.js';
import { probeOf } from './probe.js';
import type { Probe } from './probe.js';

export interface ContainerPort extends Located {
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly hostPort: Field;
}

/** A container that runs as long as its pod. */
export interface Container extends Located {
  readonly at: Location;
  readonly field: Field;
  readonly name: string;
  /** An init container that is restarted always: it outlives the others. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
  readonly isNativeSidecar: boolean;
  readonly image: Image | undefined;
  /** A proxy that other containers work through, by its usual name. */
  readonly proxy: string | undefined;
  readonly isDatastore: boolean;
  /** It hands out metrics and nothing else. */
  readonly isExporter: boolean;
  readonly preStop: Hook | undefined;
  /** Seconds from the order to stop until the signal; undefined when it cannot be told. */
  readonly delay: Seconds | undefined;
  /** The image has no shell and no tools, so a hook cannot run any. */
  readonly isBare: 'never' | 'maybe' | 'always';
  /** The program with which the hook signals the process while requests still come; undefined when it does not. */
  readonly signalsEarly: string | undefined;
  /** It is told to go on for a while after SIGTERM, by a flag of its own. */
  readonly waitsByItself: boolean;
  readonly stopSignal: Field;
  readonly ports: readonly ContainerPort[];
  readonly readiness: Probe | undefined;
  readonly liveness: Probe | undefined;
  readonly startup: Probe | undefined;
  /** Words of `command` and `args`; undefined when the image's own are used, or when they are not known. */
  readonly command: readonly string[] | undefined;
  /** Whether it does nothing but sleep, as containers do that people open a shell in. */
  readonly isIdle: boolean;
  readonly probes: readonly Probe[];
  /** Its variables by their names; undefined when others may be set from elsewhere. */
  readonly variables: ReadonlyMap<string, string | undefined> | undefined;
  readonly environment: readonly { readonly name: string; readonly value: string | undefined; readonly at: Location }[];
}

export const containerOf = (field: Field, isNativeSidecar = false): Container => {
  const ports = field.get('ports').items.map((port): ContainerPort => ({
    at: port.get('containerPort').at,
    name: port.get('name').text,
    number: port.get('containerPort').integer,
    hostPort: port.get('hostPort'),
  }));
  const portNumber = (name: string): string => String(ports.find((port) => port.name === name)?.number ?? name);
  const image = imageOf(field.get('image').text);
  const preStop = hookOf(field.get('lifecycle'));
  const command = commandOf(field);
  const [readiness, liveness, startup] = ['readinessProbe', 'livenessProbe', 'startupProbe'].map((key) => probeOf(field.get(key), portNumber));
  const probes = [readiness, liveness, startup].filter((probe) => probe !== undefined);
  return {
    at: field.get('name').at,
    field,
    name: field.get('name').text ?? '',
    isNativeSidecar,
    image,
    proxy: proxyOf(image) ?? (field.get('name').text === 'istio-proxy' ? 'Istio proxy' : undefined),
    isDatastore: isDatastore(image),
    isExporter: isExporter(image),
    preStop,
    delay: preStop === undefined ? (field.get('lifecycle').presence === 'maybe' ? undefined : 0) : preStop.seconds,
    isBare: isBare(image),
    signalsEarly: preStop?.command && earlySignal(preStop.command),
    waitsByItself: /term[_-]timeout|max-sigterm-delay|quitquitquit|drain-time-s/.test((command ?? []).join(' ')),
    stopSignal: field.get('lifecycle', 'stopSignal'),
    ports,
    readiness,
    liveness,
    startup,
    command,
    isIdle: command !== undefined && isIdle(command),
    probes: [...new Map(probes.map((probe) => [probe.target ?? probe.at, probe])).values()],
    variables: field.get('envFrom').isMissing && field.get('env').presence !== 'maybe' ? new Map(field.get('env').items.map((item) => [item.get('name').text ?? '', item.get('value').literal] as const)) : undefined,
    environment: field.get('env').items.map((item) => ({ name: item.get('name').text ?? '', value: item.get('value').literal, at: item.get('name').at })),
  };
};

const commandOf = (field: Field): readonly string[] | undefined => {
  const [command, args] = [field.get('command'), field.get('args')];
  if (command.presence !== 'always' && args.presence !== 'always') return undefined;
  const words = [command, args].map((part) => (part.isMissing ? [] : wordsOf(part)));
  return words.every((part) => part !== undefined) ? words.flat() : undefined;
};

const isIdle = (command: readonly string[]): boolean => {
  const script = shellScript(command) ?? command.join(' ');
  return /^\s*(?:exec\s+)?(?:\/bin\/)?sleep\s+(?:infinity|inf|\d{3,}\w?)\s*$|^\s*tail\s+-f\s+\/dev\/null\s*$|^\s*while\s+(?:true|:)\s*;\s*do\s+sleep\s+\d+\w?\s*;\s*done\s*;?\s*$/.test(script.slice(0, 300));
};
