import type { Finding, Severity } from '../rule.js';
import { columnsOf, padTo, wrap } from './columns.js';
import { chainText } from './chain.js';
import { contractRows, contractTable, isManifestOnly } from './contracts.js';
import { findingText } from './finding-text.js';
import { linesOf } from './frame.js';
import { printable } from './printable.js';
import type { AuditReport, ServiceReport, Unanalysed } from './report.js';
import { colored, count, place, styleOf, worstCaseText, type Style } from './style.js';

export interface TextOptions {
  color: boolean;
  /** Adds what the analysis itself did. */
  verbose: boolean;
  /** Terminal columns; 100 when not known. */
  width?: number | undefined;
  /** The text of an audited file, for code frames. */
  source: (file: string) => string | undefined;
}

/** The report for people: findings with their code, then each service, what could not be analysed, and the total. */
export const textReport = (report: AuditReport, options: TextOptions): string => {
  const style = styleOf(options);
  const sections = [
    ...findingSections(report.findings, options.source, style),
    // What several manifests run of the same image reads the same.
    [...new Set(report.services.filter((service) => !isManifestOnly(service)).map((service) => serviceSummary(service, report.findings, style)))].join('\n'),
    contractTable(report.services.filter(isManifestOnly), (findings) => severityCounts(findings, style), (service) => findingsAbout(service, report.findings), style),
    unanalysedList(report.unanalysed, style),
    options.verbose ? style.colors.dim(statisticsText(report)) : '',
    totalLine(report, style),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

const findingSections = (findings: readonly Finding[], source: TextOptions['source'], style: Style): string[] => {
  const lines = new Map<string, readonly string[] | undefined>();
  const linesIn = (file: string): readonly string[] | undefined => {
    if (!lines.has(file)) {
      const text = source(file);
      lines.set(file, text === undefined ? undefined : linesOf(file, text));
    }
    return lines.get(file);
  };
  return findings.flatMap((finding, index) => {
    const file = finding.location.file;
    const heading = file === findings[index - 1]?.location.file ? [] : [style.colors.bold(style.colors.underline(printable(file)))];
    return [...heading, findingText(finding, linesIn, style)];
  });
};

const serviceSummary = (service: ServiceReport, findings: readonly Finding[], style: Style): string => {
  const { colors } = style;
  const rows = [
    ...(service.chain === undefined ? [] : [['start', chainText(service.chain, style)] as const]),
    ...(service.code === 'elsewhere' ? [] : [['SIGTERM', sigtermOf(service, style)] as const]),
    ['findings', severityCounts(findings.filter(({ service: named }) => namesOf(service).includes(named)), style)],
    ...contractRows(service.contracts ?? []),
    ...(service.plan === undefined ? [] : [['worst case', worstCaseText(service.plan.worstCase, style)]]),
  ] as const;
  const labels = Math.max(...rows.map(([label]) => columnsOf(label)));
  return [
    `${colors.bold(printable(service.name))}  ${colors.dim(printable(service.entry))}`,
    ...rows.map(([label, value]) => `  ${colors.dim(padTo(label, labels))}  ${value}`),
  ].join('\n');
};

/** What findings call a service: by its package, by a workload that runs it, or by the file that starts it. */
const namesOf = ({ name, chain, contracts = [] }: ServiceReport): string[] => [name, ...(chain ? [chain.at.file] : []), ...contracts.map((contract) => contract.name)];

/** A name may occur in many files: what counts is also which one, or what it was composed from. */
const findingsAbout = (service: ServiceReport, findings: readonly Finding[]): Finding[] =>
  findings.filter((finding) => finding.service === service.name && [finding.location, ...finding.related.map(({ location }) => location)].some(({ file }) => file === service.entry));

const sigtermOf = (service: ServiceReport, { colors }: Style): string => {
  const triggers = service.plan?.triggers.filter((trigger) => trigger.signals.includes('SIGTERM')) ?? [];
  if (triggers.length === 0) return colors.red('no handler found');
  return triggers.map((trigger) => `${printable(trigger.owner)} ${colors.dim(place(trigger.at))}`).join(', ');
};

const severities: readonly Severity[] = ['error', 'warning', 'info'];

const severityCounts = (findings: readonly Finding[], style: Style): string => {
  const parts = severities.flatMap((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : [colored(severity, count(number, severity, severity === 'info' ? 'infos' : `${severity}s`), style)];
  });
  return parts.length === 0 ? style.colors.green('none') : parts.join(', ');
};

const unanalysedList = (unanalysed: readonly Unanalysed[], style: Style): string => {
  if (unanalysed.length === 0) return '';
  const entries = unanalysed.flatMap(({ file, reason }) => [
    `  ${printable(file)}`,
    ...wrap(printable(reason), style.width - 4).map((line) => `    ${style.colors.dim(line)}`),
  ]);
  return [style.colors.yellow('Not analysed'), ...entries].join('\n');
};

/** What the analysis itself did. */
export const statisticsText = ({ stats, suppressed }: AuditReport): string =>
  [
    `${count(stats.files, 'file')}, ${stats.parsed} parsed in ${count(stats.rounds, 'round')}`,
    `${count(stats.unresolved, 'unresolved value')}, ${suppressed.inline} suppressed inline, ${suppressed.baseline} by the baseline`,
    `${stats.seconds.toFixed(2)} s`,
  ].join('\n');

/** What was audited: services by their code, and workloads of which there is only the manifest. */
const scopeOf = ({ services }: AuditReport): string => {
  const workloads = services.filter(isManifestOnly).length;
  const parts = [...(workloads < services.length ? [count(services.length - workloads, 'service')] : []), ...(workloads > 0 ? [count(workloads, 'workload')] : [])];
  return parts.join(' and ');
};

/** The last line: how many findings there are, or that there are none and how far to trust that. */
export const totalLine = (report: AuditReport, style: Style): string => {
  const { colors } = style;
  const suppressed = report.suppressed.inline + report.suppressed.baseline;
  const unchanged = report.suppressed.unchanged ?? 0;
  const counts = [...(suppressed === 0 ? [] : [`${suppressed} suppressed`]), ...(unchanged === 0 ? [] : [`${unchanged} outside of the change`])];
  const notes = counts.length === 0 ? '' : colors.dim(` (${counts.join(', ')})`);
  if (report.findings.length > 0) {
    const total = `${count(report.findings.length, 'finding')} in ${scopeOf(report)}`;
    return `${colors.bold(total)}: ${severityCounts(report.findings, style)}${notes}`;
  }
  if (report.unanalysed.length > 0) {
    return `${colors.yellow(`No findings in what could be read; ${count(report.unanalysed.length, 'file')} could not be.`)}${notes}`;
  }
  if (report.services.length === 0) {
    return `${colors.yellow('No service found.')} Nothing here listens, consumes or handles a signal; name the folder that does.${notes}`;
  }
  if (suppressed + unchanged > 0) return `${colors.green(`Nothing new in ${scopeOf(report)}.`)}${notes}`;
  return `${colors.green(`Nothing to repair in ${scopeOf(report)}. Stop it any time.`)}${notes}`;
};
