import { Argument, Command, Option } from 'commander';
import { UsageError } from '../read/usage-error.js';
import type { Preset, Severity } from '../rule.js';
import { severities } from './exit-status.js';
import { afterHelp, afterPlanHelp, description } from './help.js';

export interface ColorOption {
  /** Undefined when neither `--color` nor `--no-color` is given. */
  color?: boolean;
}

export interface PlanOptions extends ColorOption {
  preset: Preset;
  /** The values of `--rule`; all rules of the preset when empty. */
  rule: string[];
}

export interface AuditOptions extends PlanOptions {
  format: string[];
  failOn: Severity;
  verbose?: boolean;
  kubernetesVersion?: string;
  render?: boolean;
}

/** What each subcommand does; its parsing and its help are this file's. */
export interface Actions {
  audit(paths: string[], options: AuditOptions): Promise<void>;
  plan(paths: string[], options: PlanOptions): Promise<void>;
  rules(options: ColorOption): Promise<void>;
  explain(rule: string, options: ColorOption): Promise<void>;
}

/** The names that are no paths. */
export const subcommands = ['plan', 'rules', 'explain'] as const;

const collect = (value: string, values: string[]): string[] => [...values, value];

const kubernetesVersion = (value: string): string => {
  if (/^v?1\.\d{1,3}(?:\.\d{1,3})?$/.test(value)) return value;
  throw new UsageError(`'${value}' is no version of Kubernetes: write it as in --kubernetes-version 1.33`);
};

const withColor = (command: Command): Command =>
  command.option('--color', 'use colours even when the output is not a terminal').option('--no-color', 'use no colours');

const withPaths = (command: Command): Command =>
  withColor(
    command
      .addArgument(new Argument('[paths...]', 'folders or files of one repository; - for manifests on standard input').default(['.'], 'this folder'))
      .addOption(new Option('--preset <preset>', 'which rules: the ones with the clearest signal, or all').choices(['recommended', 'strict']).default('recommended'))
      .addOption(new Option('--rule <id>', 'only this rule; may be given several times').argParser(collect).default([], 'all of the preset')),
  );

/** The command line, without what it does. */
export const buildCommand = (version: string, actions: Actions): Command => {
  const root = withPaths(new Command('drain-audit'))
    .description(description)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addOption(
      new Option('--format <name[=FILE]>', 'text or json, to standard output or to a file; may be given several times')
        .argParser(collect)
        .default([], 'text'),
    )
    .addOption(new Option('--fail-on <severity>', 'the mildest severity that makes the exit status 1').choices(severities).default('error'))
    .addOption(new Option('--kubernetes-version <1.n>', 'the oldest version that the manifests are for').argParser(kubernetesVersion))
    .option('--render', 'run the installed helm, kustomize or kubectl on charts and overlays; not for code of strangers')
    .option('--verbose', 'also print what the analysis read and what it could not resolve')
    .addHelpText('after', afterHelp)
    .enablePositionalOptions()
    .action((paths: string[], options: AuditOptions) => actions.audit(paths, options));
  const subcommand = (name: (typeof subcommands)[number], summary: string): Command =>
    root
      .command(name)
      .description(summary)
      .helpOption('-h, --help', 'print this help')
      .hook('preAction', () => {
        refuseOptionsBefore(name, root);
      });
  withPaths(subcommand('plan', 'print what happens between the signal and the end of each service'))
    .addHelpText('after', afterPlanHelp)
    .action((paths: string[], options: PlanOptions) => actions.plan(paths, options));
  withColor(subcommand('rules', 'list the rules with their severity, preset and summary')).action((options: ColorOption) => actions.rules(options));
  withColor(subcommand('explain', 'print why a rule matters and how to fix what it finds'))
    .argument('<rule>', 'the id of a rule, as findings print it')
    .action((rule: string, options: ColorOption) => actions.explain(rule, options));
  root.helpCommand(false);
  return root;
};

/** Options before a subcommand would be the audit's own and silently do nothing. */
const refuseOptionsBefore = (name: string, root: Command): void => {
  const given = root.options.find((option) => root.getOptionValueSource(option.attributeName()) === 'cli');
  if (given !== undefined) throw new UsageError(`${given.long ?? given.flags} stands before the subcommand: write options after it, as in drain-audit ${name} …`);
};
