import type { Order } from './order.js';
import type { ActItem, Awaitable, Item } from './strand.js';
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
  readonly #limits = new Map<ActItem, Limit>();
  readonly #deciding = new Set<ActItem>();

  constructor(order: Order) {
    this.#order = order;
  }

  limitOf(act: ActItem): Limit {
    const known = this.#limits.get(act);
    if (known) return known;
    if (this.#deciding.has(act)) return none;
    this.#deciding.add(act);
    const limit = this.#decide(act);
    this.#deciding.delete(act);
    if (this.#deciding.size === 0) this.#limits.set(act, limit);
    return limit;
  }

  #decide(act: ActItem): Limit {
    if (act.bound !== 'unbounded') return { kind: 'some', ms: typeof act.bound === 'number' ? act.bound : act.bound === 'instant' ? 0 : undefined, by: act };
    return this.forcedLimitOf(act);
  }

  /** The limit that the program itself puts on an act: a race or something that cuts it short, whatever the library does. */
  forcedLimitOf(act: ActItem): Limit {
    for (const [item, moment] of this.#order) {
      if (item.kind === 'wait') {
        const race = raceAround(act, item.on);
        if (race) return { kind: 'some', ms: race.ms, by: race };
        continue;
      }
      if (item.kind !== 'act' || item === act || moment.completed.has(act) || !cuts(item, act)) continue;
      if (moment.path === 'error' || moment.path === 'second-signal') continue;
      const start = this.#order.at(act);
      if (moment.timer && start && this.#disarmedBefore(moment.timer.node, act)) continue;
      const timeUntil = this.#timeUntil(moment.completed, moment.waited, act);
      if (timeUntil !== 'unbounded') return { kind: 'some', ms: moment.timer ? addMs(moment.timer.ms, timeUntil) : timeUntil, by: item };
    }
    return none;
  }

  /** Whether a watchdog is cleared before the act that it should limit is over. */
  #disarmedBefore(timer: unknown, act: ActItem): boolean {
    for (const [item, moment] of this.#order) {
      if (item.kind === 'disarm' && item.timer.node === timer && moment.path === 'main' && moment.certain && !moment.completed.has(act)) return true;
    }
    return false;
  }

  /** How long it takes to get past what has been waited for. */
  #timeUntil(completed: ReadonlySet<Item>, waited: readonly Awaitable[], except: ActItem): number | undefined | 'unbounded' {
    let total: number | undefined = 0;
    const limits: (number | undefined)[] = [];
    for (const item of completed) {
      if (item === except || !waited.some((on) => includes(on, item))) continue;
      if (item.kind === 'delay') limits.push(item.ms);
      else if (item.kind === 'act') {
        const limit = this.limitOf(item);
        if (limit.kind === 'none') return 'unbounded';
        limits.push(limit.ms);
      }
    }
    for (const limit of limits) total = addMs(total, limit);
    return total;
  }
}

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
