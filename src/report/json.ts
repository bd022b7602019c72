import type { AuditReport } from './report.js';

/** The public report (schemaVersion 1) as JSON: one object, keys in the order of their declaration, a newline at the end. */
export const jsonReport = (report: AuditReport): string => `${JSON.stringify(report, undefined, 2)}\n`;
