import path from 'node:path';
import { jsonText } from '../report/json-text.js';
import type { Finding, Location } from '../rule.js';
import { Problems, quoted, readDataFile, type Problem } from './data-file.js';

/** How many findings of a rule are tolerated in a file. Counted, because lines move and counts do not. */
export interface Tolerated {
  /** Relative to the root, as findings name it. */
  readonly file: string;
  readonly rule: string;
  readonly count: number;
  /** Where the baseline says so. */
  readonly at: Location;
}

export interface Baseline {
  /** As places name it. */
  readonly file: string;
  /** Path of the root as seen from the baseline's folder. */
  readonly folderToRoot: string;
  readonly tolerated: readonly Tolerated[];
}

const heading = `# Findings that are tolerated for now: how many, by file and rule. \`drain-audit baseline\` writes this, and
# \`drain-audit baseline --prune\` takes out what has been repaired.`;

const key = (file: string, rule: string): string => `${file}\0${rule}`;

/** Plain where YAML reads it as the same text, else in double quotes, in which every character can be written. */
const yamlKey = (text: string): string =>
  /^[A-Za-z_][\w./@+-]*[./][\w./@+-]*$/.test(text) ? text : jsonText(text);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The counts as a file: sorted, one line a count, so that two branches that change different counts merge. */
export const writeBaseline = (counts: readonly Pick<Tolerated, 'file' | 'rule' | 'count'>[]): string => {
  const sorted = counts.filter(({ count }) => count > 0).toSorted((left, right) => compare(left.file, right.file) || compare(left.rule, right.rule));
  const lines = sorted.flatMap(({ file, rule, count }, index) => [...(file === sorted[index - 1]?.file ? [] : [`  ${yamlKey(file)}:`]), `    ${rule}: ${String(count)}`]);
  return `${[heading, 'version: 1', lines.length === 0 ? 'findings: {}' : 'findings:', ...lines].join('\n')}\n`;
};

/**
 * Reads a baseline.
 *
 * @param file as places name it
 * @param folderToRoot path of the root as seen from the baseline's folder, which the paths in it are relative to
 */
export const parseBaseline = (file: string, text: string, folderToRoot = ''): { baseline: Baseline; problems: readonly Problem[] } => {
  const { data, problems: unreadable } = readDataFile(file, text);
  const problems = new Problems();
  const top = data ? problems.table(data, 'the baseline', ['version', 'findings']) : undefined;
  const version = top?.get('version');
  if (version) problems.choice(version.value, 'version', ['1']);
  const findings = top?.get('findings');
  const tolerated = [...(findings ? problems.table(findings.value, 'findings') : [])].flatMap(([name, { keyAt, value }]): Tolerated[] => {
    if (name === '' || path.posix.isAbsolute(name) || path.posix.normalize(name) !== name || name.split('/')[0] === '..') {
      problems.at(keyAt, `${quoted(name)} must be a path below this file's folder, without . and ..`);
      return [];
    }
    const rules = problems.table(value, quoted(name));
    if (folderToRoot !== '' && !name.startsWith(`${folderToRoot}/`)) return [];
    const inRoot = folderToRoot === '' ? name : name.slice(folderToRoot.length + 1);
    return [...rules].flatMap(([rule, entry]): Tolerated[] => {
      const count = problems.number(entry.value, quoted(rule), 1, 1_000_000);
      return count === undefined ? [] : [{ file: inRoot, rule, count, at: entry.keyAt }];
    });
  });
  return { baseline: { file, folderToRoot, tolerated }, problems: [...unreadable, ...problems.list] };
};

/** How many findings each file and rule has. */
export const countsOf = (findings: readonly Finding[]): Pick<Tolerated, 'file' | 'rule' | 'count'>[] => {
  const counts = new Map<string, { file: string; rule: string; count: number }>();
  for (const { rule, location } of findings) {
    const entry = counts.get(key(location.file, rule));
    if (entry) entry.count += 1;
    else counts.set(key(location.file, rule), { file: location.file, rule, count: 1 });
  }
  return [...counts.values()];
};

/** What a baseline makes of findings. */
export interface Compared {
  /** Not tolerated: where a file has more findings of a rule than it may, all of them, for which one is new cannot be told. */
  readonly kept: readonly Finding[];
  readonly tolerated: number;
  /** Tolerated, but not there any more, wholly or in part. */
  readonly stale: readonly (Tolerated & { readonly found: number })[];
}

/**
 * Takes out the findings that a baseline tolerates.
 *
 * @param pointsAtIt whether findings that exceed it say so, with its place
 */
export const compareWithBaseline = (findings: readonly Finding[], baseline: Baseline, pointsAtIt = false): Compared => {
  const entries = new Map(baseline.tolerated.map((entry) => [key(entry.file, entry.rule), entry]));
  const found = new Map(countsOf(findings).map((entry) => [key(entry.file, entry.rule), entry.count]));
  const kept = findings.flatMap((finding) => {
    const kind = key(finding.location.file, finding.rule);
    const [number, entry] = [found.get(kind) ?? 0, entries.get(kind)];
    if (entry === undefined) return [finding];
    if (number <= entry.count) return [];
    return [pointsAtIt ? { ...finding, related: [...finding.related, { message: `of these ${String(number)} in the file, the baseline tolerates ${String(entry.count)}`, location: entry.at }] } : finding];
  });
  const stale = baseline.tolerated.flatMap((entry) => {
    const number = found.get(key(entry.file, entry.rule)) ?? 0;
    return number < entry.count ? [{ ...entry, found: number }] : [];
  });
  return { kept, tolerated: findings.length - kept.length, stale };
};

/** The counts of a baseline that are higher than they were. */
export const grownSince = (before: Baseline, now: Baseline): (Tolerated & { readonly before: number })[] => {
  const counts = new Map(before.tolerated.map((entry) => [key(entry.file, entry.rule), entry.count]));
  return now.tolerated.flatMap((entry) => {
    const number = counts.get(key(entry.file, entry.rule)) ?? 0;
    return entry.count > number ? [{ ...entry, before: number }] : [];
  });
};
