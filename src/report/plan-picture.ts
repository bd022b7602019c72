import type { PrintedPlan, Step, StepBound } from '../plan/step.js';
import { clip } from './columns.js';
import { duration } from './duration.js';
import { escapeHtml } from './escape-html.js';
import { place } from './style.js';

/** One act or wait as a bar. Times are milliseconds after the signal. */
interface Bar {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'known' | 'instant' | 'unbounded' | 'unknown' | 'wait' | 'unawaited';
  readonly where: string;
}

/** Where a limit cuts what is under way. */
interface Limit {
  readonly at: number;
  readonly fromRow: number;
  readonly toRow: number;
}

/** Wide enough to be seen, whatever the scale is. */
const nominalShare = 0.2;
const nominalMs = 1000;
const width = 960;
const labels = 320;
const rowHeight = 24;
const mostRows = 200;

/**
 * A plan as a picture: a row for each step, a bar for the time that it can take. What has no limit runs out of the
 * picture to the right; a length that is not known is hatched and not to scale.
 */
export const planPicture = ({ steps, worstCase }: PrintedPlan): string => {
  const known = longestKnown(steps);
  const layout = new Layout(Math.max(nominalMs, known * nominalShare));
  const end = Math.max(layout.lay(steps, 0), nominalMs);
  const bars = layout.bars.slice(0, mostRows);
  const x = (ms: number): number => round(labels + (Math.min(ms, end) / end) * (width - labels - 60));
  const height = (bars.length + 2) * rowHeight;
  const rows = bars.map((bar, index) => row(bar, index, x));
  const limits = layout.limits.filter(({ fromRow }) => fromRow < bars.length).map(({ at, fromRow, toRow }) => {
    const [top, bottom] = [fromRow * rowHeight, Math.min(toRow, bars.length) * rowHeight];
    return `<line class="limit" x1="${x(at)}" x2="${x(at)}" y1="${top}" y2="${bottom}"/><text class="tick" x="${x(at) + 3}" y="${bottom - 8}">${escapeHtml(duration(at))}</text>`;
  });
  const axis = bars.length * rowHeight + 4;
  const worst = typeof worstCase === 'number' ? duration(worstCase) : worstCase;
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="What happens after the signal; worst case ${escapeHtml(worst)}">`,
    ...rows,
    ...limits,
    `<line class="axis" x1="${labels}" x2="${width}" y1="${axis}" y2="${axis}"/><text class="tick" x="${labels}" y="${axis + 18}">signal</text>`,
    `<text class="tick" x="${width}" y="${axis + 18}" text-anchor="end">worst case ${escapeHtml(worst)}</text>`,
    '</svg>',
  ].join('\n');
};

const round = (value: number): number => Math.round(value * 10) / 10;

const row = ({ label, start, end, kind, where }: Bar, index: number, x: (ms: number) => number): string => {
  const y = index * rowHeight;
  const title = `<title>${escapeHtml(`${label}  ${where}`)}</title>`;
  const text = `<text x="0" y="${y + 16}">${escapeHtml(clip(label, 44))}</text>`;
  const shape =
    kind === 'instant'
      ? `<circle class="instant" cx="${x(start)}" cy="${y + 12}" r="5"/>`
      : `<rect class="${kind}" x="${x(start)}" y="${y + 4}" width="${kind === 'unbounded' ? round(width - x(start)) : Math.max(3, round(x(end) - x(start)))}" height="16" rx="3"/>`;
  return `<g>${title}${text}${shape}</g>`;
};

class Layout {
  readonly bars: Bar[] = [];
  readonly limits: Limit[] = [];
  readonly #nominal: number;

  constructor(nominal: number) {
    this.#nominal = nominal;
  }

  /** Lays a step out from some time on; gives the time at which the next one begins. */
  lay(step: Step, start: number): number {
    switch (step.kind) {
      case 'sequence':
        return step.steps.reduce((time, each) => this.lay(each, time), start);
      case 'parallel':
      case 'branch':
        return Math.max(start, ...step.steps.map((each) => this.lay(each, start)));
      case 'bounded': {
        const fromRow = this.bars.length;
        const end = this.lay(step.step, start);
        const { ms } = step.deadline;
        if (ms === undefined) return end;
        this.limits.push({ at: start + ms, fromRow, toRow: this.bars.length });
        const isEndless = this.bars.slice(fromRow).some(({ kind }) => kind === 'unbounded' || kind === 'unknown');
        return isEndless ? start + ms : Math.min(end, start + ms);
      }
      case 'delay':
        return this.#add(step.ms === undefined ? 'wait for a time that is not known' : `wait ${duration(step.ms)}`, start, step.ms ?? 'unknown', 'wait', step);
      case 'unknown':
        return this.#add(`? ${step.why}`, start, 'unknown', 'unknown', step);
      case 'act': {
        const end = this.#add(step.label, start, step.bound, step.awaited === 'never' && step.bound !== 'instant' ? 'unawaited' : kindOf(step.bound), step);
        return step.awaited === 'never' ? start : end;
      }
    }
  }

  #add(label: string, start: number, bound: StepBound, kind: Bar['kind'], { at }: Extract<Step, { at: unknown }>): number {
    const length = typeof bound === 'number' ? bound : bound === 'instant' ? 0 : this.#nominal;
    this.bars.push({ label, start, end: start + length, kind, where: place(at) });
    return start + length;
  }
}

const kindOf = (bound: StepBound): Bar['kind'] => (typeof bound === 'number' ? 'known' : bound);

/** The longest time of a plan that is known, which sets the scale. */
const longestKnown = (step: Step): number => {
  switch (step.kind) {
    case 'act':
      return typeof step.bound === 'number' ? step.bound : 0;
    case 'delay':
      return step.ms ?? 0;
    case 'unknown':
      return 0;
    case 'bounded':
      return Math.max(step.deadline.ms ?? 0, longestKnown(step.step));
    default:
      return Math.max(0, ...step.steps.map(longestKnown));
  }
};
