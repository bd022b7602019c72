import type { Phase, Timeline } from '../service/timeline.js';
import { clip, columnsOf, padTo } from './columns.js';
import { isManifestOnly } from './contracts.js';
import { printable } from './printable.js';
import type { AuditReport } from './report.js';
import { place, styleOf, type Style } from './style.js';

const barWidth = 40;
const widestLabel = 44;

/** One termination of each service that is joined to a manifest, as bars over seconds. */
export const timelineReport = (report: AuditReport, options: { color: boolean; width?: number | undefined }): string => {
  const style = styleOf(options);
  const services = report.services.filter((service) => !isManifestOnly(service) && (service.timeline ?? []).length > 0);
  if (services.length === 0) return 'No timeline: no service here is known to run under a platform whose manifest is here too.\n';
  return services.flatMap((service) => (service.timeline ?? []).map((timeline) => `${timelineText(`${printable(service.name)}  ${printable(service.entry)}`, timeline, style).join('\n')}\n`)).join('\n');
};

const timelineText = (title: string, timeline: Timeline, style: Style): string[] => {
  const { colors } = style;
  const ends = timeline.phases.flatMap(({ from, to }) => [from ?? 0, to ?? 0]);
  const scale = Math.max(1, ...ends);
  const killedAt = timeline.phases.find(({ kind }) => kind === 'kill')?.from ?? Infinity;
  const rows = timeline.phases.map((phase) => ({ phase, label: clip(printable(phase.label), widestLabel), time: timeText(phase) }));
  const [labels, times] = [Math.max(...rows.map(({ label }) => columnsOf(label))), Math.max(...rows.map(({ time }) => columnsOf(time)))];
  return [
    `${colors.bold(title)}  ${timeline.platform} ${printable(timeline.workload)}  ${colors.dim(place(timeline.at))}`,
    ...rows.map(({ phase, label, time }) => {
      const bar = padTo(barOf(phase, scale), barWidth + 1);
      const isLate = phase.kind !== 'kill' && phase.limit !== 'unknown' && (phase.to ?? Infinity) > killedAt;
      return `  ${padTo(label, labels)}  ${padTo(time, times)}  ${isLate || phase.kind === 'kill' ? colors.red(bar) : bar}  ${colors.dim(place(phase.at))}`;
    }),
    `  ${verdictText(timeline)}`,
  ];
};

const timeText = ({ from, to, limit }: Phase): string => {
  const begin = from === null ? '?' : seconds(from);
  if (limit === 'unbounded') return `${begin} – ∞`;
  if (limit === 'unknown') return from === null ? '?' : `${begin} – ?`;
  return from === to ? `${begin} s` : `${begin} – ${to === null ? '?' : seconds(to)} s`;
};

const seconds = (value: number): string => String(Math.round(value * 10) / 10);

/** A bar from begin to end; an arrow where there is no end, dots where it is not known. */
const barOf = ({ from, to, limit }: Phase, scale: number): string => {
  if (from === null) return '';
  const column = (value: number): number => Math.round((Math.min(value, scale) / scale) * barWidth);
  const begin = column(from);
  if (to === null) return `${' '.repeat(begin)}${(limit === 'unbounded' ? '█' : '·').repeat(Math.max(0, barWidth - begin))}${limit === 'unbounded' ? '▶' : ''}`;
  return from === to ? `${' '.repeat(begin)}│` : `${' '.repeat(begin)}${'█'.repeat(Math.max(1, column(to) - begin))}`;
};

const verdictText = ({ sum, inTime, phases }: Timeline): string => {
  if (sum !== '') return sum;
  if (inTime === 'no') return 'Nothing limits the shutdown, so SIGKILL ends it.';
  return phases.some(({ kind }) => kind === 'exit') ? 'How long the shutdown takes cannot be told.' : 'No shutdown of its own.';
};
