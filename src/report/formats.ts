import { jsonReport } from './json.js';
import type { AuditReport } from './report.js';
import { textReport, type TextOptions } from './text.js';

/** What a format may use besides the report. Machine formats use none of it that changes from terminal to terminal. */
export type FormatContext = TextOptions;

/** Turns a report into the whole output, including the newline at its end. */
export type Format = (report: AuditReport, context: FormatContext) => string;

/** Every value of `--format`. A new format is one pure function in a file of its own, and one line here. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', textReport],
  ['json', jsonReport],
]);
