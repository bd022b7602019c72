import path from 'node:path';
import type { OptionValues, Preset, Rule, RuleOption, Severity } from '../rule.js';
import { Problems, quoted, readDataFile, type Data, type Entry, type Problem } from './data-file.js';
import { nearest } from './nearest.js';
import type { ConfiguredRule, ConfiguredService, Settings } from './settings.js';

/** What the configuration must know of a rule. */
export type ConfigurableRule = Pick<Rule, 'id' | 'severity' | 'options'>;

export const presets = ['recommended', 'strict'] as const satisfies readonly Preset[];
export const configuredSeverities = ['error', 'warning', 'info', 'off'] as const satisfies readonly (Severity | 'off')[];
export const topLevelKeys = ['preset', 'rules', 'ignore', 'services', 'timing', 'kubernetes'] as const;
export const serviceKeys = ['entry', 'dockerfile', 'workload'] as const;

/** Everything but the baseline and what flags say. */
export type ParsedSettings = Omit<Settings, 'baseline' | 'configFile' | 'isDiscovered' | 'inlineIgnores'>;

/**
 * Reads `drain-audit.yaml`. Unknown keys, rules and values are problems.
 *
 * @param file as problems name it
 * @param folderToRoot path of the root as seen from the folder that the file is in; empty when it is that
 */
export const parseSettings = (file: string, text: string, rules: readonly ConfigurableRule[], folderToRoot = ''): { settings: ParsedSettings; problems: readonly Problem[] } => {
  const { data, problems: unreadable } = readDataFile(file, text);
  const problems = new Problems();
  const top = data ? problems.table(data, 'the configuration', topLevelKeys) : new Map<string, Entry>();
  const value = <T>(key: (typeof topLevelKeys)[number], read: (data: Data) => T, otherwise: T): T => {
    const entry = top.get(key);
    return entry ? read(entry.value) : otherwise;
  };
  const configured = value('rules', (table) => rulesIn(table, rules, problems), new Map<string, ConfiguredRule>());
  const timed = value('timing', (table) => withTiming(configured, table, rules, problems), configured);
  const settings: ParsedSettings = {
    preset: value('preset', (data) => problems.choice(data, 'preset', presets), undefined),
    rules: timed,
    ignore: value('ignore', (list) => patternsIn(list, folderToRoot, problems), []),
    services: value('services', (table) => servicesIn(table, folderToRoot, problems), []),
    kubernetes: value('kubernetes', (table) => ({ version: versionIn(table, problems) }), { version: undefined }),
  };
  return { settings, problems: [...unreadable, ...problems.list].sort((left, right) => left.line - right.line || left.column - right.column) };
};

const rulesIn = (table: Data, rules: readonly ConfigurableRule[], problems: Problems): Map<string, ConfiguredRule> => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const configured = new Map<string, ConfiguredRule>();
  for (const [id, { keyAt, value }] of problems.table(table, 'rules')) {
    const rule = byId.get(id);
    if (rule) configured.set(id, ruleIn(rule, value, problems));
    else {
      const meant = nearest(id, byId.keys());
      problems.at(keyAt, `Unknown rule ${quoted(id)}: ${meant === undefined ? '`drain-audit rules` lists them' : `did you mean ${meant}?`}`);
    }
  }
  return configured;
};

const ruleIn = (rule: ConfigurableRule, value: Data, problems: Problems): ConfiguredRule => {
  if (value.kind === 'scalar') return withSeverity(problems.choice(value, rule.id, configuredSeverities), new Map());
  const options = rule.options ?? {};
  const table = problems.table(value, rule.id, ['severity', ...Object.keys(options)]);
  const severity = table.get('severity');
  const given = new Map<string, OptionValues[string]>();
  for (const [name, option] of Object.entries(options)) {
    const entry = table.get(name);
    const optionValue = entry && optionIn(option, name, entry.value, problems);
    if (optionValue !== undefined) given.set(name, optionValue);
  }
  return withSeverity(severity && problems.choice(severity.value, 'severity', configuredSeverities), given);
};

const withSeverity = (severity: Severity | 'off' | undefined, options: ConfiguredRule['options']): ConfiguredRule => ({
  isOff: severity === 'off',
  isOn: severity !== undefined && severity !== 'off',
  severity: severity === 'off' ? undefined : severity,
  options,
});

const optionIn = (option: RuleOption, name: string, value: Data, problems: Problems): OptionValues[string] | undefined => {
  switch (option.type) {
    case 'number':
      return problems.number(value, name, option.minimum, option.maximum);
    case 'boolean': {
      const word = problems.choice(value, name, ['true', 'false']);
      return word === undefined ? undefined : word === 'true';
    }
    case 'string':
      return option.choices ? problems.choice(value, name, option.choices) : problems.text(value, name);
  }
};

/** The options that are lengths of time and that more than one rule may have: `timing: { margin: 5 }` sets them all. */
export const timingOptions = (rules: readonly ConfigurableRule[]): ReadonlyMap<string, RuleOption> => {
  const found = new Map<string, RuleOption>();
  for (const { options = {} } of rules) {
    for (const [name, option] of Object.entries(options)) if (option.type === 'number' && option.unit === 's' && !found.has(name)) found.set(name, option);
  }
  return found;
};

/** What a rule says for itself is stronger than what is said for all. */
const withTiming = (configured: ReadonlyMap<string, ConfiguredRule>, table: Data, rules: readonly ConfigurableRule[], problems: Problems): Map<string, ConfiguredRule> => {
  const options = timingOptions(rules);
  const given = problems.table(table, 'timing', [...options.keys()]);
  const result = new Map(configured);
  for (const [name, { value }] of given) {
    const option = options.get(name);
    const seconds = option && optionIn(option, name, value, problems);
    if (seconds === undefined) continue;
    for (const rule of rules) {
      if (!Object.hasOwn(rule.options ?? {}, name)) continue;
      const before = result.get(rule.id) ?? withSeverity(undefined, new Map());
      result.set(rule.id, { ...before, options: new Map([[name, seconds], ...before.options]) });
    }
  }
  return result;
};

const patternsIn = (list: Data, folderToRoot: string, problems: Problems): string[] =>
  problems.items(list, 'ignore').flatMap((item) => {
    const pattern = problems.text(item, 'A pattern');
    return pattern === undefined ? [] : [seenFromRoot(pattern, folderToRoot)];
  });

/** A pattern that is tied to the folder of the configuration, tied to a root below it. */
const seenFromRoot = (pattern: string, folderToRoot: string): string => {
  const [, negation = '', slash = '', body = ''] = /^(!?)(\/?)(.*)$/s.exec(pattern) ?? [];
  const isTied = slash !== '' || body.slice(0, -1).includes('/');
  if (folderToRoot === '' || !isTied || !body.startsWith(`${folderToRoot}/`)) return pattern;
  return `${negation}/${body.slice(folderToRoot.length + 1)}`;
};

const servicesIn = (table: Data, folderToRoot: string, problems: Problems): ConfiguredService[] =>
  [...problems.table(table, 'services')].map(([name, { value }]) => {
    const given = problems.table(value, `service ${quoted(name)}`, serviceKeys);
    const fileOf = (key: 'entry' | 'dockerfile'): string | undefined => {
      const entry = given.get(key);
      const file = entry && problems.text(entry.value, key);
      if (entry === undefined || file === undefined) return undefined;
      const normal = path.posix.normalize(file);
      if (path.posix.isAbsolute(normal) || normal.split('/')[0] === '..') problems.at(entry.value.at, `${key} must be a path below this file's folder.`);
      return folderToRoot !== '' && normal.startsWith(`${folderToRoot}/`) ? normal.slice(folderToRoot.length + 1) : normal;
    };
    const workload = given.get('workload');
    const named = workload && problems.text(workload.value, 'workload');
    if (workload && named !== undefined && !/^[A-Za-z]+\/[\w.-]+(?:\/[\w.-]+)?$/.test(named)) problems.at(workload.value.at, 'workload must be a kind and a name, as in Deployment/orders.');
    return { name, entry: fileOf('entry'), dockerfile: fileOf('dockerfile'), workload: named };
  });

const versionIn = (table: Data, problems: Problems): string | undefined => {
  const version = problems.table(table, 'kubernetes', ['version']).get('version');
  if (version === undefined) return undefined;
  const text = version.value.kind === 'scalar' ? version.value.text : '';
  if (/^1\.\d{1,3}$/.test(text)) return text;
  problems.at(version.value.at, "version must be a minor version of Kubernetes in quotes, as in '1.33'.");
  return undefined;
};
