import { CommanderError, type Command } from 'commander';
import { ConfigurationError } from '../config/configuration-error.js';
import { nearest } from '../config/nearest.js';
import { UsageError } from '../read/usage-error.js';
import { printable } from '../report/printable.js';
import { styleOf, type Style } from '../report/style.js';
import { useColor } from './color.js';
import { buildCommand, subcommands, type Actions, type ColorOption } from './command.js';
import { completionScript } from './completion.js';
import { exitStatus } from './exit-status.js';
import type { Io, Product } from './io.js';
import { ruleNamed } from './rule-named.js';
import { usageLine } from './usage.js';

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

/** What each subcommand needs is loaded when it runs, so that `--help` and wrong usage are immediate. */
const actionsOf = (io: Io, product: Product, finish: (status: number) => void): Actions => {
  const styled = (options: ColorOption): Style => styleOf({ color: colorOf(options, io), width: io.columns });
  return {
    async audit(paths, options) {
      const { auditAction } = await import('./audit-action.js');
      finish(
        await auditAction(paths, options, io, product, colorOf(options, io)).catch((error: unknown) => {
          throw withSubcommandMeant(error, paths);
        }),
      );
    },
    async plan(paths, options) {
      const [{ auditWith }, { planReport }] = await Promise.all([import('./audit-action.js'), import('../report/plan.js')]);
      const { report } = await auditWith(paths, options, io, product);
      io.stdout.write(planReport(report, { color: colorOf(options, io), width: io.columns }));
      for (const { file, reason } of report.unanalysed) io.stderr.write(`not analysed: ${printable(file)}: ${printable(reason)}\n`);
      finish(report.unanalysed.length > 0 ? exitStatus.unanalysed : exitStatus.clean);
    },
    async timeline(paths, options) {
      const [{ auditWith }, { timelineReport }] = await Promise.all([import('./audit-action.js'), import('../report/timeline.js')]);
      const { report } = await auditWith(paths, options, io, product);
      io.stdout.write(timelineReport(report, { color: colorOf(options, io), width: io.columns }));
      for (const { file, reason } of report.unanalysed) io.stderr.write(`not analysed: ${printable(file)}: ${printable(reason)}\n`);
      finish(report.unanalysed.length > 0 ? exitStatus.unanalysed : exitStatus.clean);
    },
    async rules(options) {
      const { rulesText } = await import('./rule-text.js');
      io.stdout.write(rulesText(await product.rules(), styled(options)));
    },
    async explain(id, options) {
      const [{ explainText }, { pageText }, { upkeepRules }] = await Promise.all([import('./rule-text.js'), import('./page-text.js'), import('../config/upkeep.js')]);
      const rule = ruleNamed(id, [...(await product.rules()), ...upkeepRules]);
      const page = product.documentation(id);
      io.stdout.write(page === undefined ? explainText(rule, styled(options)) : pageText(page, styled(options)));
    },
    async baseline(paths, options) {
      const { baselineAction } = await import('./baseline-action.js');
      await baselineAction(paths, options, io, product);
    },
    async init(folder, options) {
      const { initAction } = await import('./init-action.js');
      await initAction(folder, options, io, product);
    },
    async completion(shell, root) {
      const rules = await product.rules();
      io.stdout.write(completionScript(shell, root, rules.map(({ id }) => id)));
    },
  };
};

/** `drain-audit explian x` is read as two paths; whoever typed it meant something else. */
const withSubcommandMeant = (error: unknown, [first = '']: readonly string[]): unknown => {
  const meant = nearest(first, subcommands);
  return error instanceof UsageError && !(error instanceof ConfigurationError) && meant !== undefined ? new UsageError(`${error.message} Did you mean \`drain-audit ${meant}\`?`) : error;
};

const colorOf = (options: ColorOption, io: Io): boolean => useColor({ flag: options.color, env: io.env, isTTY: io.isTTY });

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

/** A configuration can be wrong in many places; the first ones are enough to see what is the matter. */
const mostProblems = 20;

const failed = (error: unknown, io: Io): number => {
  if (error instanceof CommanderError && error.exitCode === 0) return exitStatus.clean;
  if (error instanceof ConfigurationError) {
    for (const line of error.lines.slice(0, mostProblems)) io.stderr.write(`${printable(line)}\n`);
    if (error.lines.length > mostProblems) io.stderr.write(`… and ${error.lines.length - mostProblems} more\n`);
    return exitStatus.usage;
  }
  if (error instanceof CommanderError || error instanceof UsageError) {
    io.stderr.write(usageLine(error.message));
    return exitStatus.usage;
  }
  // Not 1: a defect of the tool must not read as a finding in what it audits.
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr.write(`drain-audit: this is a defect in drain-audit, please report it:\n${detail.split('\n').map(printable).join('\n')}\n`);
  return exitStatus.unanalysed;
};
