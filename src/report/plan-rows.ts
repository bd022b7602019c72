import type { ActKind } from '../catalogue/library.js';
import type { Answer, Deadline, Step, StepBound } from '../plan/step.js';
import type { Location } from '../rule.js';
import { duration } from './duration.js';
import { printable } from './printable.js';

/** One line of a printed plan. */
export interface PlanRow {
  /** How far branches and lanes indent it. */
  depth: number;
  /** Set on the first line of a step; the lines that overlap with it have none. */
  number?: number;
  label: string;
  /** `≤ 10 s`, `unbounded`, `unknown`, or empty where a limit means nothing. */
  bound: string;
  /** What follows when the limit expires, or that nobody waits. */
  note: string;
  at?: Location;
}

/** The lines of a plan, top to bottom. Steps in sequence are numbered; steps in parallel share the number of the first. */
export const planRows = (steps: Step): PlanRow[] => numbered(inSequence(steps), 0);

const numbered = (steps: readonly Step[], depth: number): PlanRow[] =>
  steps.flatMap((step, index) => rowsOf(step, depth).map((row, line) => (line === 0 ? { ...row, number: index + 1 } : row)));

/** The steps of nested sequences as one sequence. */
const inSequence = (step: Step): Step[] => (step.kind === 'sequence' ? step.steps.flatMap(inSequence) : [step]);

const rowsOf = (step: Step, depth: number): PlanRow[] => {
  switch (step.kind) {
    case 'act':
      return [{ depth, label: printable(step.label), bound: boundText(step.bound), note: waitNote(step), at: step.at }];
    case 'delay':
      return [{ depth, label: step.ms === undefined ? 'wait for a time that is not known' : `wait ${duration(step.ms)}`, bound: '', note: '', at: step.at }];
    case 'unknown':
      return [{ depth, label: `? ${printable(step.why)}`, bound: '', note: '', at: step.at }];
    case 'bounded':
      return boundedRows(step, depth);
    case 'parallel':
      return step.steps.flatMap((lane) => rowsOf(lane, depth));
    case 'branch':
      return branchRows(step.steps, depth);
    case 'sequence':
      return laneRows(inSequence(step), depth);
  }
};

/** A sequence inside a parallel step or a branch: numbered anew, one level deeper. */
const laneRows = (steps: readonly Step[], depth: number): PlanRow[] => {
  const [only] = steps;
  if (only === undefined) return [];
  return steps.length === 1 ? rowsOf(only, depth) : [heading('in turn', depth), ...numbered(steps, depth + 1)];
};

const branchRows = (alternatives: readonly Step[], depth: number): PlanRow[] => {
  const filled = alternatives.map(inSequence).filter((steps) => steps.length > 0);
  const optional = filled.length < alternatives.length;
  return filled.flatMap((steps, index) => {
    const first = optional ? 'perhaps' : 'either';
    return [heading(index === 0 ? first : 'or', depth), ...numbered(steps, depth + 1)];
  });
};

const boundedRows = ({ step, deadline, onExpiry }: Extract<Step, { kind: 'bounded' }>, depth: number): PlanRow[] => {
  const steps = inSequence(step);
  const note = `then ${labelsIn(onExpiry).map(printable).join(', ') || 'goes on'}`;
  const [only] = steps;
  if (only?.kind === 'act' && steps.length === 1) {
    return [{ depth, label: printable(only.label), bound: boundText(shorter(only.bound, deadline)), note, at: only.at }];
  }
  const limit = deadline.ms === undefined ? 'within a limit that is not known' : `within ${duration(deadline.ms)}`;
  return [{ ...heading(limit, depth), note, at: deadline.at }, ...numbered(steps, depth + 1)];
};

const heading = (label: string, depth: number): PlanRow => ({ depth, label, bound: '', note: '' });

const shorter = (bound: StepBound, deadline: Deadline): StepBound => {
  if (bound === 'instant') return bound;
  if (typeof bound === 'number') return deadline.ms === undefined ? bound : Math.min(bound, deadline.ms);
  return deadline.ms ?? 'unknown';
};

const boundText = (bound: StepBound): string => {
  if (typeof bound === 'number') return `≤ ${duration(bound)}`;
  return bound === 'instant' ? '' : bound;
};

/** Acts whose end is worth waiting for. */
const takeTime: ReadonlySet<ActKind> = new Set<ActKind>(['drain', 'close', 'flush']);

const waitNote = ({ act, awaited, bound }: { act: ActKind; awaited: Answer; bound: StepBound }): string =>
  awaited === 'never' && bound !== 'instant' && takeTime.has(act) ? 'not awaited' : '';

const labelsIn = (step: Step): string[] => {
  switch (step.kind) {
    case 'act':
      return [step.label];
    case 'delay':
      return step.ms === undefined ? [] : [`wait ${duration(step.ms)}`];
    case 'unknown':
      return [];
    case 'bounded':
      return labelsIn(step.step);
    default:
      return step.steps.flatMap(labelsIn);
  }
};
