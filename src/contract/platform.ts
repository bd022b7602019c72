import type { Location } from '../rule.js';
import type { Grace, Platform, Promised } from './contract.js';
import type { ProxyWorkload } from './proxies/workload.js';
import type { Upstream } from './proxies/upstream.js';

/** Platforms by the names that people know. */
export const platformNames: Readonly<Record<Platform, string>> = {
  kubernetes: 'Kubernetes',
  compose: 'Docker Compose',
  swarm: 'Docker Swarm',
  ecs: 'ECS',
  systemd: 'systemd',
  fly: 'Fly.io',
  render: 'Render',
  railway: 'Railway',
  digitalocean: 'DigitalOcean App Platform',
  heroku: 'Heroku',
  'cloud-run': 'Cloud Run',
  'container-apps': 'Azure Container Apps',
  nomad: 'Nomad',
  pm2: 'PM2',
  supervisor: 'Supervisor',
};

/** A value of a contract, and who says it. */
export interface Told<T> {
  readonly value: T;
  /** Where it is declared, or the workload's place where it is the platform's default. */
  readonly at: Location;
  readonly origin: 'declared' | 'default';
  /** The key that says it: `stop_grace_period`, `kill_timeout`. */
  readonly key: string;
}

/** An ENTRYPOINT or CMD that a platform puts in place of the image's. */
export type Override =
  | { readonly kind: 'argv'; readonly argv: readonly string[]; readonly at: Location }
  /** A command line that the platform splits into words itself, without a shell. */
  | { readonly kind: 'words'; readonly text: string; readonly at: Location }
  /** A command line that a shell runs. */
  | { readonly kind: 'shell'; readonly text: string; readonly at: Location }
  | { readonly kind: 'cleared'; readonly at: Location };

/** How a platform starts a workload. */
export interface Start {
  /** `container`: the first process is PID 1. `process`: it is one among others. `sandbox`: an init of the platform is PID 1. */
  readonly runs: 'container' | 'process' | 'sandbox';
  /** The image: its name, or the Dockerfile that builds it, relative to the root. */
  readonly image: { readonly name: string | undefined; readonly dockerfile: string | undefined; readonly target: string | undefined; readonly context: string | undefined } | undefined;
  readonly entrypoint: Override | undefined;
  readonly command: Override | undefined;
  /** The repository's folder in which a process starts that runs in no image. */
  readonly folder: string;
  readonly workdir: string | undefined;
  readonly environment: ReadonlyMap<string, string>;
  /** Whether the platform puts an init before it. */
  readonly hasInit: boolean;
}

/** Something that passes before the signal comes. It takes nothing from the grace period. */
export interface BeforeSignal {
  /** `deregistration`, `shutdown_delay`, `drain_seconds`. */
  readonly what: string;
  readonly seconds: number;
  readonly at: Location;
}

/** What a manifest says about one workload, before the platform's defaults are told apart from it. */
export interface PlatformFacts {
  readonly name: string;
  /** Other names under which its network knows it. */
  readonly hosts?: readonly string[];
  readonly platform: Exclude<Platform, 'kubernetes'>;
  readonly at: Location;
  /** The signal; undefined where the image decides. */
  readonly stopSignal: Told<string> | undefined;
  /** Seconds between the signal and SIGKILL; `Infinity` without an end, undefined where the repository cannot tell. */
  readonly patience: Told<number> | undefined;
  /** Whom the signal is sent to: the first process, or every process of the workload. */
  readonly reaches: 'first' | 'all';
  readonly beforeSignal: readonly BeforeSignal[];
  readonly start: Start;
  /** Whether it is for development or tests, so that nothing that it says is a mistake. */
  readonly isForDevelopment: boolean;
  /** systemd's `KillMode` and `SendSIGKILL`. */
  readonly killMode?: Told<string>;
  readonly withoutSigkill?: Location;
}

/** What a platform besides Kubernetes promises one workload when it stops it. */
export type PlatformContract = Promised<Exclude<Platform, 'kubernetes'>> &
  PlatformFacts & {
    /** The proxies that send it requests, as far as their configuration names it. */
    readonly upstreams: readonly Upstream[];
    /** Which proxy it is itself, where its image is that of one. */
    readonly proxy: ProxyWorkload | undefined;
  };

/** The facts with what every contract has. */
export const contractOf = (facts: PlatformFacts, { upstreams, proxy }: Pick<PlatformContract, 'upstreams' | 'proxy'>): PlatformContract => {
  const { patience, stopSignal } = facts;
  const grace: Grace = patience ? { seconds: patience.value, from: patience.origin === 'declared' ? 'manifest' : 'default', at: patience.at } : { seconds: undefined, from: 'manifest', at: facts.at };
  return { ...facts, signal: stopSignal?.value, grace, upstreams, proxy };
};

/** A start without anything of its own: the image as it is. */
export const plainStart = (folder: string): Start => ({ runs: 'container', image: undefined, entrypoint: undefined, command: undefined, folder, workdir: undefined, environment: new Map(), hasInit: false });
