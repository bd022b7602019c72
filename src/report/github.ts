import type { Finding, Location, Severity } from '../rule.js';
import type { FormatContext } from './formats.js';
import { gravestFirst } from './gravest.js';
import { printable } from './printable.js';
import type { AuditReport } from './report.js';
import { repositoryPath } from './repository-path.js';
import { place, placeWithColumn, styleOf } from './style.js';
import { totalLine } from './text.js';

/** https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations */
const mostOfAKind = 10;

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** As @actions/core does. What is left of controls would only make noise in the log. */
const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A file whose name has a line break is found by it, escaped; other controls are shown, for no name should need them. */
const fileProperty = (file: string): string => escapeProperty(file.split(/(\r|\n)/).map((part) => (part === '\r' || part === '\n' ? part : printable(part))).join(''));

/**
 * Annotations for GitHub Actions, the gravest first. GitHub shows ten of a kind in a step, so no more are written, and a
 * last one says how many are missing. The job summary, which the command writes in Markdown, has them all.
 */
export const githubReport = (report: AuditReport, { prefix }: FormatContext): string => {
  const inRepository = (location: Location): Location => ({ ...location, file: repositoryPath(prefix, location.file) });
  const annotations = [
    ...gravestFirst(report.findings).map((finding) => ({ command: commands[finding.severity], line: annotation(finding, inRepository) })),
    ...report.unanalysed.map(({ file, reason }) => ({ command: 'warning', line: `::warning file=${fileProperty(repositoryPath(prefix, file))},title=drain-audit could not read this::${escapeData(printable(reason))}` })),
  ];
  const shown: string[] = [];
  const counts = new Map<string, number>();
  for (const { command, line } of annotations) {
    const number = (counts.get(command) ?? 0) + 1;
    counts.set(command, number);
    // One notice is kept for what is missing.
    if (number <= (command === 'notice' ? mostOfAKind - 1 : mostOfAKind)) shown.push(line);
  }
  const missing = annotations.length - shown.length;
  const note = missing === 0 ? [] : [`::notice title=drain-audit::${String(missing)} more ${missing === 1 ? 'is' : 'are'} not shown here, because GitHub shows ten of a kind. The summary of the job has them all.`];
  return `${[...shown, ...note, totalLine(report, styleOf({ color: false }))].join('\n')}\n`;
};

const annotation = (finding: Finding, inRepository: (location: Location) => Location): string => {
  const location = inRepository(finding.location);
  const properties = [`file=${fileProperty(location.file)}`, `line=${String(location.startLine)}`, `col=${String(location.startColumn)}`, `title=${escapeProperty(printable(finding.rule))}`];
  // The log shows the message alone, so the place is in it too.
  const lines = [`${printable(finding.message)} (${placeWithColumn(location)})`, ...finding.related.map((related) => `${printable(related.message)}: ${place(inRepository(related.location))}`)];
  return `::${commands[finding.severity]} ${properties.join(',')}::${escapeData(lines.join('\n'))}`;
};
