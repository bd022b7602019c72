import type { AuditReport } from '../report/report.js';
import type { Severity } from '../rule.js';

/** What the command's exit status says. Documented in `--help` and in the README. */
export const exitStatus = {
  clean: 0,
  findings: 1,
  usage: 2,
  unanalysed: 3,
} as const;

/** The severities that `--fail-on` takes, gravest first. */
export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/**
 * The status of a finished audit. Findings win over what could not be analysed: both need a person, and a finding can be
 * repaired at once.
 */
export const statusOf = (report: AuditReport, failOn: Severity, maxWarnings = Infinity): number => {
  const threshold = severities.indexOf(failOn);
  if (report.findings.filter(({ severity }) => severity === 'warning').length > maxWarnings) return exitStatus.findings;
  if (report.findings.some((finding) => severities.indexOf(finding.severity) <= threshold)) return exitStatus.findings;
  return report.unanalysed.length > 0 ? exitStatus.unanalysed : exitStatus.clean;
};
