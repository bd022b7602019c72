import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import type { AwaitedStart } from './late-registration.js';
import { functionAround } from './callers.js';
import { isAct } from './order.js';
import type { Order } from './order.js';
import type { Plan, PlanParts } from './plan.js';
import type { ProcessListener, Removal } from './process-listeners.js';
import type { UncaughtAwait } from './rejections.js';
import type { ActItem, UnknownItem } from './strand.js';
import type { Start } from './starts.js';
import { neverRuns } from './triggers.js';
import type { Trigger } from './triggers.js';
import { membersOf } from './value.js';

/** Two listeners that act on the same signal side by side, and what one does to the other. */
export interface Rivalry {
  readonly trigger: Trigger;
  readonly rival: Trigger;
  readonly kind: 'exits' | 'closes';
  /** What is cut short. */
  readonly cut: ActItem;
  /** What cuts it. */
  readonly by: ActItem | UnknownItem;
}

/** What an `exit` listener begins in vain. */
export interface LostWork {
  readonly listener: ProcessListener;
  readonly label: string;
  readonly by: Located;
  /** Whether it is surely no work that is done before its first wait. */
  readonly proven: boolean;
}

/** Whether two starts are of one application: it can listen and take messages from several brokers. */
const isSameApplication = (left: Start, right: Start): boolean => left.handles.some((handle) => right.handles.includes(handle));

const resourceName = /pool|db\b|database|redis|mongo|prisma|knex|sequelize|cache|client|connection|sdk|producer/i;

/** How the process listens for signals and for its own end: who owns them, when, how often, and what the listeners can do. */
export class Signals {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** Applications of frameworks that handle signals only when they are told to, and that nobody has told. */
  get applicationsDeafToSignals(): readonly { readonly start: Start; readonly enabledBy: string }[] {
    if (this.#plan.handlesSigterm !== 'never') return [];
    return this.#plan.intake.flatMap((start, index) => {
      if (this.#plan.intake.slice(0, index).some((other) => isSameApplication(other, start))) return [];
      const enabledBy = start.handles.map((handle) => handle.kind.signalsEnabledBy).find((method) => method !== undefined);
      return enabledBy === undefined || start.reached !== 'always' ? [] : [{ start, enabledBy }];
    });
  }

  /** The first intake that surely runs and that no signal reaches; not that of frameworks which only have to be told to listen. */
  get intakeWithoutSignals(): Start | undefined {
    const deaf = this.applicationsDeafToSignals;
    const sure = this.#plan.intake.filter((start) => start.reached === 'always' && !deaf.some((application) => isSameApplication(application.start, start)));
    return sure.find((start) => !start.isForProbes) ?? sure[0];
  }

  /** Whether all that the listeners do is to clear timers: what takes work does not learn of the signal, and the process goes on. */
  get onlyClearsTimers(): boolean {
    const items = [...this.#parts.order].map(([item]) => item);
    return !this.isWatched && this.#plan.intake.some((start) => start.reached === 'always') && items.some((item) => item.kind === 'disarm') && this.#plan.triggers.every((trigger) => trigger.isOwnListener) && !items.some((item) => isAct(item) || item.kind === 'timer' || item.kind === 'delay' || item.kind === 'unknown');
  }

  /** Listeners for any signal that never do their work, each with the argument that is at fault. */
  get listenersThatNeverRun(): readonly { readonly at: Located['at']; readonly reason: 'not-a-function' | 'only-returns'; readonly trigger: Trigger }[] {
    return this.#parts.listenerTriggers.flatMap((trigger) => {
      const reason = neverRuns(trigger);
      return reason && trigger.listener ? [{ at: trigger.listener.at, reason, trigger }] : [];
    });
  }

  /** Whether something beside it ends the process when it sees what has been set: a loop that polls a flag. */
  get isWatched(): boolean {
    return this.#parts.isWatched();
  }

  /**
   * What a service handles instead of SIGTERM: a listener for Ctrl-C, and whether that is surely a shutdown. One that only
   * exits does what SIGTERM does without a listener, and a tool that cleans up on Ctrl-C is no service yet.
   *
   * @param isStarted whether something says that it runs as a process of its own
   */
  interruptAlone(isStarted: boolean): { readonly trigger: Trigger; readonly isShutdown: boolean } | undefined {
    const [trigger] = this.#plan.triggers;
    if (!trigger || this.#plan.handlesSigterm !== 'never') return undefined;
    const takesWork = this.#plan.intake.length > 0;
    const isService = takesWork || isStarted || trigger.isMeantForShutdown;
    // A listener that is perhaps never registered is not what the service has instead.
    const counts = this.intakeWithoutSignals ? trigger.reached === 'always' : isService && !this.#plan.onlyExits;
    return counts ? { trigger, isShutdown: takesWork || this.#plan.stopsSomething || trigger.isMeantForShutdown } : undefined;
  }

  /** Listeners for signals that the kernel does not hand to anybody. */
  get uncatchable(): readonly { readonly at: Located['at']; readonly signal: string; readonly trigger: Trigger }[] {
    return this.#parts.listenerTriggers.flatMap((trigger) => {
      if (!trigger.isOwnListener || isTried(trigger.node)) return [];
      const signal = trigger.signals?.find((name) => name === 'SIGKILL' || name === 'SIGSTOP');
      return signal === undefined ? [] : [{ at: trigger.at, signal, trigger }];
    });
  }

  /** Listeners beside the one that drains, of which either could end or break the other's work. */
  get rivalries(): readonly Rivalry[] {
    const triggers = this.#plan.triggers.filter((trigger) => !this.#isNested(trigger));
    const owner = triggers.find((trigger) => this.#acts(trigger).some((act) => this.#plan.drains.includes(act))) ?? triggers.find((trigger) => this.#exits(trigger).length > 0);
    if (!owner) return [];
    return triggers.flatMap((rival) => {
      // Listeners of a primary and of its workers never meet.
      const apart = this.#parts.sideOf(rival.node) !== this.#parts.sideOf(owner.node);
      const found = rival === owner || apart ? undefined : (this.#exitOver(owner, rival) ?? this.#exitOver(rival, owner) ?? this.#closeUnder(owner, rival));
      // What a library registers cannot be changed; the program's own listener can.
      return found ? [rival.isOwnListener ? { trigger: owner, rival, ...found } : { trigger: rival, rival: owner, ...found }] : [];
    });
  }

  /** An exit of one listener while work of another may be under way. */
  #exitOver(exiting: Trigger, working: Trigger): Pick<Rivalry, 'kind' | 'cut' | 'by'> | undefined {
    // A signal that is raised again comes to listeners that are still there, and ends nothing.
    const [by] = this.#exits(exiting).filter((end) => end.act === 'exit' || !isListeningStill(working));
    const cut = this.#acts(working).find((act) => act.settles !== 'sync' && act.act !== 'exit' && act.act !== 're-raise');
    // Whoever waits for the same handle to end waits for the other's work.
    if (!by || !cut || this.#acts(exiting).some((act) => act.handles.some((handle) => cut.handles.includes(handle)))) return undefined;
    return { kind: 'exits', cut, by };
  }

  /** A dependency that a second listener closes while the first one drains what uses it. */
  #closeUnder(draining: Trigger, closing: Trigger): Pick<Rivalry, 'kind' | 'cut' | 'by'> | undefined {
    const cut = this.#acts(draining).find((act) => this.#plan.drains.includes(act));
    if (!cut) return undefined;
    const closers = this.#acts(closing).filter((act) => this.#plan.resourceClosers.includes(act) && !this.#plan.hasDrainedAt(act, cut));
    const by: ActItem | UnknownItem | undefined =
      closers.find((close) => close.handles.length === 0 || cut.handles.length === 0 || cut.handles.some((user) => close.handles.some((used) => this.#parts.canUse(user, used)))) ??
      this.#unknowns(closing).find((item) => /^(?:close|end|quit|disconnect|destroy|shutdown)/i.test(item.name ?? '') && resourceName.test(`${item.target ?? ''} ${item.name ?? ''}`));
    return by && { kind: 'closes', cut, by };
  }

  /** Whether a listener is registered by another one, for the second signal. */
  #isNested(trigger: Trigger): boolean {
    for (let around = functionAround(trigger.node); around; around = functionAround(around)) if (this.#parts.executed.has(around) && this.#isHandler(around)) return true;
    return false;
  }

  #isHandler(callable: ts.Node): boolean {
    return this.#plan.triggers.some((trigger) => trigger.listener && membersOf(trigger.listener.value).some((member) => member.kind === 'function' && member.node === callable));
  }

  #acts(trigger: Trigger): readonly ActItem[] {
    return this.#items(trigger).flatMap((item) => (isAct(item) ? [item] : []));
  }

  #exits(trigger: Trigger): readonly ActItem[] {
    return this.#items(trigger).flatMap((item) => (isAct(item) && (item.act === 'exit' || item.act === 're-raise') && this.#plan.isCertain(item) ? [item] : []));
  }

  #unknowns(trigger: Trigger): readonly UnknownItem[] {
    return this.#plan.unknowns.filter((item) => this.#plan.triggerOf(item) === trigger);
  }

  #items(trigger: Trigger): readonly (ActItem | UnknownItem)[] {
    return [...this.#parts.order].flatMap(([item, moment]) => ((isAct(item) || item.kind === 'unknown') && moment.path === 'main' && moment.line !== undefined && this.#parts.triggerOf.get(moment.line) === trigger ? [item] : []));
  }

  /** Listeners that do everything again on a second signal, where that fails: the closer, and the exit that follows at once. */
  get repeatable(): readonly { readonly trigger: Trigger; readonly close: ActItem; readonly exit: ActItem }[] {
    return this.#plan.triggers.flatMap((trigger) => {
      if (trigger.owner !== 'process.on' || !trigger.isOwnListener) return [];
      const again = this.#parts.again(trigger);
      const items = again ? [...again] : [];
      const close = items.find(([item, moment]) => isAct(item) && moment.path === 'main' && moment.certain && item.handleKind?.closesOnce === true && (item.act === 'drain' || item.act === 'close') && this.#takesTime(item.node))?.[0];
      if (!close || !isAct(close)) return [];
      const exit = items.find(([item, moment]) => isAct(item) && item.act === 'exit' && moment.path !== 'expiry' && moment.path !== 'second-signal' && this.#followsAtOnce(item, close, again))?.[0];
      return exit && isAct(exit) ? [{ trigger, close, exit }] : [];
    });
  }

  /** Whether the first signal surely does it too, and waits for its end. */
  #takesTime(node: ts.Node): boolean {
    return [...this.#parts.order].some(([item, moment]) => isAct(item) && item.node === node && moment.certain && item.observed && this.#plan.exitDuring(item) === undefined);
  }

  /** Whether nothing that takes time stands between a failed close and an exit. */
  #followsAtOnce(exit: ActItem, close: ActItem, again: Order | undefined): boolean {
    const [from, to] = [again?.at(close), again?.at(exit)];
    if (!from || !to || to.sequence < from.sequence) return false;
    return to.path === 'error' || ![...to.completed].some((item) => item !== close && !from.completed.has(item) && (item.kind === 'delay' || (isAct(item) && item.settles !== 'sync') || (item.kind === 'unknown' && item.opaque)));
  }

  /** Listeners that mean to ignore a second signal, by a guard, and are gone when it comes. */
  get vulnerable(): readonly { readonly trigger: Trigger; readonly act: ActItem }[] {
    return this.#plan.triggers.flatMap((trigger) => {
      const [signal] = trigger.signals ?? [];
      if (!/once/i.test(trigger.owner) || trigger.listener === undefined || signal === undefined) return [];
      if (this.#parts.listenerTriggers.some((other) => other !== trigger && (other.signals === undefined || other.signals.includes(signal)))) return [];
      const act = this.#acts(trigger).find((item) => item.settles !== 'sync' && (item.act === 'drain' || item.act === 'close' || item.act === 'flush'));
      const isGuarded = act && [...(this.#parts.again(trigger) ?? [])].every(([item, moment]) => moment.path !== 'main' || (item.kind !== 'act' && item.kind !== 'unknown'));
      return isGuarded ? [{ trigger, act }] : [];
    });
  }

  /** The start-up that every listener is registered behind, when the process takes work before it is over. */
  get lateRegistrations(): readonly { readonly trigger: Trigger; readonly awaited: AwaitedStart }[] {
    const { triggers } = this.#plan;
    const late = triggers.flatMap((trigger) => {
      const awaited = trigger.isOwnListener ? this.#parts.awaitedStartBefore(trigger) : undefined;
      return awaited ? [{ trigger, awaited }] : [];
    });
    return late.length === triggers.length ? late.slice(0, 1) : [];
  }

  /** Re-raised signals with which the shutdown of a first process ends. */
  get reraises(): readonly ActItem[] {
    if (!this.#parts.facts.runsAsFirstProcess) return [];
    const exits = this.#plan.acts('exit');
    return this.#plan.acts('re-raise').filter((act) => act.byLibrary !== true && !exits.some((exit) => this.#plan.isBefore(act, exit)));
  }

  /** What listeners await without anybody to catch its rejection, and what is then left out. */
  get uncaughtRejections(): readonly { readonly trigger: Trigger; readonly awaited: UncaughtAwait; readonly skipped: ActItem }[] {
    if (this.#parts.facts.surroundings.listeners.some((listener) => listener.event === 'unhandledRejection' || listener.event === 'uncaughtException')) return [];
    return this.#plan.triggers.flatMap((trigger) => {
      if (!trigger.isOwnListener || !trigger.listener) return [];
      const awaited = this.#parts.uncaughtIn(trigger);
      const skipped = awaited && this.#acts(trigger).find((act) => act.node !== awaited.node && losesWork(act) && this.#plan.isCertain(act) && this.#comesAfter(act, awaited.node));
      return skipped ? [{ trigger, awaited, skipped }] : [];
    });
  }

  #comesAfter(act: ActItem, awaited: ts.Node): boolean {
    if (act.node.getSourceFile() === awaited.getSourceFile() && functionAround(act.node) === functionAround(awaited)) return act.node.pos > awaited.end;
    const own = this.#plan.acts('drain', 'close', 'flush', 'stop-intake', 'clear').find((item) => item.node === awaited);
    return own !== undefined && this.#plan.isBefore(own, act);
  }

  /** Listeners for `exit` that begin what cannot be done any more. */
  get asyncExitListeners(): readonly LostWork[] {
    // `process.exit` leaves no turn to promises; at the natural end those that wait for nothing still have one.
    const exits = this.#plan.exits.length > 0;
    return this.#parts.facts.surroundings.listeners.filter((listener) => listener.event === 'exit').flatMap((listener): LostWork[] => {
      for (const [item] of this.#parts.aside(listener).order) {
        if (isAct(item) && item.settles !== 'sync' && item.act !== 'exit' && item.act !== 're-raise' && !isFork(item)) return [{ listener, label: `\`${item.label}\``, by: item, proven: true }];
      }
      const { order, executed } = this.#parts.aside(listener);
      if ([...order].some(([item]) => item.kind === 'wait') && firstAwaitIn([], executed) === undefined) return [{ listener, label: 'what follows its first promise', by: listener, proven: exits }];
      const awaited = firstAwaitIn([...membersOf(listener.value)].flatMap((member) => (member.kind === 'function' ? [member.node] : [])), executed);
      return awaited ? [{ listener, label: 'what it awaits', by: { at: this.#parts.locationOf(awaited) }, proven: exits }] : [];
    });
  }

  /** What only listeners for `beforeExit` close or flush, although signals and exits never emit it. */
  get beforeExitOnly(): readonly { readonly listener: ProcessListener; readonly act: ActItem }[] {
    if (this.#plan.intake.length === 0) return [];
    return this.#listeners('beforeExit').flatMap((listener) => {
      const acts = [...this.#parts.aside(listener).order].flatMap(([item]) => (isAct(item) && (item.act === 'close' || item.act === 'drain' || item.act === 'flush') ? [item] : []));
      const act = acts.find((item) => item.handles.length > 0 && this.#plan.closersOf(item.handles, item.handleKind?.role ?? 'resource').length === 0);
      return act && this.#plan.unknowns.length === 0 ? [{ listener, act }] : [];
    });
  }

  /** Listeners for errors that nothing caught, after which the process goes on as if nothing had happened. */
  get swallowedErrors(): readonly ProcessListener[] {
    return this.#listeners('uncaughtException').filter((listener) => {
      const items = [...this.#parts.aside(listener).order].map(([item]) => item);
      if (items.some((item) => isAct(item) || (item.kind === 'unknown' && item.opaque) || item.kind === 'timer')) return false;
      const written = membersOf(listener.value).flatMap((member) => (member.kind === 'function' ? [member.node.getText()] : ['?']));
      return written.every((text) => !/exit|throw|shut|stop|kill|abort|fatal|terminat|\?$/i.test(text)) && !isTried(listener.node);
    });
  }

  /** Where listeners of signals are taken away that the program did not register just there. */
  get removals(): readonly Removal[] {
    return this.#parts.facts.surroundings.removals.filter((removal) => {
      if (removal.signals !== 'all' && !removal.signals.some((signal) => signal === 'SIGTERM' || signal === 'SIGINT')) return false;
      const around = functionAround(removal.node);
      return around === undefined || !this.#parts.executed.has(around);
    });
  }

  /** Listeners for signals in worker threads, to which no signal is delivered. */
  get inWorkerThreads(): readonly Trigger[] {
    return this.#parts.listenerTriggers.filter((trigger) => trigger.isOwnListener && (isOnlyInWorker(trigger.node) || this.#isInWorkerFile(trigger)));
  }

  #isInWorkerFile(trigger: Trigger): boolean {
    const text = this.#parts.facts.textOf(trigger.at.file);
    return /\b(?:parentPort|workerData)\b/.test(text) && /['"](?:node:)?worker_threads['"]/.test(text) && !/\bisMainThread\b/.test(text) && !this.#parts.facts.isImportedBy(trigger.at.file);
  }

  #listeners(event: string): readonly ProcessListener[] {
    return this.#parts.facts.surroundings.listeners.filter((listener) => listener.event === event && listener.reached !== 'never');
  }
}

/** Whether leaving an act out loses more than an open connection. */
const losesWork = (act: ActItem): boolean => act.act === 'drain' || act.act === 'flush' || act.handleKind?.role === 'producer' || act.handleKind?.role === 'exporter';

/** `kill` of a child only sends a signal, which an exit listener can do. */
const isFork = (act: ActItem): boolean => act.handleKind?.role === 'process' || act.settles === 'event';

/** Whether a registration is tried, so that its failure is no end. */
const isTried = (node: ts.Node): boolean => {
  for (let current = node; !typescript.isSourceFile(current); current = current.parent) {
    if (typescript.isTryStatement(current.parent) && current.parent.tryBlock === current) return true;
    if (typescript.isFunctionLike(current) && !typescript.isCallExpression(current.parent)) return false;
  }
  return false;
};

/** Whether a node runs only where `isMainThread` of worker_threads does not hold. */
const isOnlyInWorker = (node: ts.Node): boolean => {
  for (let current = node; !typescript.isSourceFile(current); current = current.parent) {
    const { parent } = current;
    if (!typescript.isIfStatement(parent)) continue;
    const condition = parent.expression.getText();
    if ((parent.thenStatement === current && /^!\s*(?:\w+\.)?isMainThread$/.test(condition)) || (parent.elseStatement === current && /^(?:\w+\.)?isMainThread$/.test(condition))) return true;
  }
  return false;
};

/** Whether a trigger's listener stays when it has been called. */
const isListeningStill = (trigger: Trigger): boolean => trigger.owner === 'process.on' || trigger.owner === 'process.addListener' || trigger.keepsListening;

/** The first `await` with something after it, in functions that a listener runs. */
const firstAwaitIn = (listeners: readonly ts.Node[], executed: ReadonlySet<ts.Node>): ts.Node | undefined => {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node, top: ts.Node): void => {
    if (found !== undefined || (node !== top && typescript.isFunctionLike(node))) return;
    if (typescript.isAwaitExpression(node) && typescript.isCallExpression(node.expression)) found = node;
    typescript.forEachChild(node, (child) => {
      visit(child, top);
    });
  };
  for (const callable of [...listeners, ...executed]) visit(callable, callable);
  return found;
};
