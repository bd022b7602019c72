import type { ActItem, Awaitable, Item, Path, Strand, Timer } from './strand.js';

/** What is known at the moment an item happens. */
export interface Moment {
  /** Acts and delays that may be complete by then: those of every way that leads here. An act that is not among them surely is not. */
  readonly completed: ReadonlySet<Item>;
  /** Things waited for on the way here, in order. */
  readonly waited: readonly Awaitable[];
  readonly path: Path;
  /** The timer whose expiry leads here, where one does. */
  readonly timer: Timer | undefined;
  /** The strand of the trigger that it belongs to. */
  readonly line: Strand | undefined;
  /** Whether every way to it goes past here; false inside a branch. */
  readonly certain: boolean;
  /** The way taken at each branch that leads here. */
  readonly ways: ReadonlyMap<Item, Strand>;
  readonly sequence: number;
}

/** The state on one way through a plan. Sets are replaced, never changed, so that moments can share them. */
interface Way {
  completed: ReadonlySet<Item>;
  waited: readonly Awaitable[];
  readonly path: Path;
  readonly timer: Timer | undefined;
  readonly line: Strand | undefined;
  readonly certain: boolean;
  readonly ways: ReadonlyMap<Item, Strand>;
  /** Whether a timer leads here that only puts the shutdown off. */
  readonly delayed?: boolean;
}

/**
 * The order of a plan: for every item, what can have been completed before it. A plan is walked once, strand by strand;
 * calls that are not awaited, callbacks and timers go on beside the rest from where they start.
 */
export class Order {
  readonly moments = new Map<Item, Moment>();
  /** What is complete at the end of a strand. */
  readonly #ends = new Map<Strand, ReadonlySet<Item>>();
  #sequence = 0;

  constructor(root: Strand) {
    this.#walk(root, { completed: new Set(), waited: [], path: root.path, timer: undefined, line: undefined, certain: true, ways: new Map() });
  }

  at(item: Item): Moment | undefined {
    return this.moments.get(item);
  }

  /** Items in the order in which they were met, with their moments. */
  *[Symbol.iterator](): Iterator<readonly [Item, Moment]> {
    yield* this.moments;
  }

  #walk(strand: Strand, from: Way): Way {
    const path = strand.path === 'main' || (strand.path === 'expiry' && from.delayed === true) ? from.path : strand.path;
    const way: Way = { ...from, path };
    if (this.#ends.has(strand)) return way;
    this.#ends.set(strand, way.completed);
    for (const item of strand.items) this.#step(item, way, strand);
    this.#ends.set(strand, way.completed);
    return way;
  }

  #step(item: Item, way: Way, strand: Strand): void {
    this.moments.set(item, { completed: way.completed, waited: way.waited, path: way.path, timer: way.timer, line: way.line, certain: way.certain, ways: way.ways, sequence: this.#sequence++ });
    switch (item.kind) {
      case 'act':
        if (item.settles === 'sync') complete(way, [item]);
        if (item.continuation) this.#walk(item.continuation, { ...way, completed: new Set([...way.completed, item]), waited: [...way.waited, item] });
        break;
      case 'spawn': {
        const spawned = this.#walk(item.strand, { ...way, line: way.line ?? item.strand });
        // What a call does before it first waits has happened when the call returns.
        const first = item.strand.items.findIndex((inner) => inner.kind === 'wait');
        for (const inner of first < 0 ? item.strand.items : item.strand.items.slice(0, first)) if (inner.kind === 'act' && inner.settles === 'sync' && spawned.completed.has(inner)) complete(way, [inner]);
        break;
      }
      case 'wait':
        complete(way, this.#completedBy(item.on));
        way.waited = [...way.waited, item.on];
        break;
      case 'timer': {
        const delayed = way.path === 'main' && drains(item.timer.expiry) && !strand.items.some((other) => other !== item && strandsOf(other).some((inner) => drains(inner))) && !strand.items.some(isDrain);
        this.#walk(item.timer.expiry, { ...way, completed: new Set([...way.completed, item]), path: way.path === 'main' && !delayed ? 'expiry' : way.path, timer: delayed ? undefined : item.timer, delayed });
        break;
      }
      case 'branch': {
        const ends = item.alternatives.map((alternative) => ({ alternative, way: this.#walk(alternative, { ...way, certain: way.certain && isSure(alternative, item.alternatives), ways: new Map([...way.ways, [item, alternative]]) }) }));
        for (const end of ends) {
          if (end.alternative.ends !== 'normally' || end.alternative.path === 'error') continue;
          complete(way, end.way.completed);
        }
        break;
      }
      default:
        break;
    }
  }

  /** Everything that may be complete once an awaitable has settled; of a race, whatever runs in it, finished or given up. */
  #completedBy(awaitable: Awaitable, seen = new Set<Awaitable>()): ReadonlySet<Item> {
    if (seen.has(awaitable)) return new Set();
    seen.add(awaitable);
    switch (awaitable.kind) {
      case 'act':
      case 'delay':
      case 'unknown':
        return new Set<Item>([awaitable]);
      case 'strand':
        return this.#ends.get(awaitable) ?? new Set();
      case 'join':
        return new Set(awaitable.of.flatMap((part) => [...this.#completedBy(part, seen)]));
    }
  }
}

/** Adds what is complete to a way's state. */
const complete = (way: Way, items: Iterable<Item>): void => {
  const added = [...items].filter((item) => !way.completed.has(item));
  if (added.length > 0) way.completed = new Set([...way.completed, ...added]);
};

const isDrain = (item: Item): boolean => item.kind === 'act' && item.act === 'drain' && item.byLibrary !== true;

/** Whether a strand drains something: then its timer is no deadline but a pause before the shutdown. */
const drains = (strand: Strand, seen = new Set<Strand>()): boolean => {
  if (seen.has(strand)) return false;
  seen.add(strand);
  return strand.items.some((item) => isDrain(item) || strandsOf(item).some((inner) => drains(inner, seen)));
};

const strandsOf = (item: Item): readonly Strand[] => {
  switch (item.kind) {
    case 'spawn':
      return [item.strand];
    case 'branch':
      return item.alternatives;
    case 'act':
      return item.continuation ? [item.continuation] : [];
    default:
      return [];
  }
};

/** The acts of a kind among items. */
export const isAct = (item: Item): item is ActItem => item.kind === 'act';

/** Whether a way is the only one that counts beside what happens on errors and second signals. */
const isSure = (alternative: Strand, all: readonly Strand[]): boolean =>
  alternative.path === 'main' && all.filter((other) => other.path === 'main').length === 1;

/** Whether two items can never both happen, because a branch between them goes one way or the other. */
export const areExclusive = (left: Moment, right: Moment): boolean => {
  for (const [branch, way] of left.ways) {
    const other = right.ways.get(branch);
    if (other !== undefined && other !== way) return true;
  }
  return false;
};
