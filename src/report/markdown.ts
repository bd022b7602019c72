import type { Finding, Severity } from '../rule.js';
import { duration } from './duration.js';
import type { FormatContext } from './formats.js';
import { codeFrame, linesOf } from './frame.js';
import { gravestFirst } from './gravest.js';
import { codeBlock, codeSpan, inertProse } from './markdown-words.js';
import type { AuditReport, ServiceReport } from './report.js';
import { repositoryPath } from './repository-path.js';
import { documentationOf } from './rule-page.js';
import { count, styleOf } from './style.js';
import { totalLine } from './text.js';

/** A comment on GitHub or GitLab takes 65,536 characters, and other words may stand around this. */
const mostCharacters = 60_000;

const symbols: Readonly<Record<Severity, string>> = { error: '🔴', warning: '🟡', info: '🔵' };

/**
 * The report as a comment on a pull request or a job summary. Names from input stand in code spans and code in fences, so
 * that nothing of it becomes a link, an image, a mention or HTML.
 */
export const markdownReport = (report: AuditReport, context: FormatContext): string => {
  const head = ['## drain-audit', totalLine(report, styleOf({ color: false }))];
  const findings = gravestFirst(report.findings).map((finding) => findingSection(finding, context));
  const tail = [
    ...(report.services.length === 0 ? [] : [['### Services', ...report.services.map((service) => serviceLine(service, context.prefix))].join('\n')]),
    ...(report.unanalysed.length === 0 ? [] : [['### Not analysed', ...report.unanalysed.map(({ file, reason }) => `- ${codeSpan(repositoryPath(context.prefix, file))}: ${inertProse(reason)}`)].join('\n')]),
  ];
  const room = mostCharacters - lengthOf(head) - Math.min(lengthOf(tail), mostCharacters / 3);
  const shown = fitting(findings, room);
  const missing = findings.length - shown.length;
  const note = missing === 0 ? [] : [`… and ${count(missing, 'more finding')}, for which there is no room here. \`drain-audit\` in a terminal prints all of them.`];
  return `${[...head, ...shown, ...note, ...fitting(tail, mostCharacters / 3)].join('\n\n')}\n`;
};

const lengthOf = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length + 2, 0);

/** As many of the parts as fit. */
const fitting = (parts: readonly string[], room: number): string[] => {
  let left = room;
  const end = parts.findIndex((part) => (left -= part.length + 2) < 0);
  return end === -1 ? [...parts] : parts.slice(0, end);
};

const findingSection = (finding: Finding, { prefix, source, rules }: FormatContext): string => {
  const { rule, severity, message, location, related, service } = finding;
  const where = (place: Finding['location']): string => codeSpan(`${repositoryPath(prefix, place.file)}:${String(place.startLine)}`);
  const known = rules.find(({ id }) => id === rule);
  const name = known ? `[${known.id}](${documentationOf(known)})` : codeSpan(rule);
  const frame = codeFrame(linesOf(location.file, source(location.file) ?? ''), location, { context: 1, spanLines: 3, width: 100 });
  return [
    `### ${symbols[severity]} ${severity}: ${name} at ${where(location)}`,
    '',
    `${service === '' ? '' : `${codeSpan(service)}: `}${inertProse(message)}`,
    ...(frame.length === 0 ? [] : ['', ...codeBlock(frame.map((line) => `${line.underline === undefined ? ' ' : '>'} ${String(line.number)} │ ${line.text}`))]),
    ...(related.length === 0 ? [] : ['', ...related.map((other) => `- ${inertProse(other.message)}: ${where(other.location)}`)]),
  ].join('\n');
};

const serviceLine = ({ name, entry, plan }: ServiceReport, prefix: string): string => {
  const worstCase = plan === undefined ? 'nothing found that handles SIGTERM' : `worst case ${typeof plan.worstCase === 'number' ? duration(plan.worstCase) : plan.worstCase}`;
  return `- ${codeSpan(name)} (${codeSpan(repositoryPath(prefix, entry))}): ${worstCase}`;
};
