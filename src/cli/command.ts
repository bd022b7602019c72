import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../read/usage-error.js';
import type { Preset, Severity } from '../rule.js';
import { shells, type Shell } from './completion.js';
import { severities } from './exit-status.js';
import { afterBaselineHelp, afterHelp, afterInitHelp, afterPlanHelp, afterTimelineHelp, description } from './help.js';

export interface ColorOption {
  /** Undefined when neither `--color` nor `--no-color` is given. */
  color?: boolean;
}

/** Which rules are asked, and what may silence them. */
export interface RuleOptions extends ColorOption {
  /** Undefined when the configuration decides. */
  preset?: Preset;
  /** The values of `--rule`; all rules of the preset when empty. */
  rule: string[];
  config?: string;
  baseline?: string;
  inlineIgnores: boolean;
}

export interface AuditOptions extends RuleOptions {
  format: string[];
  failOn: Severity;
  maxWarnings?: number;
  changedSince?: string;
  fix?: boolean;
  fixDryRun?: boolean;
  quiet?: boolean;
  stats?: boolean;
  verbose?: boolean;
  kubernetesVersion?: string;
  render?: boolean;
}

export interface BaselineOptions extends RuleOptions {
  prune?: boolean;
}

export interface InitOptions extends ColorOption {
  yes?: boolean;
}

/** What each subcommand does; its parsing and its help are this file's. */
export interface Actions {
  audit(paths: string[], options: AuditOptions): Promise<void>;
  plan(paths: string[], options: RuleOptions): Promise<void>;
  timeline(paths: string[], options: RuleOptions): Promise<void>;
  rules(options: ColorOption): Promise<void>;
  explain(rule: string, options: ColorOption): Promise<void>;
  baseline(paths: string[], options: BaselineOptions): Promise<void>;
  init(folder: string, options: InitOptions): Promise<void>;
  completion(shell: Shell, root: Command): Promise<void>;
}

/** The names that are no paths. */
export const subcommands = ['plan', 'timeline', 'rules', 'explain', 'baseline', 'init', 'completion'] as const;

const collect = (value: string, values: string[]): string[] => [...values, value];

const wholeNumber = (value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
};

const kubernetesVersion = (value: string): string => {
  if (/^v?1\.\d{1,3}(?:\.\d{1,3})?$/.test(value)) return value;
  throw new UsageError(`'${value}' is no version of Kubernetes: write it as in --kubernetes-version 1.33`);
};

const withColor = (command: Command): Command =>
  command.option('--color', 'use colours even when the output is not a terminal').option('--no-color', 'use no colours');

const withRules = (command: Command): Command =>
  withColor(
    command
      .addArgument(new Argument('[paths...]', 'folders or files of one repository; - for manifests on standard input').default(['.'], 'this folder'))
      .addOption(new Option('--preset <preset>', 'which rules: the ones with the clearest signal, or all (default: as configured, else recommended)').choices(['recommended', 'strict']))
      .addOption(new Option('--rule <id>', 'only this rule; may be given several times').argParser(collect).default([], 'all of the preset'))
      .addOption(new Option('--config <file>', 'this configuration instead of drain-audit.yaml, and no baseline but a named one'))
      .addOption(new Option('--baseline <file>', 'this baseline instead of drain-audit-baseline.yaml, and no configuration but a named one'))
      .option('--no-inline-ignores', 'report what comments and annotations silence too'),
  );

/** The command line, without what it does. */
export const buildCommand = (version: string, actions: Actions): Command => {
  const root = withRules(new Command('drain-audit'))
    .description(description)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addOption(
      new Option('--format <name[=FILE]>', 'text, json, sarif, github, gitlab, junit, markdown or html, to standard output or to a file; may be given several times')
        .argParser(collect)
        .default([], 'text'),
    )
    .addOption(new Option('--changed-since <revision>', 'report only what has to do with lines changed since a branch, a tag or a commit'))
    .addOption(new Option('--fail-on <severity>', 'the mildest severity that makes the exit status 1').choices(severities).default('error'))
    .addOption(new Option('--max-warnings <number>', 'more warnings than this make the exit status 1').argParser(wholeNumber))
    .option('--fix', 'make the repairs that findings offer and that another audit confirms, then report what is left')
    .addOption(new Option('--fix-dry-run', 'print those repairs as a diff and change nothing').conflicts('fix'))
    .option('--quiet', 'report errors only, and nothing at all when there are none')
    .option('--stats', 'print what the analysis read and how long it took, on standard error')
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
  withRules(subcommand('plan', 'print what happens between the signal and the end of each service'))
    .addHelpText('after', afterPlanHelp)
    .action((paths: string[], options: RuleOptions) => actions.plan(paths, options));
  withRules(subcommand('timeline', 'draw one termination of each service against the time that its platform gives it'))
    .addHelpText('after', afterTimelineHelp)
    .action((paths: string[], options: RuleOptions) => actions.timeline(paths, options));
  withColor(subcommand('rules', 'list the rules with their severity, preset and summary')).action((options: ColorOption) => actions.rules(options));
  withColor(subcommand('explain', 'print why a rule matters and how to fix what it finds, with examples'))
    .argument('<rule>', 'the id of a rule, as findings print it')
    .action((rule: string, options: ColorOption) => actions.explain(rule, options));
  withRules(subcommand('baseline', 'tolerate the findings that there are now, so that only new ones are reported'))
    .option('--prune', 'only take out what has been repaired; never adds anything')
    .addHelpText('after', afterBaselineHelp)
    .action((paths: string[], options: BaselineOptions) => actions.baseline(paths, options));
  withColor(subcommand('init', 'set drain-audit up here: a configuration, a baseline and a workflow'))
    .addArgument(new Argument('[folder]', 'the repository').default('.', 'this folder'))
    .option('--yes', 'ask nothing and take what would be proposed')
    .addHelpText('after', afterInitHelp)
    .action((folder: string, options: InitOptions) => actions.init(folder, options));
  subcommand('completion', 'print a script that completes the command line in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .action((shell: Shell) => actions.completion(shell, root));
  root.helpCommand(false);
  return root;
};

/** Options before a subcommand would be the audit's own and silently do nothing. */
const refuseOptionsBefore = (name: string, root: Command): void => {
  const given = root.options.find((option) => root.getOptionValueSource(option.attributeName()) === 'cli');
  if (given !== undefined) throw new UsageError(`${given.long ?? given.flags} stands before the subcommand: write options after it, as in drain-audit ${name} …`);
};
