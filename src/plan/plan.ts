import type ts from 'typescript';
import type { ActKind, Role } from '../catalogue/library.js';
import type { Answers } from './answers.js';
import { Background } from './background.js';
import { includes, isPause } from './bounds.js';
import type { Bounds, Limit } from './bounds.js';
import { Connections } from './connections.js';
import { Deadlines } from './deadlines.js';
import { Health } from './health.js';
import type { Inventory } from './inventory.js';
import type { Loop } from './loops.js';
import type { Start } from './starts.js';
import { areExclusive, isAct } from './order.js';
import type { Moment, Order } from './order.js';
import { Repairs } from './repairs.js';
import type { Written } from './repairs.js';
import { Resources } from './resources.js';
import type { ActItem, Item, Misnomer, Strand, UnknownItem } from './strand.js';
import type { Teardown } from './teardowns.js';
import type { AwaitedStart } from './late-registration.js';
import type { ProcessListener } from './process-listeners.js';
import type { UncaughtAwait } from './rejections.js';
import type { ServiceFacts } from './service-facts.js';
import { Shortcuts } from './shortcuts.js';
import { Signals } from './signals.js';
import { Workers } from './workers.js';
import type { Side } from './workers.js';
import type { Trigger } from './triggers.js';
import type { Answer, Handle } from './step.js';
import type { Undeclared } from './undeclared.js';
import type { CreatedHandle } from './world.js';
import type { Located } from '../rule.js';

/** Connections that only listen for messages: no request waits for one. */
const subscriberName = /\bsub(?:scriber|scription|client)?s?\b|pubsub|listener/i;
/** Names of functions that could put a limit on a drain, or cut short what it waits for. */
const limitName = /timeout|deadline|force|timer|kill|race|watch|limit|grace|within|expire/i;
/** Of these, the peers whose end lets a drain end. */
const peerName = /sock|conn/i;
const cutName = /^(?:destroy|terminate)$/;
const intakeRoles: readonly Role[] = ['server', 'consumer', 'websocket-server'];

/** What the parts of a plan are, as the service's builder hands them over. */
export interface PlanParts {
  readonly triggers: readonly Trigger[];
  readonly listenerTriggers: readonly Trigger[];
  /** Which trigger a strand directly below the root belongs to. */
  readonly triggerOf: ReadonlyMap<Strand, Trigger>;
  readonly strand: Strand;
  readonly order: Order;
  readonly bounds: Bounds;
  readonly inventory: Inventory;
  readonly handlesSigterm: Answer;
  readonly vainAwaits: readonly Written[];
  /** Functions of the program that the plan executes, on any path. */
  readonly executed: ReadonlySet<ts.Node>;
  /** Calls in the plan by the name of a closer that close nothing. */
  readonly misnomers: readonly Misnomer[];
  /** Names that the plan reads where they mean nothing. */
  readonly undeclared: () => readonly Undeclared[];
  /** Whether code of one handle can reach another. */
  readonly canUse: (user: Handle, used: Handle) => boolean;
  /** Whether two closers are of members that no object has both of. */
  readonly areOfDifferentObjects: (left: ActItem, right: ActItem) => boolean;
  /** Whether the plan closes something of a package that is not known. */
  readonly closedSomethingForeign: boolean;
  /** Whether a handle is given to something that may close it with itself. */
  readonly isHandedOn: (handle: CreatedHandle) => boolean;
  /** Functions of the process that close handles, be they called or not. */
  readonly teardowns: () => readonly Teardown[];
  /** Whether code of this very process makes a handle when it starts. */
  readonly isMadeAtStart: (handle: CreatedHandle) => boolean;
  /** Whether there is one of a handle: it is made where a file is loaded, once. */
  readonly isMadeOnce: (handle: CreatedHandle) => boolean;
  /** Whether a file belongs to another package than the process, so that other processes load it too. */
  readonly isForeign: (file: string) => boolean;
  /** Whether the plan sets a flag that a loop looks at. */
  readonly sets: (flag: Loop) => boolean;
  readonly facts: ServiceFacts;
  /** Whether code beside the plan ends the process when it sees what the plan has set. */
  readonly isWatched: () => boolean;
  /** Whether the plan assigns a variable or property. */
  readonly isSetByPlan: (symbol: ts.Symbol) => boolean;
  /** What a listener of its own does when the signal comes again. */
  readonly again: (trigger: Trigger) => Order | undefined;
  /** What a trigger does by itself. */
  readonly alone: (trigger: Trigger) => Aside;
  /** What a listener for another event of the process does. */
  readonly aside: (listener: ProcessListener) => Aside;
  readonly awaitedStartBefore: (trigger: Trigger) => AwaitedStart | undefined;
  readonly uncaughtIn: (trigger: Trigger) => UncaughtAwait | undefined;
  readonly sideOf: (node: ts.Node) => Side;
  readonly locationOf: (node: ts.Node) => Located['at'];
  /** Where gRPC health services are made. */
  readonly healthServices: readonly Located[];
}

/** What a listener does beside the plan. */
export interface Aside {
  readonly order: Order;
  readonly executed: ReadonlySet<ts.Node>;
}

/**
 * What a process does from the signal to its end, for rules to question. Every answer is about the graceful path unless
 * it says otherwise: fallbacks on errors, on expiry and on a second signal are judged by nobody.
 */
export class Plan {
  readonly #parts: PlanParts;
  readonly #main: readonly (readonly [ActItem, Moment])[];
  /** What the process holds open and what it buffers. */
  readonly resources: Resources;
  /** Work that goes on by itself. */
  readonly background: Background;
  /** Edits that put right what rules report, where that is mechanical. */
  readonly repairs = new Repairs(() => this.hasWatchdog);

  /** How it listens for signals. */
  readonly signals: Signals;
  /** How it keeps to its time. */
  readonly deadlines: Deadlines;
  /** What its drains wait for. */
  readonly connections: Connections;
  /** How it tells others that it goes away. */
  readonly health: Health;
  /** The processes that it forks. */
  readonly workers: Workers;
  /** Exits that go round it. */
  readonly shortcuts: Shortcuts;

  constructor(parts: PlanParts) {
    this.#parts = parts;
    this.resources = new Resources(this, parts);
    this.background = new Background(this, parts);
    this.signals = new Signals(this, parts);
    this.deadlines = new Deadlines(this, parts);
    this.connections = new Connections(this, parts);
    this.health = new Health(this, parts);
    this.workers = new Workers(this, parts);
    this.shortcuts = new Shortcuts(this, parts);
    this.#main = [...parts.order].flatMap(([item, moment]) => (isAct(item) && moment.path === 'main' ? [[item, moment] as const] : []));
  }

  /** What handles the signal, in the order of the source. */
  get triggers(): readonly Trigger[] {
    return this.#parts.triggers;
  }

  /** The trigger that leads to an item. */
  triggerOf(item: Item): Trigger | undefined {
    const { line } = this.#moment(item);
    return line && this.#parts.triggerOf.get(line);
  }

  /** Of several triggers, the one that does most: where a reader looks for the shutdown. */
  get shutdown(): Trigger | undefined {
    const counts = new Map<Trigger, number>();
    for (const [act] of this.#main) {
      const trigger = this.triggerOf(act);
      if (trigger) counts.set(trigger, (counts.get(trigger) ?? 0) + 1);
    }
    return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0] ?? this.triggers[0];
  }

  get strand(): Strand {
    return this.#parts.strand;
  }

  get order(): Order {
    return this.#parts.order;
  }

  /** Whether the process handles SIGTERM: `maybe` when something that cannot be followed could. */
  get handlesSigterm(): Answer {
    return this.#parts.handlesSigterm;
  }

  /** What it answers and where, while it works. */
  get answers(): Answers {
    return this.#parts.facts.answers;
  }

  /** Every place where work begins to come in, in the files that the service loads. */
  get starts(): readonly Start[] {
    return this.#parts.inventory.starts;
  }

  /** Servers and consumers that surely or possibly take work in this process. */
  get intake(): readonly Start[] {
    return this.starts.filter((start) => intakeRoles.includes(start.role) && start.reached !== 'never' && !start.endsByItself);
  }

  /** `await` before a close that gives nothing to wait for. */
  get vainAwaits(): readonly Written[] {
    return [...this.#parts.vainAwaits, ...[...this.#parts.order].flatMap(([item]) => (isAct(item) && item.awaitedInVain === true ? [item] : []))];
  }

  /** Acts of some kinds on the graceful path, in order. */
  acts(...kinds: readonly ActKind[]): readonly ActItem[] {
    return this.#main.filter(([act]) => kinds.includes(act.act)).map(([act]) => act);
  }

  /** Drains of servers and consumers on the graceful path. */
  get drains(): readonly ActItem[] {
    return this.acts('drain').filter((act) => intakeRoles.includes(act.handleKind?.role ?? 'resource'));
  }

  /** Exits that the program itself makes on the graceful path and that every run comes to, as far as is known. */
  get exits(): readonly ActItem[] {
    return this.acts('exit').filter((act) => this.#moment(act).certain && act.byLibrary !== true && !this.#isDeadline(act));
  }

  /** Whether all that the listeners do is to end the process: what Ctrl-C does to a program that prints a good-bye. */
  get onlyExits(): boolean {
    return this.triggers.every((trigger) => trigger.onlyExits);
  }

  /** Whether anything ends the process: an exit or a re-raised signal, on the graceful path or when a deadline expires. */
  get ends(): boolean {
    return [...this.#parts.order].some(([item, moment]) => isAct(item) && (item.act === 'exit' || item.act === 're-raise') && (moment.path === 'main' || moment.path === 'expiry'));
  }

  /** Whether a timer forces the end of the process when the shutdown takes too long. */
  get hasWatchdog(): boolean {
    return [...this.#parts.order].some(([item, moment]) => isAct(item) && (item.act === 'exit' || item.act === 're-raise') && (moment.path === 'expiry' || this.#isDeadline(item)));
  }

  /** `void sleep(60_000).then(() => process.exit(1))`: an exit that only waits for time, beside a shutdown that waits for more. */
  #isDeadline(exit: ActItem): boolean {
    const { waited } = this.#moment(exit);
    return waited.length > 0 && waited.every((on) => isPause(on)) && [...this.#parts.order].some(([item]) => item.kind === 'wait' && !isPause(item.on));
  }

  /** The limit of an act: its library's, a race's, a watchdog's. */
  limitOf(act: ActItem): Limit {
    return this.#parts.bounds.limitOf(act);
  }

  /** Whether the program itself puts a limit on an act, whatever the library does. */
  isLimitedHere(act: ActItem): boolean {
    return this.#parts.bounds.forcedLimitOf(act).kind === 'some';
  }

  /** Whether an act can go on for ever, and nothing that is not followed could be its limit. */
  isUnbounded(act: ActItem): boolean {
    return this.limitOf(act).kind === 'none' && !this.#mayBeLimitedElsewhere && !this.#isLeftBehind(act);
  }

  /** Whether nothing waits for an act and the process surely ends without it: what that end waits for is told of itself. */
  #isLeftBehind(act: ActItem): boolean {
    const { line, completed } = this.#moment(act);
    return !act.observed && this.acts('exit', 're-raise').some((end) => this.isCertain(end) && this.#moment(end).line === line && !completed.has(end) && !this.#moment(end).completed.has(act));
  }

  /** Whether something that is not followed has the name of a deadline. */
  get #mayBeLimitedElsewhere(): boolean {
    return this.unknowns.some((item) => limitName.test(item.name ?? '') || (cutName.test(item.name ?? '') && peerName.test(item.target ?? '')));
  }

  /** Calls on the graceful path that could not be followed and that could stop something. */
  get unknowns(): readonly UnknownItem[] {
    return [...this.#parts.order].flatMap(([item, moment]) => (item.kind === 'unknown' && item.opaque && moment.path !== 'error' && moment.path !== 'second-signal' ? [item] : []));
  }

  /** The first drain that may still be under way when an act happens. */
  unfinishedDrainAt(act: ActItem): ActItem | undefined {
    const moment = this.#moment(act);
    return this.drains.find((drain) => drain !== act && drain.handleKind?.role !== 'websocket-server' && !shareHandle(drain, act) && !this.hasDrainedAt(act, drain) && !areExclusive(moment, this.#moment(drain)) && this.#mayUse(drain, act));
  }

  /** Whether a drain is over when an act happens. Two may drain one server, as two Apollo servers do: it has drained when the first of them is over. */
  hasDrainedAt(act: ActItem, drain: ActItem): boolean {
    return [...this.#moment(act).completed].some((item) => item === drain || (isAct(item) && item.act === 'drain' && shareHandle(item, drain)));
  }

  /** Whether what a drain waits for could use what a closer closes, by who loads whom; unless both are known, it could. Exporters hook into everything. */
  #mayUse(drain: ActItem, close: ActItem): boolean {
    if (this.#parts.areOfDifferentObjects(drain, close)) return false;
    return close.handleKind?.role === 'exporter' || drain.handles.length === 0 || close.handles.length === 0 || drain.handles.some((user) => close.handles.some((used) => this.#parts.canUse(user, used)));
  }

  /** Whether an act is complete, or was given up after a limit, when another happens. */
  isCompleteAt(act: ActItem, later: ActItem): boolean {
    return this.#moment(later).completed.has(act);
  }

  /** Whether one act happens before another is begun, on some run. */
  isBefore(first: ActItem, second: ActItem): boolean {
    return this.#moment(first).sequence < this.#moment(second).sequence && !areExclusive(this.#moment(first), this.#moment(second));
  }

  /** Acts that end a handle's work, on any path: drained, closed, forced or stopped. */
  closersOf(handles: readonly Handle[], role: Role): readonly ActItem[] {
    return [...this.#parts.order].flatMap(([item]) => (isAct(item) && endsWork(item.act) && concerns(item, handles, role) ? [item] : []));
  }

  /** Acts that end a handle's work in listeners for the end of the process, beside the plan. */
  closersAtTheEnd(handles: readonly Handle[], role: Role): readonly ActItem[] {
    const listeners = this.#parts.facts.surroundings.listeners.filter(({ event }) => event === 'exit' || event === 'beforeExit');
    return listeners.flatMap((listener) => [...this.#parts.aside(listener).order].flatMap(([item]) => (isAct(item) && endsWork(item.act) && concerns(item, handles, role) ? [item] : [])));
  }

  /**
   * Intake that is cut off when the process ends there: a drain that has begun and that nothing waits for, or, where
   * nothing has drained at all, whatever takes work. Silent where something that is not followed may have done it.
   */
  intakeLostAt(exit: ActItem): readonly { readonly start: Start; readonly drain: ActItem | undefined }[] {
    const moment = this.#moment(exit);
    const drainsSomething = [...moment.completed].some((item) => isAct(item) && (item.act === 'drain' || item.act === 'stop-intake'));
    if (this.unknowns.some((item) => this.#precedes(item, moment))) return [];
    const pauses = [...moment.completed].filter((item) => item.kind === 'delay' || item.kind === 'timer');
    return this.intake
      .filter((start) => start.role !== 'websocket-server' && !start.isForProbes)
      .flatMap((start) => {
        const closers = this.closersOf(start.handles, start.role).filter((act) => !areExclusive(moment, this.#moment(act)));
        // A pause after the drain has begun is a drain of limited length.
        if (closers.some((act) => moment.completed.has(act) || act.act === 'force' || pauses.some((pause) => !this.#moment(act).completed.has(pause)))) return [];
        const drain = closers.find((act) => this.#moment(act).path === 'main');
        return drain || !drainsSomething ? [{ start, drain }] : [];
      });
  }

  #precedes(item: Item, moment: Moment): boolean {
    const at = this.#parts.order.at(item);
    return at !== undefined && at.sequence < moment.sequence && !areExclusive(at, moment);
  }

  /** Acts that can wait for ever on the graceful path and that something waits for. */
  get waitsWithoutLimit(): readonly ActItem[] {
    if (this.#mayBeLimitedElsewhere) return [];
    return this.acts('drain', 'close', 'flush', 'stop-intake').filter((act) => this.#isWaitedFor(act) && typeof act.bound !== 'number' && act.bound !== 'unknown' && this.#parts.bounds.forcedLimitOf(act).kind === 'none');
  }

  /** Calls that are not followed and that the shutdown waits for, when nothing at all limits it. */
  get unknownsWithoutLimit(): readonly UnknownItem[] {
    if (this.hasWatchdog || this.#mayBeLimitedElsewhere) return [];
    const waits = [...this.#parts.order].flatMap(([item]) => (item.kind === 'wait' ? [item.on] : []));
    return this.unknowns.filter((item) => waits.some((on) => includes(on, item)));
  }

  #isWaitedFor(act: ActItem): boolean {
    return act.settles !== 'sync' && act.settles !== 'never' && (act.observed || (act.settles === 'callback' && act.bound === 'unbounded'));
  }

  /** Connections cut on the graceful path with no drain of the same handle, and no pause, before. */
  get forcesWithoutWaiting(): readonly ActItem[] {
    return this.acts('force').filter((force) => {
      const { completed } = this.#moment(force);
      // Peers have no kind of their own: only a loop over many of them tells them from a connection of the program's.
      if (force.handleKind ? !intakeRoles.includes(force.handleKind.role) : force.repeated !== true) return false;
      return ![...completed].some((item) => item.kind === 'delay' || item.kind === 'timer' || (item.kind === 'unknown' && item.opaque) || (isAct(item) && item.act === 'drain'));
    });
  }

  /** Closers on the graceful path of what work in flight may use. */
  get resourceClosers(): readonly ActItem[] {
    return this.acts('close', 'drain', 'force').filter((act) => (act.handleKind?.role === 'resource' || act.handleKind?.role === 'producer') && !subscriberName.test(act.label));
  }

  /** The exit that comes while the promise of an act is still open and nothing has waited for it. */
  exitDuring(act: ActItem): ActItem | undefined {
    if (act.settles !== 'promise') return undefined;
    const { line } = this.#moment(act);
    return this.exits.find((exit) => this.#moment(exit).line === line && this.isBefore(act, exit) && !this.isCompleteAt(act, exit));
  }

  /** The dependency that is closed while a drain of which nothing sees the end goes on. */
  closedDuring(act: ActItem): ActItem | undefined {
    if (act.act !== 'drain' || act.settles !== 'promise' || act.observed || act.handleKind?.role === 'websocket-server') return undefined;
    return this.resourceClosers.find((close) => this.isBefore(act, close) && this.unfinishedDrainAt(close) !== undefined && !this.isCompleteAt(act, close));
  }

  /** Whether the plan stops anything at all; an empty handler is another rule's business. */
  get stopsSomething(): boolean {
    return this.#main.some(([act]) => endsWork(act.act));
  }

  #moment(item: Item): Moment {
    const moment = this.#parts.order.at(item);
    if (!moment) throw new Error('the item is not of this plan');
    return moment;
  }

  /** Whether an act happens on every run of the graceful path. */
  isCertain(act: ActItem): boolean {
    return this.#moment(act).certain;
  }
}

const endsWork = (act: ActKind): boolean => act === 'drain' || act === 'close' || act === 'force' || act === 'stop-intake' || act === 'clear' || act === 'flush';

const shareHandle = (left: ActItem, right: ActItem): boolean => left.handles.some((handle) => right.handles.includes(handle));

/** Whether an act is on one of the handles; one of unknown origin concerns every handle of its role. */
const concerns = (act: ActItem, handles: readonly Handle[], role: Role): boolean => {
  if (act.handles.length > 0 && handles.length > 0) return act.handles.some((handle) => handles.includes(handle));
  return act.handleKind?.role === role;
};
