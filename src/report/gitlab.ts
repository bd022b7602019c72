import type { Severity } from '../rule.js';
import { distinctFingerprints } from './fingerprints.js';
import type { FormatContext } from './formats.js';
import { jsonText } from './json-text.js';
import { printable } from './printable.js';
import type { AuditReport } from './report.js';
import { repositoryPath } from './repository-path.js';

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' };

/** A code quality report for GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlabReport = ({ findings }: AuditReport, { prefix }: FormatContext): string => {
  const fingerprints = distinctFingerprints(findings);
  const entries = findings.map(({ rule, severity, message, location }, index) => ({
    description: printable(message),
    check_name: rule,
    fingerprint: fingerprints[index],
    severity: severities[severity],
    location: { path: repositoryPath(prefix, location.file), lines: { begin: location.startLine, end: location.endLine } },
  }));
  return `${jsonText(entries, 2)}\n`;
};
