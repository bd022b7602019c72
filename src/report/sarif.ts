import type { Finding, Fix, Location, Severity } from '../rule.js';
import { distinctFingerprints } from './fingerprints.js';
import type { FormatContext } from './formats.js';
import { linesOf } from './frame.js';
import { gravest } from './gravest.js';
import { jsonText } from './json-text.js';
import { printable } from './printable.js';
import type { AuditReport } from './report.js';
import { repositoryUri } from './repository-path.js';
import { documentationOf, projectPage, type RuleFacts } from './rule-page.js';

/** What GitHub shows: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support#about-your-sarif-file-exceeding-limits */
const mostResults = 5_000;
const mostRelated = 99;
const longestDescription = 1_024;

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;
const problemSeverities = { error: 'error', warning: 'warning', info: 'recommendation' } as const satisfies Record<Severity, string>;

/** SARIF 2.1.0, as GitHub code scanning reads it. The gravest results are kept where there are too many, and a notice says so. */
export const sarifReport = (report: AuditReport, context: FormatContext): string => {
  const { rules, version } = context;
  const findings = gravest(report.findings, mostResults);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const fingerprints = distinctFingerprints(findings);
  const run = {
    tool: { driver: { name: 'drain-audit', semanticVersion: version, informationUri: projectPage, rules: rules.map(descriptor) } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report, report.findings.length - findings.length, context) }],
    results: findings.map((finding, index) => result(finding, indexes.get(finding.rule), fingerprints[index] ?? finding.fingerprint, context)),
  };
  return `${jsonText({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, 2)}\n`;
};

/** What code scanning shows of a rule. All of it is ours: nothing is built from what was audited. */
const descriptor = (rule: RuleFacts): object => {
  const { id, severity, summary, why, fix, references } = rule;
  const links = references.map((link) => `- <${link}>`).join('\n');
  return {
    id,
    shortDescription: { text: shortened(summary) },
    fullDescription: { text: shortened(why) },
    help: {
      text: `${why}\n\nHow to fix: ${fix}`,
      markdown: [why, `**How to fix.** ${fix}`, ...(links === '' ? [] : [links]), `[The rule with examples](${documentationOf(rule)})`].join('\n\n'),
    },
    helpUri: documentationOf(rule),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['reliability', 'graceful-shutdown'], precision: severity === 'error' ? 'very-high' : 'high', 'problem.severity': problemSeverities[severity] },
  };
};

const shortened = (text: string): string => (text.length <= longestDescription ? text : `${text.slice(0, longestDescription - 1)}…`);

/** Text that holds no embedded link: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html#_Toc34317462 */
const plain = (text: string): string => printable(text).replaceAll('](', '] (');

const result = (finding: Finding, ruleIndex: number | undefined, fingerprint: string, context: FormatContext): object => {
  const { rule, severity, message, location, related, fix, service } = finding;
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: plain(message) },
    locations: [{ physicalLocation: physical(location, context) }],
    ...(related.length === 0 ? {} : { relatedLocations: related.slice(0, mostRelated).map((other, index) => ({ id: index + 1, message: { text: plain(other.message) }, physicalLocation: physical(other.location, context) })) }),
    partialFingerprints: { 'drainAudit/v1': fingerprint },
    ...(fix ? { fixes: [repairOf(fix, context)] } : {}),
    ...(service === '' ? {} : { properties: { service: plain(service) } }),
  };
};

/** One line: GitHub shows an alert in a pull request only when all of its lines are in the change. */
const physical = (location: Location, { prefix, source }: FormatContext): object => {
  const { file, startLine, startColumn, endLine, endColumn } = location;
  const end = endLine === startLine ? Math.max(endColumn, startColumn + 1) : endOfLine(source(file), location);
  return {
    artifactLocation: { uri: repositoryUri(prefix, file) },
    region: { startLine, startColumn, endLine: startLine, endColumn: end },
  };
};

/** The column behind the last character of the line on which a location begins. */
const endOfLine = (text: string | undefined, { file, startLine, startColumn }: Location): number => {
  const line = text === undefined ? undefined : linesOf(file, text)[startLine - 1];
  return Math.max(startColumn + 1, (line?.trimEnd().length ?? 0) + 1);
};

const repairOf = ({ title, edits }: Fix, { prefix }: FormatContext): object => ({
  description: { text: plain(title) },
  artifactChanges: Array.from(new Set(edits.map(({ file }) => file)), (file) => ({
    artifactLocation: { uri: repositoryUri(prefix, file) },
    replacements: edits.filter((edit) => edit.file === file).map(({ start, end, text }) => ({ deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text } })),
  })),
});

const notifications = ({ unanalysed }: AuditReport, truncated: number, { prefix }: FormatContext): object[] => [
  ...unanalysed.map(({ file, reason }) => ({ level: 'warning', message: { text: plain(reason) }, locations: [{ physicalLocation: { artifactLocation: { uri: repositoryUri(prefix, file) } } }] })),
  ...(truncated === 0 ? [] : [{ level: 'warning', message: { text: `Truncated: ${String(truncated)} of the milder results are left out, because GitHub shows ${String(mostResults)}.` } }]),
];
