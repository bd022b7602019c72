import type { Chain } from '../chain/chain.js';
import type { Contract } from '../contract/contract.js';
import type { Upstream } from '../contract/proxies/upstream.js';
import type { Plan } from '../plan/plan.js';
import type { Located } from '../rule.js';
import type { Served } from './served.js';

/** One process that is deployed: where it begins and what it does when it is told to stop. */
export interface Service {
  readonly name: string;
  /** The file that the process starts with. */
  readonly entry: string;
  /** The repository's files that it loads. */
  readonly files: ReadonlySet<string>;
  /** Whether its package says how to start it, so that somebody runs it as a process of its own. */
  readonly isStarted: boolean;
  readonly plan: Plan;
  /** The ways that a signal takes to it: one an image or workload that starts it. Empty before services are joined. */
  readonly chains?: readonly Chain[];
  /** What platforms promise it, where a chain or the lack of any other workload says that it is meant. */
  readonly contracts?: readonly Contract[];
  /** The proxies that send it requests. */
  readonly upstreams?: readonly Upstream[];
  /** How long its drain may take; undefined when that cannot be told. */
  readonly timing?: Timing | undefined;
  /** What it answers and where. */
  readonly served?: Served;
}

/** How long a shutdown may take, in seconds. */
export interface Timing {
  /** What it waits on purpose before the first drain begins, whatever deadline stands over both. */
  readonly lead: number;
  /** What it waits on purpose, where no deadline stands over it and the drain. */
  readonly pause: number;
  /** The longest drain; `Infinity` without a limit. */
  readonly drain: number;
  /** That drain. */
  readonly at: Located;
}
