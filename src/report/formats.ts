import { githubReport } from './github.js';
import { gitlabReport } from './gitlab.js';
import { htmlReport } from './html.js';
import { jsonReport } from './json.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import type { AuditReport } from './report.js';
import type { RuleFacts } from './rule-page.js';
import { sarifReport } from './sarif.js';
import { textReport, type TextOptions } from './text.js';

/** What a format may use besides the report. Machine formats use none of it that changes from terminal to terminal. */
export interface FormatContext extends TextOptions {
  /** Everything that can be found, whether or not it was. */
  readonly rules: readonly RuleFacts[];
  /** Of drain-audit. */
  readonly version: string;
  /** The audited root as its repository names it, `/`-separated; empty when it is the repository. */
  readonly prefix: string;
}

/** Turns a report into the whole output, including the newline at its end. */
export type Format = (report: AuditReport, context: FormatContext) => string;

/** Every value of `--format`. A new format is one pure function in a file of its own, and one line here. */
export const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['text', textReport],
  ['json', jsonReport],
  ['sarif', sarifReport],
  ['github', githubReport],
  ['gitlab', gitlabReport],
  ['junit', junitReport],
  ['markdown', markdownReport],
  ['html', htmlReport],
]);
