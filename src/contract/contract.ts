import type { Located, Location } from '../rule.js';
import type { KubernetesContract } from './kubernetes/workload.js';
import type { PlatformContract } from './platform.js';

export type Seconds = number;

/** How long a process may go on after it was told to stop, and who says so. */
export interface Grace extends Located {
  /** Undefined when it is written but cannot be known: a placeholder, a template. */
  readonly seconds: Seconds | undefined;
  /** `manifest` when it is written, `default` when the platform fills it in. */
  readonly from: 'manifest' | 'default';
}

/** The platforms whose manifests are read. */
export type Platform =
  | 'kubernetes'
  | 'compose'
  | 'swarm'
  | 'ecs'
  | 'systemd'
  | 'fly'
  | 'render'
  | 'railway'
  | 'digitalocean'
  | 'heroku'
  | 'cloud-run'
  | 'container-apps'
  | 'nomad'
  | 'pm2'
  | 'supervisor';

/** What every platform promises a workload when it stops it. */
export interface Promised<P extends Platform = Platform> extends Located {
  /** The workload's name. */
  readonly name: string;
  readonly platform: P;
  /** What the process is sent first; undefined when it cannot be known. */
  readonly signal: string | undefined;
  readonly grace: Grace;
  /** What the manifest was made from, where that is another file than the one findings point at. */
  readonly origin?: Origin | undefined;
}

/** An overlay, or a template that was rendered. */
export interface Origin {
  /** Completes a list of places: "composed by this overlay". */
  readonly message: string;
  readonly at: Location;
}

/** What a platform promises a workload when it stops it. `platform` tells which. */
export type Contract = KubernetesContract | PlatformContract;

/** A contract as reports show it. */
export interface ContractReport {
  platform: Platform;
  name: string;
  /** Where it stands. */
  at: Location;
  signal: string | null;
  /** Seconds; null when not known. */
  grace: { seconds: Seconds | null; from: Grace['from'] };
  /** Of Kubernetes: Deployment, Job, … */
  kind?: string;
  /** Of Kubernetes: how long each container's hook takes, and what its process gets after that. */
  containers?: { name: string; preStop: Seconds | null; remainder: Seconds | null }[];
  /** What requests come through. */
  traffic?: string[];
}

/** A contract as reports show it. */
export const reportOf = (contract: Contract): ContractReport => ({
  platform: contract.platform,
  name: contract.name,
  at: contract.at,
  signal: contract.signal ?? null,
  grace: { seconds: contract.grace.seconds ?? null, from: contract.grace.from },
  ...(contract.platform === 'kubernetes' ? contract.details : contract.upstreams.length > 0 ? { traffic: contract.upstreams.map(({ label }) => label) } : {}),
});
