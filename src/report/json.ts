import { jsonText } from './json-text.js';
import type { AuditReport } from './report.js';

/** The public report (schemaVersion 1) as JSON: one object, keys in the order of their declaration, a newline at the end. */
export const jsonReport = (report: AuditReport): string => `${jsonText(report, 2)}\n`;
