import type { Location } from '../rule.js';
import type { Chain } from './chain.js';
import type { Delivery } from './hop.js';

/** A chain as reports show it. */
export interface ChainReport {
  /** The whole of it on one line, with a mark behind each hop that loses the signal. */
  printed: string;
  /** Where the start command stands. */
  at: Location;
  /** What the service receives in the end. */
  signal: string;
  hops: { label: string; delivery: Delivery; at: Location; note?: string }[];
}

/** A chain as reports show it. */
export const chainReport = (chain: Chain): ChainReport => ({
  printed: chain.printed,
  at: chain.facts.startAt,
  signal: chain.arriving.signal,
  hops: chain.hops.map(({ label, delivery, at, note }) => ({ label, delivery, at, ...(note === undefined ? {} : { note }) })),
});
