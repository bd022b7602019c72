import type { Located } from '../rule.js';
import { isAct } from './order.js';
import type { Plan, PlanParts } from './plan.js';
import type { StuckPromise } from './surroundings.js';
import { actsWithin, Strand } from './strand.js';
import type { ActItem, Awaitable, Item, Timer } from './strand.js';
import { functionAround } from './callers.js';
import { calledName } from './syntax-index.js';
import { ts as typescript } from '../program/typescript.js';
import type ts from 'typescript';
import type { CreatedHandle } from './world.js';

/** A deadline that is shorter than what it allows for. */
export interface ShortDeadline {
  readonly timer: Timer;
  /** The parts that add up to more, longest part first named. */
  readonly parts: readonly (Located & { readonly label: string; readonly ms: number })[];
  readonly sum: number;
}

const saysSomething = /\b(?:console|log|logger|debug|winston|pino|bunyan)\b|\blog\w*\s*\(|\w(?:Log|Logger)\b|\.(?:log|info|warn|error|debug|fatal|trace|verbose|notice|write)\s*\(/i;

/** How a shutdown is held to its time: its timers and races, its waits, and what happens when they are over. */
export class Deadlines {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** Drains that are given up after a race, when nothing then cuts what is left or ends the process. */
  get racesWithoutForce(): readonly { readonly drain: ActItem; readonly race: Located }[] {
    if (this.#plan.ends || this.#plan.unknowns.length > 0) return [];
    const forces = [...this.#parts.order].some(([item, moment]) => isAct(item) && item.act === 'force' && moment.path !== 'error' && moment.path !== 'second-signal');
    return forces
      ? []
      : this.#plan.drains.flatMap((drain) => {
          const limit = this.#parts.bounds.forcedLimitOf(drain);
          return drain.bound === 'unbounded' && limit.kind === 'some' && !('kind' in limit.by) ? [{ drain, race: limit.by }] : [];
        });
  }

  /** Timers that end a process with an error although everything has been done: neither `unref`-ed nor cleared, and no exit comes first. */
  get timersThatOutlive(): readonly Timer[] {
    if (this.#plan.unknowns.length > 0 || this.#plan.background.keepsAlive.length > 0 || this.#plan.acts('exit', 're-raise').length > 0) return [];
    const disarmed = new Set([...this.#parts.order].flatMap(([item]) => (item.kind === 'disarm' ? [item.timer.node] : [])));
    return this.#watchdogs.filter((timer) => !timer.unreferenced && !disarmed.has(timer.node) && this.#plan.acts('drain', 'close', 'flush').length > 0);
  }

  /** Timers on the graceful path at the end of which the process exits, those of libraries left out. */
  get #watchdogs(): readonly Timer[] {
    return [...this.#parts.order].flatMap(([item, moment]) => (item.kind === 'timer' && moment.path === 'main' && !item.timer.repeats && endsProcess(item.timer.expiry) && !isOfLibrary(item.timer) ? [item.timer] : []));
  }

  /** Watchdogs that strike while the steps behind them are still within their own limits. */
  get shortDeadlines(): readonly ShortDeadline[] {
    return this.#watchdogs.flatMap((timer) => {
      const parts = this.#limitsAfter(timer);
      const sum = parts.reduce((total, { ms }) => total + ms, 0);
      return timer.ms !== undefined && timer.ms > 0 && sum > timer.ms ? [{ timer, parts, sum }] : [];
    });
  }

  /** The pauses and limits that the line of a timer waits for one after the other once it is armed. */
  #limitsAfter(timer: Timer): ShortDeadline['parts'] {
    return this.#waitsAfter(timer).flatMap((wait) => longest(wait));
  }

  /** What the line of a timer waits for once it is armed. */
  #waitsAfter(timer: Timer): readonly Awaitable[] {
    const line = strandOf(this.#plan.strand, timer);
    const index = line?.items.findIndex((item) => item.kind === 'timer' && item.timer === timer) ?? -1;
    return line ? line.items.slice(index + 1).flatMap((item) => (item.kind === 'wait' ? [item.on] : [])) : [];
  }

  /** Waits of single steps that only the deadline of the whole shutdown ends, so that buffers behind them are lost. */
  get stepsWithoutLimit(): readonly { readonly step: ActItem; readonly behind: ActItem; readonly watchdog: Located }[] {
    const waits = this.#plan.acts('close', 'flush', 'drain').filter((act) => !this.#plan.drains.includes(act) && act.bound === 'unbounded' && act.observed && act.byLibrary !== true);
    return waits.flatMap((step) => {
      const limit = this.#parts.bounds.forcedLimitOf(step);
      if (limit.kind === 'none' || !('kind' in limit.by) || this.#parts.order.at(limit.by as ActItem)?.path !== 'expiry') return [];
      const behind = this.#plan.acts('close', 'flush', 'drain').find((act) => act !== step && (act.act === 'flush' || act.handleKind?.role === 'exporter' || act.handleKind?.role === 'producer' || act.handleKind?.role === 'logger') && this.#plan.isCompleteAt(step, act) && this.#plan.triggerOf(act) === this.#plan.triggerOf(step));
      return behind ? [{ step, behind, watchdog: limit.by }] : [];
    });
  }

  /** Drains that only the deadline of everything ends, when a step behind them has a limit of its own that most of that deadline is meant for. */
  get budgetsAtRisk(): readonly { readonly drain: ActItem; readonly step: Part; readonly timer: Timer }[] {
    // What cuts connections, whenever it does, is a limit of the drain's own.
    if ([...this.#parts.order].some(([item]) => isAct(item) && item.act === 'force') || this.#plan.unknowns.some(({ name, target }) => cutsConnections.test(`${name ?? ''} ${target ?? ''}`))) return [];
    return this.#watchdogs.flatMap((timer) => {
      const waits = this.#waitsAfter(timer);
      return waits.flatMap((wait, index) => {
        const drain = actsWithin(wait).find((act) => this.#plan.drains.includes(act) && act.bound === 'unbounded');
        if (!drain || longest(wait).length > 0 || timer.ms === undefined) return [];
        const [step] = waits.slice(index + 1).flatMap((later) => longest(later)).filter(({ label, ms }) => label === 'race' && timer.ms !== undefined && ms > timer.ms / 2 && ms <= timer.ms);
        return step ? [{ drain, step, timer }] : [];
      });
    });
  }

  /** Timers that would end the process, armed behind an `await` of the very thing that may hang. */
  get lateDeadlines(): readonly Located[] {
    return this.#parts.facts.surroundings.exits.filter(({ node }) => {
      const callback = functionAround(node);
      const timer = callback && typescript.isCallExpression(callback.parent) && callback.parent.expression.getText() === 'setTimeout' ? callback.parent : undefined;
      return timer !== undefined && isBehindClose(timer);
    });
  }

  /** Promises in the shutdown that nothing can settle, with something behind them. */
  get neverSettling(): readonly StuckPromise[] {
    return this.#parts.facts.surroundings.stuckPromises.filter(({ node }) => {
      const around = functionAround(node);
      return around !== undefined && this.#parts.executed.has(around) && hasStatementsAfter(node);
    });
  }

  /** Handles that the shutdown surely closes a second time; those of which there is one, made where a file is loaded. */
  get doubleCloses(): readonly { readonly first: ActItem; readonly second: ActItem }[] {
    const acts = this.#plan.acts('drain', 'close').filter((act) => act.handles.length > 0 && act.byLibrary !== true && act.repeated !== true && this.#plan.isCertain(act));
    const isOne = (act: ActItem): boolean => act.handles.every((handle) => this.#parts.isMadeOnce(handle as CreatedHandle));
    return acts.flatMap((second, index) => {
      const first = acts.slice(0, index).find((act) => act.handles.some((handle) => second.handles.includes(handle)) && act.handleKind?.role !== 'process' && (act.declaredAs === second.declaredAs || second.handleKind?.closesOnce === true) && this.#plan.isBefore(act, second) && isOne(act) && isOne(second));
      return first ? [{ first, second }] : [];
    });
  }

  /** Whether nothing that the shutdown runs says a word. */
  get isSilent(): boolean {
    if (!this.#plan.stopsSomething || this.#plan.unknowns.length > 0 || this.#plan.triggers.some((trigger) => !trigger.isOwnListener)) return false;
    return [...this.#parts.executed].every((callable) => !saysSomething.test(callable.getText()));
  }
}

const cutsConnections = /force|kill|terminat|sock|conn/i;
const closerName = /^(?:close|stop|shut_?down|release|dispose|destroy|terminate|disconnect|drain|end|quit|tear_?down|clean_?up)/i;

/** Whether a statement before this one, in the same block, awaits a closer. */
const isBehindClose = (node: ts.Node): boolean => {
  let statement = node;
  while (!typescript.isBlock(statement.parent) && !typescript.isSourceFile(statement.parent)) statement = statement.parent;
  const { statements } = statement.parent;
  return statements.slice(0, statements.indexOf(statement as ts.Statement)).some((before) => typescript.isExpressionStatement(before) && typescript.isAwaitExpression(before.expression) && typescript.isCallExpression(before.expression.expression) && closerName.test(calledName(before.expression.expression)));
};

const endsProcess = (strand: Strand): boolean =>
  strand.items.some((item) => (isAct(item) && (item.act === 'exit' || item.act === 're-raise')) || (item.kind === 'branch' && item.alternatives.some(endsProcess)) || (item.kind === 'spawn' && endsProcess(item.strand)));

/** A helper's own limit stands at the call that installs the helper. */
const isOfLibrary = (timer: Timer): boolean => !typescript.isCallExpression(timer.node) || !timer.node.expression.getText().endsWith('setTimeout');

/** The strand on which a timer is armed. */
const strandOf = (strand: Strand, timer: Timer, seen = new Set<Strand>()): Strand | undefined => {
  if (seen.has(strand)) return undefined;
  seen.add(strand);
  for (const item of strand.items) {
    if (item.kind === 'timer' && item.timer === timer) return strand;
    for (const inner of strandsIn(item)) {
      const found = strandOf(inner, timer, seen);
      if (found) return found;
    }
  }
  return undefined;
};

const strandsIn = (item: Item): readonly Strand[] => {
  switch (item.kind) {
    case 'act':
      return item.continuation ? [item.continuation] : [];
    case 'spawn':
      return [item.strand];
    case 'branch':
      return item.alternatives;
    default:
      return [];
  }
};

type Part = ShortDeadline['parts'][number];

/** The limits that a wait adds up to: of what runs side by side the longest, of a race the shortest. */
const longest = (on: Awaitable, seen = new Set<Awaitable>()): readonly Part[] => {
  if (seen.has(on)) return [];
  seen.add(on);
  switch (on.kind) {
    case 'delay':
      return on.ms === undefined ? [] : [{ at: on.at, label: 'pause', ms: on.ms }];
    case 'act':
      // A library's own limit is mostly its default, and a shorter deadline of the program's is meant.
      return [];
    case 'strand':
      return on.timer ? (on.timer.ms === undefined ? [] : [{ at: on.timer.at, label: 'pause', ms: on.timer.ms }]) : on.items.flatMap((item) => (item.kind === 'wait' ? longest(item.on, seen) : []));
    case 'join': {
      const ways = on.of.map((part) => longest(part, seen));
      if (on.mode === 'all') return ways.reduce((most, way) => (total(way) > total(most) ? way : most), []);
      const limited = ways.filter((way) => way.length > 0);
      return on.of.length > 1 && limited.length > 0 ? limited.reduce((least, way) => (total(way) < total(least) ? way : least)).map((part) => ({ ...part, label: part.label === 'pause' ? 'race' : part.label })) : (ways[0] ?? []);
    }
    default:
      return [];
  }
};

const total = (parts: readonly Part[]): number => parts.reduce((sum, { ms }) => sum + ms, 0);

const hasStatementsAfter = (node: ts.Node): boolean => {
  for (let current = node; !typescript.isSourceFile(current) && !typescript.isFunctionLike(current); current = current.parent) {
    const { parent } = current;
    if (typescript.isStatement(current) && typescript.isBlock(parent) && parent.statements.indexOf(current) < parent.statements.length - 1) return true;
  }
  return false;
};
