import type { Interval } from './intervals.js';
import type { StatedLimit } from './job-limits.js';
import type { Loop } from './loops.js';
import type { Moment } from './order.js';
import type { Plan, PlanParts } from './plan.js';
import type { Flush } from './started-work.js';
import type { Start } from './starts.js';
import type { ActItem, Awaitable } from './strand.js';
import { actsWithin } from './strand.js';
import type { Answer } from './step.js';
import type { CreatedHandle } from './world.js';
import type { Located } from '../rule.js';

/** What a plan does with work that goes on by itself: consumers, loops, timers, child processes. */
export class Background {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  get loops(): readonly Loop[] {
    return this.#parts.inventory.loops.filter((loop) => loop.reached === 'always' && (loop.endless === 'always' || (this.#plan.unknowns.length === 0 && !this.#parts.sets(loop))));
  }

  /** Intervals that the plan does not clear and that are not `unref`-ed; where something is not followed, those that no code can clear. */
  get intervalsLeftRunning(): readonly Interval[] {
    const cleared = new Set([...this.#parts.order].flatMap(([item]) => (item.kind === 'disarm' ? [item.timer.node] : [])));
    const followed = this.#plan.unknowns.length === 0;
    return this.#parts.inventory.intervals.filter((interval) => !interval.unreferenced && !interval.clearsItself && !cleared.has(interval.node) && (followed || !interval.isStoppedSomewhere));
  }

  /** Schedulers that the plan does not stop; where something is not followed, those that no code can stop. */
  get schedulersLeftRunning(): readonly Start[] {
    const followed = this.#plan.unknowns.length === 0;
    return this.#plan.starts.filter((start) => start.role === 'scheduler' && this.#plan.closersOf(start.handles, start.role).length === 0 && (followed || !start.isStoppedSomewhere));
  }

  /** What keeps the process alive after everything that the plan does. */
  get keepsAlive(): readonly (Located & { readonly label: string; readonly reached: Answer })[] {
    const servers = this.#plan.intake.filter((start) => this.#plan.closersOf(start.handles, start.role).length === 0);
    const open = this.#parts.inventory.handles.filter(({ handle }) => this.#isOpenResource(handle));
    const intervals = this.intervalsLeftRunning.filter((interval) => interval.reached !== 'never');
    const [trigger] = this.#plan.triggers;
    const all = [...servers, ...open.map(({ at, handle, reached }) => ({ at, label: handle.label, reached })), ...intervals.map(({ at, reached }) => ({ at, label: 'interval', reached }))];
    // What perhaps runs counts only beside the listener itself: elsewhere it may belong to another process of the package.
    return [...all.filter((keeper) => keeper.reached === 'always'), ...all.filter((keeper) => keeper.reached !== 'always' && keeper.at.file === trigger?.at.file)];
  }

  #isOpenResource(handle: CreatedHandle): boolean {
    if (!handle.keepsAlive || handle.role === 'server' || handle.role === 'websocket-server' || handle.role === 'process') return false;
    return (handle.kind.startsOnCreation !== undefined && handle.kind.startsOnCreation !== false) || handle.role === 'resource' ? this.#plan.closersOf([handle], handle.role).length === 0 : false;
  }

  /** Consumers that go on taking work through a shutdown that deals with other things. */
  get consumersNotStopped(): readonly Start[] {
    if (!this.#isShutdown) return [];
    const followed = this.#plan.unknowns.length === 0;
    const [exit] = this.#plan.exits;
    const [cutOff] = exit ? this.#plan.intakeLostAt(exit) : [];
    // What is cut off by an exit that waits for nothing is exit-before-drain's.
    return this.#plan.intake.filter((start) => start.role === 'consumer' && start !== cutOff?.start && this.#plan.closersOf(start.handles, start.role).length === 0 && (followed || (start.handles.length > 0 && !start.isStoppedSomewhere)));
  }

  /** Stops of consumers that leave the work under way to itself, with what then breaks it. */
  get stopsWithoutWaiting(): readonly { readonly stop: ActItem; readonly breaks: ActItem }[] {
    return this.#plan.acts('drain', 'stop-intake').flatMap((stop) => {
      if (stop.waitsForInFlight || !isIntake(stop)) return [];
      const breaks = this.#endingsAfter(stop).find((ending) => this.#plan.isCompleteAt(stop, ending) && !this.#mayWaitBetween(stop, ending));
      return breaks ? [{ stop, breaks }] : [];
    });
  }

  /** Loops that the shutdown tells to end and whose end it does not wait for, with what then breaks them. */
  get loopsNotAwaited(): readonly { readonly loop: Loop; readonly breaks: ActItem }[] {
    if (!this.#isShutdown || this.#plan.unknowns.length > 0) return [];
    return this.#parts.inventory.loops.flatMap((loop) => {
      if (loop.reached !== 'always' || !loop.isDropped || !this.#parts.sets(loop)) return [];
      const [breaks] = this.#plan.resourceClosers.filter((close) => !this.#hasPausedBefore(this.#momentOf(close)));
      return breaks ? [{ loop, breaks }] : [];
    });
  }

  /** Functions that write out what was collected, again and again, and that the shutdown does not call once more. */
  get buffersNotFlushed(): readonly { readonly interval: Interval; readonly flush: Flush }[] {
    if (!this.#isShutdown) return [];
    return this.#parts.inventory.intervals.flatMap((interval) => {
      const { flush } = interval;
      if (!flush || interval.reached !== 'always' || this.#parts.executed.has(flush.node)) return [];
      return this.#plan.unknowns.length === 0 || flush.otherCalls === 0 ? [{ interval, flush }] : [];
    });
  }

  /** Child processes that live as long as the service and that its shutdown leaves running. Workers of a cluster have rules of their own. */
  get childrenLeftRunning(): readonly CreatedHandle[] {
    if (!this.#isShutdown) return [];
    const followed = this.#plan.unknowns.length === 0;
    return this.#parts.inventory.handles.flatMap((held) => {
      const { handle } = held;
      if (handle.role !== 'process' || handle.library.name === 'node:cluster' || held.isShortLived || !this.#parts.isMadeAtStart(handle)) return [];
      if (this.#plan.closersOf([handle], 'process').length > 0 || this.#plan.closersAtTheEnd([handle], 'process').length > 0) return [];
      return followed || !this.#parts.teardowns().some((teardown) => teardown.closes.includes(handle)) ? [handle] : [];
    });
  }

  /** Jobs that the shutdown waits for as long as the code lets one take: nothing ends the wait before that. */
  get awaitedJobs(): readonly { readonly limit: StatedLimit; readonly drain: ActItem }[] {
    return this.#parts.facts.jobLimits.flatMap((limit) => {
      const drain = this.#plan.acts('drain').find((act) => act.waitsForInFlight && act.handles.includes(limit.handle));
      const own = drain && this.#plan.limitOf(drain);
      const isGivenUp = own?.kind === 'some' && (own.ms === undefined || own.ms < limit.ms);
      return limit.start.reached !== 'never' && drain && !isGivenUp ? [{ limit, drain }] : [];
    });
  }

  /** Whether the plan is what ends a deployed service. */
  get #isShutdown(): boolean {
    return this.#plan.handlesSigterm === 'always' && !this.#plan.onlyExits && (this.#plan.ends || this.#plan.stopsSomething);
  }

  /** What takes away the ground under work that goes on: dependencies that close, and the end of the process. */
  #endingsAfter(stop: ActItem): readonly ActItem[] {
    const { line, sequence } = this.#momentOf(stop);
    return [...this.#plan.resourceClosers, ...this.#plan.exits].filter((act) => act !== stop && this.#momentOf(act).line === line && this.#momentOf(act).sequence > sequence);
  }

  /** Whether something between two acts may have waited for the work: a pause, an event, a drain, what is not followed. */
  #mayWaitBetween(stop: ActItem, ending: ActItem): boolean {
    const before = this.#momentOf(stop);
    const after = this.#momentOf(ending);
    if ([...after.completed].some((item) => !before.completed.has(item) && item !== stop && (item.kind === 'delay' || item.kind === 'unknown' || (item.kind === 'act' && item.waitsForInFlight && isIntake(item))))) return true;
    return after.waited.slice(before.waited.length).some(isObscure) || this.#plan.unknowns.length > 0;
  }

  #hasPausedBefore({ completed, waited }: Moment): boolean {
    return [...completed].some((item) => item.kind === 'delay' || item.kind === 'unknown') || waited.some(isObscure);
  }

  #momentOf(act: ActItem): Moment {
    const moment = this.#parts.order.at(act);
    if (!moment) throw new Error('the act is not of this plan');
    return moment;
  }
}

const isIntake = (act: ActItem): boolean => act.handleKind?.role === 'consumer' || (act.handleKind?.role === 'scheduler' && act.act === 'stop-intake');

/** Whether what is waited for is no act of the plan: it may be the end of anything. */
const isObscure = (awaitable: Awaitable): boolean => actsWithin(awaitable).length === 0;
