import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { upkeepRules } from '../config/upkeep.js';
import { UsageError } from '../read/usage-error.js';
import type { FormatContext } from '../report/formats.js';
import { markdownReport } from '../report/markdown.js';
import { printable } from '../report/printable.js';
import type { AuditReport } from '../report/report.js';
import { styleOf } from '../report/style.js';
import { statisticsText, totalLine } from '../report/text.js';
import type { AuditOptions, RuleOptions } from './command.js';
import { statusOf } from './exit-status.js';
import type { AuditAsked, Audited, Io, Product } from './io.js';
import { outputsOf, writeReport } from './output.js';
import { Progress } from './progress.js';
import { repairsText, withoutFiles } from './repairs-text.js';
import { ruleNamed } from './rule-named.js';
import { writeChanges } from './write-changes.js';

/** Asks the product with what the command line says, and shows what it is doing meanwhile. */
export const auditWith = async (paths: string[], options: RuleOptions, io: Io, product: Product, more: Partial<AuditAsked> = {}): Promise<Audited> => {
  for (const id of options.rule) ruleNamed(id, await product.rules());
  const progress = new Progress(io);
  try {
    return await product.audit({
      paths,
      cwd: io.cwd,
      ...(options.preset ? { preset: options.preset } : {}),
      ...(options.rule.length > 0 ? { rules: options.rule } : {}),
      ...(options.config === undefined ? {} : { config: options.config }),
      ...(options.baseline === undefined ? {} : { baseline: options.baseline }),
      inlineIgnores: options.inlineIgnores,
      ...(io.showsProgress === true ? { progress: progress.tell } : {}),
      ...more,
    });
  } finally {
    progress.clear();
  }
};

/** Audits, repairs if that is wanted, writes the report in every format, and gives the exit status. */
export const auditAction = async (paths: string[], options: AuditOptions, io: Io, product: Product, color: boolean): Promise<number> => {
  const isDryRun = options.fixDryRun === true;
  const outputs = isDryRun && options.format.length === 0 ? [] : outputsOf(options.format);
  if (isDryRun && outputs.some(({ file }) => file === undefined)) throw new UsageError('--fix-dry-run writes a diff to standard output: write the report to a file, as in --format json=FILE');
  const more = {
    ...(options.changedSince === undefined ? {} : { changedSince: options.changedSince }),
    ...(options.kubernetesVersion === undefined ? {} : { kubernetesVersion: options.kubernetesVersion }),
    ...(options.render === true ? { render: true } : {}),
  };
  const first = await auditWith(paths, options, io, product, { ...more, ...(isDryRun || options.fix === true ? { fix: true } : {}) });
  const audited = await withRepairs(first, isDryRun, io, () => auditWith(paths, options, io, product, more));
  const report = options.quiet === true ? errorsOf(audited.report) : audited.report;
  const context: FormatContext = { color, verbose: options.verbose === true, width: io.columns, source: audited.source, rules: [...(await product.rules()), ...upkeepRules], version: product.version, prefix: audited.prefix };
  for (const { name, format, file } of outputs) {
    if (file === undefined) {
      // A run that is asked to be quiet and has nothing to say says nothing; a machine's format is whole all the same.
      if (name !== 'text' || options.quiet !== true || report.findings.length + report.unanalysed.length > 0) io.stdout.write(format(report, context));
    } else writeReport(file, io.cwd, format(report, { ...context, color: false, width: undefined }));
    if (name === 'github') writeSummary(io, markdownReport(report, context));
  }
  const written = outputs.flatMap(({ file }) => (file === undefined ? [] : [printable(file)]));
  // Nothing on the screen and a failing status would be a riddle.
  if (written.length === outputs.length && written.length > 0 && options.quiet !== true) io.stderr.write(`${totalLine(report, styleOf({ color: false }))}\nwritten to ${written.join(', ')}\n`);
  if (options.stats === true) io.stderr.write(`${statisticsText(audited.report)}\n`);
  return statusOf(audited.report, options.failOn, options.maxWarnings);
};

const errorsOf = (report: AuditReport): AuditReport => ({ ...report, findings: report.findings.filter(({ severity }) => severity === 'error') });

/** What annotations have no room for goes to the summary of the job: https://docs.github.com/actions/reference/workflow-commands#adding-a-job-summary */
const writeSummary = (io: Io, markdown: string): void => {
  const file = io.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    const descriptor = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW, 0o600);
    writeSync(descriptor, markdown);
    closeSync(descriptor);
  } catch {
    io.stderr.write('drain-audit: the job summary cannot be written, so annotations are all there is.\n');
  }
};

/** Repairs made in memory, printed as a diff or written; and what is to be reported after that. */
const withRepairs = async (audited: Audited, isDryRun: boolean, io: Io, again: () => Promise<Audited>): Promise<Audited> => {
  const { repaired, root } = audited;
  if (repaired === undefined) return audited;
  if (isDryRun) {
    io.stdout.write((await import('../fix/diff.js')).unifiedDiff(repaired.changes));
    io.stderr.write(repairsText(repaired, 'would be repaired'));
    return audited;
  }
  const failures = writeChanges(root, repaired.changes);
  for (const { file, reason } of failures) io.stderr.write(`not repaired: ${printable(file)}: ${printable(reason)}\n`);
  io.stderr.write(repairsText(withoutFiles(repaired, new Set(failures.map(({ file }) => file))), 'repaired'));
  return failures.length > 0 ? again() : audited;
};
