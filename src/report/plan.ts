import type { Finding, Location, Severity } from '../rule.js';
import { clip, columnsOf, padTo } from './columns.js';
import { isManifestOnly } from './contracts.js';
import { planRows, type PlanRow } from './plan-rows.js';
import { printable } from './printable.js';
import type { AuditReport, ServiceReport } from './report.js';
import { colored, place, styleOf, worstCaseText, type Style } from './style.js';

/** What happens in each service between the signal and its end, step by step, with the findings beside the steps. */
export const planReport = (report: AuditReport, options: { color: boolean; width?: number | undefined }): string => {
  const style = styleOf(options);
  const services = report.services.filter((service) => !isManifestOnly(service));
  if (services.length === 0) return 'No service found: nothing here listens, consumes or handles a signal.\n';
  return services.map((service) => `${servicePlan(service, report.findings, style).join('\n')}\n`).join('\n');
};

const servicePlan = (service: ServiceReport, findings: readonly Finding[], style: Style): string[] => {
  const { colors } = style;
  const title = `${colors.bold(printable(service.name))}  ${colors.dim(printable(service.entry))}`;
  const { plan } = service;
  if (plan === undefined) return [title, colors.yellow('nothing found that handles a termination signal')];
  const marks = (at: Location | undefined): Mark[] => marksAt(at, service.name, findings);
  return [
    title,
    ...plan.triggers.map((trigger) => {
      const signals = colors.bold(trigger.signals.map(printable).join(', '));
      return [signals, colors.dim(place(trigger.at)), ...marks(trigger.at).map((mark) => coloredMark(mark, style))].join('  ');
    }),
    ...aligned(planRows(plan.steps), marks, style),
    `worst case: ${worstCaseText(plan.worstCase, style)}`,
  ];
};

/** A rule that reports at a step. */
interface Mark {
  rule: string;
  severity: Severity;
}

const symbols: Readonly<Record<Severity, string>> = { error: '✗', warning: '!', info: 'i' };

const markText = (mark: Mark): string => `${symbols[mark.severity]} ${printable(mark.rule)}`;
const coloredMark = (mark: Mark, style: Style): string => colored(mark.severity, markText(mark), style);

const marksAt = (at: Location | undefined, service: string, findings: readonly Finding[]): Mark[] => {
  if (at === undefined) return [];
  const here = findings.filter((finding) => finding.service === service && overlap(finding.location, at));
  return here.filter((finding, index) => here.findIndex(({ rule }) => rule === finding.rule) === index);
};

const overlap = (a: Location, b: Location): boolean => a.file === b.file && startsBeforeEndOf(a, b) && startsBeforeEndOf(b, a);

const startsBeforeEndOf = (a: Location, b: Location): boolean =>
  a.startLine < b.endLine || (a.startLine === b.endLine && a.startColumn < b.endColumn);

const widestLabel = 60;
/** Two columns deeper than the label above. */
const depthIndent = 5;

/** Lays rows out in columns: number and label, bound, what follows or is wrong, place. */
const aligned = (rows: readonly PlanRow[], marks: (at: Location | undefined) => Mark[], style: Style): string[] => {
  const { colors } = style;
  const numbers = Math.max(1, ...rows.map((row) => String(row.number ?? '').length));
  const cells = rows.map((row) => {
    const ofRow = marks(row.at);
    return {
      label: ' '.repeat(2 + row.depth * depthIndent) + `${String(row.number ?? '').padStart(numbers)}  ${clip(row.label, widestLabel)}`,
      bound: row.bound,
      note: [row.note, ...ofRow.map(markText)].filter((part) => part !== '').join('  '),
      coloredNote: [row.note === '' ? '' : colors.dim(row.note), ...ofRow.map((mark) => coloredMark(mark, style))].filter((part) => part !== '').join('  '),
      place: row.at === undefined ? '' : place(row.at),
    };
  });
  const widest = (column: 'label' | 'bound' | 'note'): number => Math.max(0, ...cells.map((cell) => columnsOf(cell[column])));
  const [labels, bounds, notes] = [widest('label'), widest('bound'), widest('note')];
  return cells.map((cell) => {
    const bound = padTo(cell.bound, bounds);
    const columns = [
      padTo(cell.label, labels),
      ...(bounds === 0 ? [] : [cell.bound === 'unbounded' ? colors.red(bound) : bound]),
      ...(notes === 0 ? [] : [cell.coloredNote + ' '.repeat(notes - columnsOf(cell.note))]),
    ].join('  ');
    return cell.place === '' ? columns.trimEnd() : `${columns}  ${colors.dim(cell.place)}`;
  });
};
