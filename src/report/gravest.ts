import type { Finding, Severity } from '../rule.js';

const order: readonly Severity[] = ['error', 'warning', 'info'];

/** Findings with the gravest first, each severity in the order of the report. */
export const gravestFirst = (findings: readonly Finding[]): Finding[] => order.flatMap((severity) => findings.filter((finding) => finding.severity === severity));

/** The gravest findings, as many as there is room for, in the order of the report. */
export const gravest = (findings: readonly Finding[], room: number): readonly Finding[] => {
  if (findings.length <= room) return findings;
  const kept = new Set(gravestFirst(findings).slice(0, room));
  return findings.filter((finding) => kept.has(finding));
};
