import path from 'node:path';
import { countsOf, parseBaseline, writeBaseline, type Tolerated } from '../config/baseline.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { baselineName, configName } from '../config/load-settings.js';
import { upkeepRules } from '../config/upkeep.js';
import { readArgument } from '../read/read-tree.js';
import { UsageError } from '../read/usage-error.js';
import { fileAbove } from '../read/file-above.js';
import { printable } from '../report/printable.js';
import { count } from '../report/style.js';
import { auditWith } from './audit-action.js';
import type { BaselineOptions, RuleOptions } from './command.js';
import type { Audited, Io, Product } from './io.js';
import { writeReport } from './output.js';

type Counts = readonly Pick<Tolerated, 'file' | 'rule' | 'count'>[];

/** Writes a baseline of what is found, or takes out of it what has been repaired. */
export const baselineAction = async (paths: string[], options: BaselineOptions, io: Io, product: Product): Promise<void> => {
  const audited = await auditWith(paths, options, io, product, { ignoresBaseline: true });
  const { file, name, folderToRoot, text } = baselineOf(audited, options, io.cwd);
  if (options.prune === true && text === undefined) throw new UsageError(`there is no ${baselineName} to prune: write one with drain-audit baseline`);
  const before = text === undefined ? [] : countsIn(name, text);
  const after = options.prune === true ? pruned(before, audited, folderToRoot) : renewed(before, audited, folderToRoot);
  writeReport(file, io.cwd, writeBaseline(after));
  const sum = (counts: Counts): number => counts.reduce((total, entry) => total + entry.count, 0);
  const files = new Set(after.filter((entry) => entry.count > 0).map((entry) => entry.file)).size;
  const change = options.prune === true ? `, ${sum(before) - sum(after)} fewer than before` : '';
  io.stdout.write(`${count(sum(after), 'finding')} in ${count(files, 'file')} tolerated${change}: ${printable(name)}\n`);
};

/** Where the baseline is or will be: where it was found, else beside the configuration, else in the audited root. */
export const baselineOf = ({ root, prefix }: Pick<Audited, 'root' | 'prefix'>, { baseline }: Pick<RuleOptions, 'baseline'>, cwd: string): { file: string; name: string; folderToRoot: string; text: string | undefined } => {
  if (baseline !== undefined) {
    const file = path.resolve(cwd, baseline);
    return { file, name: baseline, folderToRoot: prefix, text: textOf(file, cwd) };
  }
  const found = fileAbove(root, baselineName);
  if (found) {
    if ('reason' in found) throw new UsageError(`${found.file}: ${found.reason}`);
    return { file: path.resolve(root, found.file), name: found.file, folderToRoot: found.folderToRoot, text: found.text };
  }
  const config = fileAbove(root, configName);
  const folder = config ? path.posix.dirname(config.file) : '.';
  const name = path.posix.join(folder, baselineName);
  return { file: path.resolve(root, name), name, folderToRoot: config?.folderToRoot ?? '', text: undefined };
};

const textOf = (file: string, cwd: string): string | undefined => {
  try {
    return readArgument(file, cwd);
  } catch (error) {
    if (error instanceof UsageError && error.message.startsWith('There is no file')) return undefined;
    throw error;
  }
};

const countsIn = (name: string, text: string): Counts => {
  const { baseline, problems } = parseBaseline(name, text);
  if (problems.length > 0) throw new ConfigurationError(name, problems);
  return baseline.tolerated;
};

const own = new Set(upkeepRules.map(({ id }) => id));

/** What the audit has found, under the names that the baseline has for files. What is about the check itself is never tolerated. */
const foundIn = ({ report }: Audited, folderToRoot: string): Counts =>
  countsOf(report.findings.filter(({ rule }) => !own.has(rule))).map((entry) => ({ ...entry, file: path.posix.join(folderToRoot, entry.file) }));

/** Whether this audit can say anything about an entry: it asked that rule, and saw that part of the repository. */
const isAsked = ({ file, rule }: Counts[number], { asked }: Audited, folderToRoot: string): boolean => asked.includes(rule) && (folderToRoot === '' || file.startsWith(`${folderToRoot}/`));

const renewed = (before: Counts, audited: Audited, folderToRoot: string): Counts => [...before.filter((entry) => !isAsked(entry, audited, folderToRoot)), ...foundIn(audited, folderToRoot)];

const pruned = (before: Counts, audited: Audited, folderToRoot: string): Counts => {
  const found = foundIn(audited, folderToRoot);
  return before.map((entry) => (isAsked(entry, audited, folderToRoot) ? { ...entry, count: Math.min(entry.count, found.find(({ file, rule }) => file === entry.file && rule === entry.rule)?.count ?? 0) } : entry));
};
