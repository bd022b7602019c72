import { CommanderError, type Command } from 'commander';
import { UsageError } from '../read/usage-error.js';
import { planReport } from '../report/plan.js';
import { printable } from '../report/printable.js';
import type { AuditReport } from '../report/report.js';
import { styleOf, type Style } from '../report/style.js';
import { totalLine } from '../report/text.js';
import type { Preset, Rule } from '../rule.js';
import { useColor } from './color.js';
import { buildCommand, subcommands, type Actions, type AuditOptions, type ColorOption, type PlanOptions } from './command.js';
import { exitStatus, statusOf } from './exit-status.js';
import { nearest } from './nearest.js';
import { outputsOf, writeReport } from './output.js';
import { explainText, rulesText } from './rule-text.js';
import { usageLine } from './usage.js';

/** Where the command writes, and what it knows of its surroundings. */
export interface Io {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  isTTY: boolean;
  /** Columns of that terminal. */
  columns?: number | undefined;
}

/** What the command line asks of an audit. */
export interface ProductOptions {
  paths: string[];
  cwd: string;
  preset: Preset;
  rules?: string[];
  kubernetesVersion?: string;
  /** Whether charts and overlays are rendered by programs that are installed. */
  render?: boolean;
}

/** The product behind the command line; tests pass their own. */
export interface Product {
  version: string;
  rules(): Promise<readonly Rule[]>;
  audit(options: ProductOptions): Promise<Audited>;
}

export interface Audited {
  report: AuditReport;
  /** The text of an audited file. */
  source: (file: string) => string | undefined;
}

/** Runs the command with the arguments after its name; the result is the exit status. */
export const run = async (argv: readonly string[], io: Io, product: Product): Promise<number> => {
  let status: number = exitStatus.clean;
  const actions = actionsOf(io, product, (result) => {
    status = result;
  });
  try {
    await quiet(buildCommand(product.version, actions), io).parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    return failed(error, io);
  }
};

const actionsOf = (io: Io, product: Product, finish: (status: number) => void): Actions => {
  const styled = (options: ColorOption): Style => styleOf({ color: colorOf(options, io), width: io.columns });
  const auditWith = async (paths: string[], { preset, rule, kubernetesVersion, render }: PlanOptions & Pick<AuditOptions, 'kubernetesVersion' | 'render'>): Promise<Audited> => {
    for (const id of rule) ruleNamed(id, await product.rules());
    return product.audit({ paths, cwd: io.cwd, preset, ...(rule.length > 0 ? { rules: rule } : {}), ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }), ...(render === true ? { render } : {}) });
  };
  return {
    async audit(paths, options) {
      const outputs = outputsOf(options.format);
      const { report, source } = await auditWith(paths, options).catch((error: unknown) => {
        throw withSubcommandMeant(error, paths);
      });
      const color = colorOf(options, io);
      const verbose = options.verbose === true;
      for (const { format, file } of outputs) {
        if (file === undefined) io.stdout.write(format(report, { color, verbose, width: io.columns, source }));
        else writeReport(file, io.cwd, format(report, { color: false, verbose, source }));
      }
      const written = outputs.flatMap(({ file }) => (file === undefined ? [] : [printable(file)]));
      // Nothing on the screen and a failing status would be a riddle.
      if (written.length === outputs.length) io.stderr.write(`${totalLine(report, styleOf({ color: false }))}\nwritten to ${written.join(', ')}\n`);
      finish(statusOf(report, options.failOn));
    },
    async plan(paths, options) {
      const { report } = await auditWith(paths, options);
      io.stdout.write(planReport(report, { color: colorOf(options, io), width: io.columns }));
      for (const { file, reason } of report.unanalysed) io.stderr.write(`not analysed: ${printable(file)}: ${printable(reason)}\n`);
      finish(report.unanalysed.length > 0 ? exitStatus.unanalysed : exitStatus.clean);
    },
    async rules(options) {
      io.stdout.write(rulesText(await product.rules(), styled(options)));
    },
    async explain(id, options) {
      io.stdout.write(explainText(ruleNamed(id, await product.rules()), styled(options)));
    },
  };
};

/** `drain-audit explian x` is read as two paths; whoever typed it meant something else. */
const withSubcommandMeant = (error: unknown, [first = '']: readonly string[]): unknown => {
  const meant = nearest(first, subcommands);
  return error instanceof UsageError && meant !== undefined ? new UsageError(`${error.message} Did you mean \`drain-audit ${meant}\`?`) : error;
};

const colorOf = (options: ColorOption, io: Io): boolean => useColor({ flag: options.color, env: io.env, isTTY: io.isTTY });

const ruleNamed = (id: string, rules: readonly Rule[]): Rule => {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const meant = nearest(id, rules.map((candidate) => candidate.id));
  const remedy = meant === undefined ? '`drain-audit rules` lists them' : `did you mean ${meant}?`;
  throw new UsageError(`unknown rule '${id}': ${remedy}`);
};

/** Makes commander throw instead of exiting, and leaves every word of wrong usage to `failed`. */
const quiet = (command: Command, io: Io): Command => {
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => Math.min(io.columns ?? 100, 100),
    });
  }
  return command;
};

const failed = (error: unknown, io: Io): number => {
  if (error instanceof CommanderError && error.exitCode === 0) return exitStatus.clean;
  if (error instanceof CommanderError || error instanceof UsageError) {
    io.stderr.write(usageLine(error.message));
    return exitStatus.usage;
  }
  // Not 1: a defect of the tool must not read as a finding in what it audits.
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`drain-audit: this is a defect in drain-audit, please report it:\n${detail.split('\n').map(printable).join('\n')}\n`);
  return exitStatus.unanalysed;
};
