import type { Moment, Order } from './order.js';
import type { ActItem, Awaitable, DelayItem, Item } from './strand.js';
import type { Located } from '../rule.js';

/** How a wait is limited, and by what. */
export type Limit = { readonly kind: 'none' } | { readonly kind: 'some'; readonly ms: number | undefined; readonly by: Located };

const none: Limit = { kind: 'none' };

/**
 * Which drains and closers have a limit. One has when the library gives it one, when the wait for it is a race against
 * a timer, or when something cuts it short (an exit, a forced close) that is itself reached in limited time.
 */
export class Bounds {
  readonly #order: Order;
  #forced: ReadonlyMap<ActItem, Limit> | undefined;

  constructor(order: Order) {
    this.#order = order;
  }

  limitOf(act: ActItem): Limit {
    if (act.bound !== 'unbounded') return { kind: 'some', ms: typeof act.bound === 'number' ? act.bound : act.bound === 'instant' ? 0 : undefined, by: act };
    return this.forcedLimitOf(act);
  }

  /** The limit that the program itself puts on an act: a race or something that cuts it short, whatever the library does. */
  forcedLimitOf(act: ActItem): Limit {
    this.#forced ??= this.#decideAll();
    return this.#forced.get(act) ?? none;
  }

  /** Decides every act at once: what cuts one short counts when all that it waits for has a limit, until nothing changes. */
  #decideAll(): ReadonlyMap<ActItem, Limit> {
    const forced = new Map<ActItem, Limit>();
    const acts: ActItem[] = [];
    const cutters: { readonly item: ActItem; readonly moment: Moment; readonly before: readonly (ActItem | DelayItem)[] }[] = [];
    const waits: Awaitable[] = [];
    for (const [item, moment] of this.#order) {
      if (item.kind === 'wait') waits.push(item.on);
      if (item.kind !== 'act') continue;
      acts.push(item);
      const ends = item.act === 'exit' || item.act === 're-raise' || item.act === 'force';
      if (ends && moment.path !== 'error' && moment.path !== 'second-signal' && cutters.length < cutterLimit) cutters.push({ item, moment, before: waitedBefore(moment) });
    }
    for (const act of acts) {
      const race = waits.map((on) => raceAround(act, on)).find((found) => found !== undefined);
      if (race) forced.set(act, { kind: 'some', ms: race.ms, by: race });
    }
    for (let changed = true; changed; ) {
      changed = false;
      for (const act of acts) {
        const limit = forced.has(act) ? undefined : this.#cutShort(act, cutters, forced);
        if (!limit) continue;
        forced.set(act, limit);
        changed = true;
      }
    }
    return forced;
  }

  #cutShort(act: ActItem, cutters: readonly { readonly item: ActItem; readonly moment: Moment; readonly before: readonly (ActItem | DelayItem)[] }[], forced: ReadonlyMap<ActItem, Limit>): Limit | undefined {
    for (const { item, moment, before } of cutters) {
      if (item === act || moment.completed.has(act) || !cuts(item, act)) continue;
      if (!before.every((earlier) => earlier.kind === 'delay' || earlier.bound !== 'unbounded' || forced.has(earlier))) continue;
      if (moment.timer && this.#disarmedBefore(moment.timer.node, act)) continue;
      const times = before.map((earlier) => {
        if (earlier.kind === 'delay') return earlier.ms;
        const limit = earlier.bound === 'unbounded' ? forced.get(earlier) : undefined;
        return limit?.kind === 'some' ? limit.ms : typeof earlier.bound === 'number' ? earlier.bound : earlier.bound === 'instant' ? 0 : undefined;
      });
      return { kind: 'some', ms: times.reduce(addMs, moment.timer ? moment.timer.ms : 0), by: item };
    }
    return undefined;
  }

  /** Whether a watchdog is cleared before the act that it should limit is over. */
  #disarmedBefore(timer: unknown, act: ActItem): boolean {
    for (const [item, moment] of this.#order) {
      if (item.kind === 'disarm' && item.timer.node === timer && moment.path === 'main' && moment.certain && !moment.completed.has(act)) return true;
    }
    return false;
  }
}

/** More ends of the process than a program has reasons for. */
const cutterLimit = 60;

/** The acts and pauses that have been waited for at a moment. */
const waitedBefore = (moment: Moment): (ActItem | DelayItem)[] =>
  [...moment.completed].filter((item): item is ActItem | DelayItem => (item.kind === 'act' || item.kind === 'delay') && moment.waited.some((on) => includes(on, item)));

const addMs = (left: number | undefined, right: number | undefined): number | undefined => (left === undefined || right === undefined ? undefined : left + right);

/** Whether an awaitable has an item somewhere in it. */
export const includes = (awaitable: Awaitable, item: Item, seen = new Set<Awaitable>()): boolean => {
  if (awaitable === item) return true;
  if (seen.has(awaitable)) return false;
  seen.add(awaitable);
  if (awaitable.kind === 'join') return awaitable.of.some((part) => includes(part, item, seen));
  return awaitable.kind === 'strand' && (awaitable.after === item || awaitable.items.some((inner) => itemIncludes(inner, item, seen)));
};

const itemIncludes = (inner: Item, item: Item, seen: Set<Awaitable>): boolean => {
  if (inner === item) return true;
  switch (inner.kind) {
    case 'wait':
      return includes(inner.on, item, seen);
    case 'branch':
      return inner.alternatives.some((alternative) => includes(alternative, item, seen));
    case 'spawn':
      return includes(inner.strand, item, seen);
    default:
      return false;
  }
};

/** Whether waiting for something is only letting time pass. */
export const isPause = (awaitable: Awaitable, seen = new Set<Awaitable>()): boolean => {
  if (seen.has(awaitable)) return true;
  seen.add(awaitable);
  switch (awaitable.kind) {
    case 'delay':
      return true;
    case 'join':
      return awaitable.of.length > 0 && awaitable.of.every((part) => isPause(part, seen));
    case 'strand':
      return awaitable.timer !== undefined || (awaitable.items.some((item) => item.kind === 'wait') && awaitable.items.every((item) => item.kind === 'timer' || item.kind === 'delay' || (item.kind === 'wait' && isPause(item.on, seen))));
    default:
      return false;
  }
};

/** The timer, delay or unknown limit that an act races against inside an awaitable. */
const raceAround = (act: ActItem, on: Awaitable, seen = new Set<Awaitable>()): (Located & { ms: number | undefined }) | undefined => {
  if (seen.has(on)) return undefined;
  seen.add(on);
  if (on.kind === 'strand') {
    for (const item of on.items) {
      const found = item.kind === 'wait' ? raceAround(act, item.on, seen) : undefined;
      if (found) return found;
    }
    return undefined;
  }
  if (on.kind !== 'join') return undefined;
  if (on.mode === 'any' && on.of.some((part) => includes(part, act))) {
    for (const part of on.of) {
      const limit = includes(part, act) ? undefined : limitPart(part);
      if (limit) return limit;
    }
  }
  for (const part of on.of) {
    const found = raceAround(act, part, seen);
    if (found) return found;
  }
  return undefined;
};

const limitPart = (part: Awaitable): (Located & { ms: number | undefined }) | undefined => {
  switch (part.kind) {
    case 'delay':
      return { at: part.at, ms: part.ms };
    case 'unknown':
      return { at: part.at, ms: undefined };
    case 'strand': {
      if (part.timer) return { at: part.timer.at, ms: part.timer.ms };
      for (const item of part.items) {
        const found = item.kind === 'wait' ? limitPart(item.on) : undefined;
        if (found) return found;
      }
      return undefined;
    }
    case 'join':
      return part.of.map(limitPart).find((found) => found !== undefined);
    case 'act':
      return undefined;
  }
};

/** Whether an item ends another act before it is complete by itself. */
const cuts = (item: ActItem, act: ActItem): boolean => {
  if (item.act === 'exit' || item.act === 're-raise') return true;
  if (item.act !== 'force') return false;
  // Peers cut one by one: of whatever server, its drain has less to wait for.
  if (!item.handleKind && item.handles.length === 0) return true;
  if (item.handles.length > 0 && act.handles.length > 0) return item.handles.some((handle) => act.handles.includes(handle));
  return item.handleKind !== undefined && (item.handleKind === act.handleKind || item.handleKind.role === act.handleKind?.role);
};
