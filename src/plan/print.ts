import type { Plan } from './plan.js';
import type { Awaitable, Item, Strand } from './strand.js';
import type { PrintedPlan, Step, StepBound } from './step.js';
import type { Moment } from './order.js';

/** A plan as people read it: steps in order, what overlaps side by side, limits where they stand. Undefined when nothing is handled. */
export const printPlan = (plan: Plan): PrintedPlan | undefined => {
  if (plan.triggers.length === 0) return undefined;
  return {
    triggers: plan.triggers.map((trigger) => ({ signals: [...(trigger.signals ?? ['any signal'])], owner: trigger.owner, at: trigger.at })),
    steps: simplify({ kind: 'sequence', steps: new Printer(plan).steps(plan.strand) }),
    worstCase: worstCaseOf(plan),
  };
};

/** The longest that what the plan waits for can take together, as far as that can be told. */
const worstCaseOf = (plan: Plan): StepBound & (number | 'unbounded' | 'unknown') => {
  let total = 0;
  let known = true;
  for (const [item, moment] of plan.order) {
    if (moment.path !== 'main') continue;
    if (item.kind === 'act') {
      const limit = plan.limitOf(item);
      if (limit.kind === 'none') return plan.isUnbounded(item) ? 'unbounded' : 'unknown';
      if (limit.ms === undefined) known = false;
      else total += limit.ms;
    } else if (item.kind === 'delay') {
      if (item.ms === undefined) known = false;
      else total += item.ms;
    } else if (item.kind === 'unknown' && item.opaque) known = false;
  }
  return known ? total : 'unknown';
};

class Printer {
  readonly #plan: Plan;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  /** The steps of a strand. What is started and waited for later runs beside the steps in between. */
  steps(strand: Strand): Step[] {
    const steps: Step[] = [];
    for (const item of strand.items) {
      const step = this.#step(item, this.#plan.order.at(item));
      if (step) steps.push(step);
    }
    return this.#overlapping(strand, steps);
  }

  /** Spawned strands that nothing waits for on this line overlap with all that follows. */
  #overlapping(strand: Strand, steps: Step[]): Step[] {
    const spawned = strand.items.filter((item) => item.kind === 'spawn').map((item) => item.strand);
    const joined = strand.items.some((item) => item.kind === 'wait' && spawned.some((line) => mentions(item.on, line)));
    return spawned.length > 1 && !joined ? [simplify({ kind: 'parallel', steps })] : steps;
  }

  #step(item: Item, moment: Moment | undefined): Step | undefined {
    switch (item.kind) {
      case 'act': {
        const limit = this.#plan.limitOf(item);
        const bound: StepBound = item.bound === 'instant' ? 'instant' : limit.kind === 'none' ? 'unbounded' : (limit.ms ?? 'unknown');
        const [handle] = item.handles;
        const act: Step = {
          kind: 'act',
          act: item.act,
          label: labelOf(item),
          awaited: item.observed ? 'always' : 'never',
          bound,
          at: item.at,
          ...(handle ? { handle: { id: handle.id, role: handle.role, label: handle.label, keepsAlive: handle.keepsAlive, at: handle.at } } : {}),
        };
        const after = item.continuation ? this.steps(item.continuation) : [];
        return after.length > 0 ? { kind: 'sequence', steps: [act, ...after] } : act;
      }
      case 'delay':
        return { kind: 'delay', ms: item.ms, at: item.at };
      case 'unknown':
        return item.opaque && moment?.path === 'main' ? { kind: 'unknown', why: item.why, at: item.at } : undefined;
      case 'spawn':
        return simplify({ kind: 'sequence', steps: this.steps(item.strand) });
      case 'timer': {
        const expiry = this.steps(item.timer.expiry);
        if (expiry.length === 0) return { kind: 'delay', ms: item.timer.ms, at: item.timer.at };
        return { kind: 'bounded', step: { kind: 'sequence', steps: [] }, deadline: { ms: item.timer.ms, by: 'watchdog', at: item.timer.at }, onExpiry: simplify({ kind: 'sequence', steps: expiry }) };
      }
      case 'branch': {
        const ways = item.alternatives.filter((alternative) => alternative.path === 'main').map((alternative) => simplify({ kind: 'sequence', steps: this.steps(alternative) }));
        const filled = ways.filter((way) => !isEmpty(way));
        const [only] = filled;
        if (!only) return undefined;
        // What perhaps happens inside of what perhaps happens is one perhaps.
        if (filled.length === 1 && ways.length > 1 && only.kind === 'branch' && only.steps.some(isEmpty)) return only;
        return { kind: 'branch', steps: filled.length === ways.length ? filled : [...filled, { kind: 'sequence', steps: [] }] };
      }
      default:
        return undefined;
    }
  }
}

const mentions = (on: Awaitable, strand: Strand, seen = new Set<Awaitable>()): boolean => {
  if (on === strand) return true;
  if (seen.has(on)) return false;
  seen.add(on);
  return on.kind === 'join' && on.of.some((part) => mentions(part, strand, seen));
};

const labelOf = (item: Extract<Item, { kind: 'act' }>): string => {
  if (item.act === 'exit') return 'exit';
  if (item.act === 're-raise') return 're-raise the signal';
  if (item.act === 'abort') return `abort (${item.label})`;
  const target = item.handles[0]?.label ?? item.handleKind?.label ?? item.label;
  return `${item.act} ${target}`;
};

const isEmpty = (step: Step): boolean => (step.kind === 'sequence' || step.kind === 'parallel' || step.kind === 'branch') && step.steps.every(isEmpty);

/** Takes out sequences of one and of none. */
const simplify = (step: Step): Step => {
  if (step.kind === 'parallel') {
    const lines = step.steps.filter((inner) => !isEmpty(inner));
    return lines.length === 1 && lines[0] ? lines[0] : { kind: 'parallel', steps: lines };
  }
  if (step.kind !== 'sequence') return step;
  const steps = step.steps.filter((inner) => !isEmpty(inner)).map(simplify).flatMap((inner) => (inner.kind === 'sequence' ? inner.steps : [inner]));
  const [only] = steps;
  return steps.length === 1 && only ? only : { kind: 'sequence', steps };
};
