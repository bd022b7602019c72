import { audit as auditWithSource } from './audit.js';
import type { AuditReport } from './report/report.js';
import type { Preset } from './rule.js';

export interface AuditOptions {
  /** Folders or files of one repository, relative to `cwd`. */
  paths: string[];
  cwd: string;
  preset: Preset;
  /** Only these rules; all of the preset when omitted. */
  rules?: string[];
}

/** Audits a repository and reports what it found; throws a `UsageError` where the paths are wrong. Runs nothing it reads. */
export const audit = (options: AuditOptions): AuditReport => auditWithSource(options).report;

export { rules } from '../rules/index.js';
export { UsageError } from './read/usage-error.js';
export type { Answer, Deadline, Handle, PrintedPlan, Step, StepBound } from './plan/step.js';
export type { AuditReport, ServiceReport, Unanalysed } from './report/report.js';
export type { Edit, Finding, Fix, Location, Preset, Related, Rule, Severity, Subject } from './rule.js';
