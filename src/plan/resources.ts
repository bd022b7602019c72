import type { End, Role } from '../catalogue/library.js';
import type { Located } from '../rule.js';
import { includes } from './bounds.js';
import { isAct } from './order.js';
import type { Moment } from './order.js';
import type { Plan, PlanParts } from './plan.js';
import type { Handle } from './step.js';
import type { ActItem, Misnomer } from './strand.js';
import type { Teardown } from './teardowns.js';
import type { Undeclared } from './undeclared.js';
import type { CreatedHandle } from './world.js';

/** What the shutdown leaves open or does not write out, with the function that would see to it where one is written. */
export interface Left extends Located {
  readonly handle: CreatedHandle;
  readonly label: string;
  /** Further ones, or all of them where the finding stands elsewhere. */
  readonly others: readonly Located[];
  readonly teardown: Teardown | undefined;
}

const closing: ReadonlySet<string> = new Set(['close', 'drain', 'force', 'flush']);

/** What a plan does with what the process holds open and with what it buffers. */
export class Resources {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** Pools, clients and producers of the process that a shutdown leaves open although it closes other things. */
  get leftOpen(): readonly Left[] {
    if (!this.#isShutdown || !this.#plan.stopsSomething) return [];
    return this.#left(['resource', 'producer'], (handle) => handle.kind.needsNoClosing !== true && !isSubordinate(handle) && !this.#parts.misnomers.some((misnomer) => misnomer.handles.includes(handle)));
  }

  /** Exporters whose last batch is lost at the end of the process, because nothing has flushed them. */
  get exportersNotFlushed(): readonly Left[] {
    if (!this.#isShutdown) return [];
    return this.#left(['exporter'], (handle) => this.#losesAtTheEnd(handle));
  }

  /** Loggers whose last lines are lost by the way in which the process ends, with the act that ends it. */
  get loggersLost(): readonly { readonly left: Left; readonly end: ActItem }[] {
    const [end] = [...this.#plan.exits, ...this.#plan.acts('re-raise')];
    return end ? this.#left(['logger'], (handle) => losesOn(handle, end.act === 're-raise' ? 're-raise' : 'exit')).map((left) => ({ left, end })) : [];
  }

  /** Closers of exporters while servers or consumers still drain: what the last requests report is dropped. */
  get exportersClosedEarly(): readonly { readonly close: ActItem; readonly drain: ActItem }[] {
    return this.#plan.acts('close').flatMap((close) => {
      const drain = close.handleKind?.role === 'exporter' ? this.#plan.unfinishedDrainAt(close) : undefined;
      return drain ? [{ close, drain }] : [];
    });
  }

  /** Closers in a hook that its library runs before its servers have drained. */
  get closedInEarlyHook(): readonly { readonly close: ActItem; readonly hook: string; readonly instead: string; readonly drain: ActItem }[] {
    return this.#plan.resourceClosers.flatMap((close) => {
      const instead = close.hook?.afterDrain;
      const drain = instead === undefined ? undefined : this.#plan.unfinishedDrainAt(close);
      return close.hook && instead !== undefined && drain?.byLibrary === true ? [{ close, hook: close.hook.name, instead, drain }] : [];
    });
  }

  /** Calls in the plan that have the name of a closer and close nothing. */
  get misnomers(): readonly Misnomer[] {
    return this.#parts.misnomers;
  }

  /** Functions that close something of this process and that nothing calls. */
  get teardownsNeverCalled(): readonly Teardown[] {
    if (!this.#isShutdown) return [];
    return this.#parts.teardowns().filter((teardown) => this.#isForgotten(teardown) && teardown.closes.some((handle) => this.#isHeld(handle) && this.#plan.closersOf([handle], handle.role).length === 0));
  }

  /** Steps whose failure keeps the shutdown from draining or writing out what comes after them. */
  get notIsolated(): readonly { readonly step: ActItem; readonly skipped: readonly ActItem[] }[] {
    const steps = this.#plan.acts('drain', 'close', 'flush').filter((act) => act.settles === 'promise' && act.byLibrary !== true);
    const found = new Map<unknown, { readonly step: ActItem; readonly skipped: readonly ActItem[] }>();
    for (const step of steps) {
      const { line } = this.#momentOf(step);
      const skipped = steps.filter((later) => later !== step && this.#momentOf(later).line === line && this.#isSkippedBy(step, later));
      const loses = skipped.some((later) => later.act === 'drain' || later.act === 'flush' || later.handleKind?.role === 'exporter');
      if (loses && skipped.length > 1 && !found.has(line)) found.set(line, { step, skipped });
    }
    return [...found.values()];
  }

  /** Names that the shutdown reads and that are not declared there: it ends at the first. */
  get missingNames(): readonly Undeclared[] {
    return this.#parts.undeclared().filter((missing, index, all) => all.findIndex((other) => other.name === missing.name) === index);
  }

  #isSkippedBy(step: ActItem, later: ActItem): boolean {
    const moment = this.#momentOf(later);
    return moment.completed.has(step) && moment.waited.some((on) => includes(on, step)) && !(step.guards ?? []).some((guard) => later.guards?.includes(guard) !== true);
  }

  /** Whether the plan is what ends a deployed service. */
  get #isShutdown(): boolean {
    return this.#plan.handlesSigterm === 'always' && !this.#plan.onlyExits;
  }

  /** Handles of some roles that are left, one entry a kind; those that another package makes, and could close, are told where the signal is handled. */
  #left(roles: readonly Role[], matters: (handle: CreatedHandle) => boolean): Left[] {
    const left = this.#parts.inventory.handles
      .filter((held) => roles.includes(held.handle.role) && matters(held.handle) && this.#closersOf(held.handle).length === 0 && held.buffers && this.#parts.isMadeAtStart(held.handle) && this.#isLeft(held.handle))
      .map(({ handle }) => handle);
    const foreign = left.filter((handle) => this.#parts.isForeign(handle.at.file) && this.#hasTeardown(handle));
    const own = left.filter((handle) => !foreign.includes(handle));
    return [...new Set(own.map((handle) => handle.label))].flatMap((label) => this.#oneOf(own.filter((handle) => handle.label === label))).concat(this.#oneOf(foreign, this.#plan.shutdown));
  }

  #oneOf(handles: readonly CreatedHandle[], place?: Located): Left[] {
    const [handle, ...others] = handles;
    if (!handle) return [];
    const label = [...new Set(handles.map((each) => each.label))].join(' and ');
    return [{ handle, label, at: (place ?? handle).at, others: place ? handles : others, teardown: this.#forgottenTeardownOf(handle) }];
  }

  #isLeft(handle: CreatedHandle): boolean {
    if (!this.#isHeld(handle)) return false;
    if (this.#parts.closedSomethingForeign && this.#parts.isHandedOn(handle)) return false;
    return this.#plan.unknowns.length === 0 || !this.#mayBeClosedElsewhere(handle);
  }

  /** What ends a handle, on any path of the plan: closers of it, of what it was made from, or of unknown ones of its role. */
  #closersOf(handle: CreatedHandle): readonly ActItem[] {
    const acts = [...this.#parts.order].flatMap(([item]) => (isAct(item) ? [item] : []));
    const own = [...acts, ...this.#plan.closersAtTheEnd([handle], handle.role)].filter((act) => closing.has(act.act) && isOn(act, handle));
    return own.length > 0 ? own : handle.from.flatMap((origin) => this.#closersOf(origin));
  }

  /** Whether a handle lives as long as the process: code that makes one and closes it itself needs no shutdown. */
  #isHeld(handle: CreatedHandle): boolean {
    return !this.#parts.teardowns().some((teardown) => teardown.closes.includes(handle) && (contains(teardown.node, handle.node) || teardown.isMadeWith(handle)));
  }

  /** Whether what the plan does not follow could close a handle: by the name of its own closers, or of a function that closes it. */
  #mayBeClosedElsewhere(handle: CreatedHandle): boolean {
    const closers = Object.entries(handle.library.calls ?? {}).flatMap(([key, { act }]) => (act === undefined ? [] : [key.split('.').at(-1)]));
    return this.#plan.unknowns.some(({ name }) => closers.includes(name)) || this.#parts.teardowns().some((teardown) => teardown.closes.includes(handle) && !this.#isForgotten(teardown));
  }

  #hasTeardown(handle: CreatedHandle): boolean {
    return this.#parts.teardowns().some((teardown) => teardown.closes.includes(handle));
  }

  #isForgotten(teardown: Teardown): boolean {
    return teardown.isNamedSo && !this.#parts.executed.has(teardown.node) && !this.#plan.unknowns.some(({ name }) => name === teardown.name) && !teardown.mayBeCalled;
  }

  #forgottenTeardownOf(handle: CreatedHandle): Teardown | undefined {
    return this.#parts.teardowns().find((teardown) => teardown.closes.includes(handle) && this.#isForgotten(teardown));
  }

  #losesAtTheEnd(handle: CreatedHandle): boolean {
    const ends = this.#plan.acts('exit', 're-raise');
    if (ends.length === 0) return losesOn(handle, 'empty-loop');
    return ends.some((end) => losesOn(handle, end.act === 're-raise' ? 're-raise' : 'exit'));
  }

  #momentOf(act: ActItem): Moment {
    const moment = this.#parts.order.at(act);
    if (!moment) throw new Error('the act is not of this plan');
    return moment;
  }
}

const losesOn = (handle: CreatedHandle, end: End): boolean => handle.kind.losesOn?.ends.includes(end) === true;

/** Whether a handle closes with the one that it was made from. */
const isSubordinate = (handle: CreatedHandle): boolean => handle.from.some((origin) => origin.role === handle.role || origin.role === 'resource');

/** Whether an act is on a handle; ending a logger ends whatever it writes through. */
const isOn = (act: ActItem, handle: Handle): boolean => (act.handles.length > 0 && handle.role !== 'logger' ? act.handles.includes(handle) : act.handleKind?.role === handle.role);

const contains = (outer: { readonly pos: number; readonly end: number; getSourceFile: () => unknown }, inner: { readonly pos: number; readonly end: number; getSourceFile: () => unknown }): boolean =>
  outer.getSourceFile() === inner.getSourceFile() && inner.pos >= outer.pos && inner.end <= outer.end;
