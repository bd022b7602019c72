import type ts from 'typescript';
import type { ActKind, HandleKind } from '../catalogue/library.js';
import type { Location } from '../rule.js';
import type { Handle, StepBound } from './step.js';

/** Why a strand runs. Acts on an error or expiry path are fallbacks: rules on the graceful path leave them alone. */
export type Path = 'main' | 'error' | 'expiry' | 'second-signal' | 'teardown';

/**
 * One line of execution: items in the order in which they happen. A call that is not awaited, a completion callback, a
 * `.then` and a timer each run on a strand of their own; `join` is where one waits for others.
 */
export class Strand {
  readonly kind = 'strand';
  readonly items: Item[] = [];
  readonly path: Path;
  /** The strand that this one is a way through, when it belongs to a branch; itself otherwise. */
  readonly root: Strand;
  /** Whether control comes out at the end; not after `return`, `throw` or an exit on every way through. */
  ends: 'normally' | 'abruptly' | 'process-ended' = 'normally';
  /** The timer whose expiry this is. */
  timer: Timer | undefined;
  /** Whether it is what a library's call does inside: waiting for the strand is waiting for its acts. */
  isRoutine = false;
  /** The act whose completion this strand follows, when it is a completion callback. */
  after: ActItem | undefined;

  constructor(path: Path, branchOf?: Strand) {
    this.path = path;
    this.root = branchOf?.root ?? this;
  }
}

/** What can be waited for: acts, delays and strands, all of them or whichever comes first. */
export type Awaitable = ActItem | DelayItem | Strand | { readonly kind: 'join'; readonly mode: 'all' | 'any'; readonly of: readonly Awaitable[] } | UnknownItem;

export type Item = ActItem | DelayItem | UnknownItem | TimerItem | BranchItem | { readonly kind: 'spawn'; readonly strand: Strand } | { readonly kind: 'wait'; readonly on: Awaitable } | { readonly kind: 'disarm'; readonly timer: Timer; readonly at: Location };

/** Something done to a handle, or to the process. */
export interface ActItem {
  readonly kind: 'act';
  readonly act: ActKind;
  readonly node: ts.Node;
  readonly at: Location;
  /** How the source calls it: `server.close()`. */
  readonly label: string;
  /** The handles it may be on; empty when their origin is not known, or for exits. */
  readonly handles: readonly Handle[];
  /** The kind of handle that the call's declaration names, when there is one. */
  readonly handleKind: HandleKind | undefined;
  readonly bound: StepBound;
  readonly waitsForInFlight: boolean;
  /** How the caller learns of the end of it. */
  readonly settles: 'promise' | 'callback' | 'sync' | 'event' | 'never';
  /** Runs when the act is complete. */
  continuation?: Strand;
  /** Whether it is done to each of many. */
  readonly repeated?: boolean;
  /** Part of what a library does by itself: not written in the program. */
  readonly byLibrary?: boolean;
  /** Each `try` and `.catch` that keeps its failure from what follows. */
  guards?: readonly object[];
  /** The hook of a library that runs it. */
  hook?: Hook;
  /** The catalogue's name of what is called, where it is a library's: `ws WebSocket.close`. */
  readonly declaredAs?: string;
  /** `await` stands before a call that gives nothing to await. */
  awaitedInVain?: boolean;
  /** Nothing in the program can learn of the end: neither awaited, nor returned, nor with a callback. */
  observed: boolean;
}

/** A named place in a library's routine where code of the program runs: `onModuleDestroy`, `preClose`. */
export interface Hook {
  readonly name: string;
  /** The hook of the same routine that runs once its servers have drained. */
  readonly afterDrain: string | undefined;
}

/** A call that has the name of a closer and does something else. */
export interface Misnomer {
  readonly at: Location;
  readonly label: string;
  /** What it was meant to close, where that is known. */
  readonly handles: readonly Handle[];
  /** What it does, as a sentence. */
  readonly does: string;
}

export interface DelayItem {
  readonly kind: 'delay';
  readonly ms: number | undefined;
  readonly at: Location;
}

/** A call that cannot be followed. `opaque` when it could stop something, exit, or bound what it is given. */
export interface UnknownItem {
  readonly kind: 'unknown';
  readonly why: string;
  readonly at: Location;
  readonly opaque: boolean;
  /** Whether it is a function of unknown origin, from a collection or a parameter, that is called. */
  readonly isCallback?: boolean;
  /** The last name of what is called, and what it is called on. */
  readonly name?: string;
  readonly target?: string;
}

/** A timer armed on the way: what runs when it expires. */
export interface Timer {
  readonly node: ts.Node;
  readonly at: Location;
  readonly ms: number | undefined;
  readonly repeats: boolean;
  readonly expiry: Strand;
  unreferenced: boolean;
}

export interface TimerItem {
  readonly kind: 'timer';
  readonly timer: Timer;
}

export interface BranchItem {
  readonly kind: 'branch';
  readonly alternatives: readonly Strand[];
}

/** The acts whose end is known when an awaitable settles: those on it directly, and the last ones of a strand. */
export const actsOn = (awaitable: Awaitable): ActItem[] => {
  switch (awaitable.kind) {
    case 'act':
      return [awaitable];
    case 'join':
      return awaitable.of.flatMap(actsOn);
    case 'strand':
      return awaitable.isRoutine ? awaitable.items.flatMap((item) => (item.kind === 'act' ? [item] : [])) : [];
    default:
      return [];
  }
};

/** Every act somewhere in an awaitable: what has to succeed for it to be fulfilled. */
export const actsWithin = (awaitable: Awaitable, seen = new Set<Awaitable>()): ActItem[] => {
  if (seen.has(awaitable)) return [];
  seen.add(awaitable);
  switch (awaitable.kind) {
    case 'act':
      return [awaitable];
    case 'join':
      return awaitable.of.flatMap((part) => actsWithin(part, seen));
    case 'strand':
      return [...(awaitable.after ? [awaitable.after] : []), ...awaitable.items.flatMap((item) => (item.kind === 'wait' ? actsWithin(item.on, seen) : item.kind === 'branch' ? item.alternatives.flatMap((way) => actsWithin(way, seen)) : []))];
    default:
      return [];
  }
};
