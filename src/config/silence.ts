import { byPlace } from '../findings.js';
import type { Tree } from '../read/tree.js';
import type { Finding, Location } from '../rule.js';
import { compareWithBaseline, grownSince, parseBaseline, type Baseline } from './baseline.js';
import { Changes, type Base } from './changes.js';
import { annotationKey, holdsFor, ignoresIn, nextLineDirective, type Ignore, type Ignores } from './ignores.js';
import type { Settings } from './settings.js';
import { upkeep, upkeepFinding } from './upkeep.js';

/** What is left to report, and how much is not. */
export interface Silenced {
  readonly findings: Finding[];
  /** How many findings comments and annotations silence, the baseline tolerates, and lie outside of the change. */
  readonly suppressed: { inline: number; baseline: number; unchanged?: number };
}

/** Rules by what is known of them: an ignore of a rule that was not asked may well be needed. */
export interface AskedRules {
  readonly asked: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/**
 * Takes out of findings what comments, annotations and the baseline silence and what a change does not touch, and adds
 * what is wrong with those.
 *
 * @param base with it, only what the change since then touches is reported
 */
export const silence = (tree: Tree, findings: readonly Finding[], settings: Settings, { asked, known }: AskedRules, base?: Base): Silenced => {
  const { ignores, malformed } = settings.inlineIgnores ? allIgnores(tree, findings) : { ignores: [], malformed: [] };
  const used = new Map<Ignore, Set<string>>();
  const byFile = groupedByFile(ignores);
  const heard = findings.filter((finding) => {
    const holding = (byFile.get(finding.location.file) ?? []).filter((ignore) => holdsFor(ignore, finding));
    for (const ignore of holding) used.set(ignore, (used.get(ignore) ?? new Set()).add(finding.rule));
    return holding.length === 0;
  });
  const { baseline } = settings;
  const compared = baseline ? compareWithBaseline(heard, baseline, settings.isDiscovered) : { kept: heard, tolerated: 0, stale: [] };
  const changes = base && new Changes(base, tree);
  const inChange = (finding: Finding): boolean => !changes || [finding.location, ...finding.related.map(({ location }) => location)].some((place) => changes.includes(place));
  const kept = compared.kept.filter(inChange);

  // What has become needless in a file that the change touches is the change's doing.
  const isTouched = (file: string): boolean => !changes || changes.touches(file);
  const unused = ignores.filter((ignore) => isTouched(ignore.at.file)).flatMap((ignore) => unusedIgnores(ignore, used.get(ignore) ?? new Set(), { asked, known }));
  const stale = compared.stale.filter(({ file, rule }) => tree.selected(file) && (asked.has(rule) || !known.has(rule)) && isTouched(file));
  const own = [
    ...malformed.map(({ at, why }) => upkeepFinding(upkeep.malformedIgnore, at, malformedMessages[why])).filter(inChange),
    ...unused,
    ...stale.map(({ file, rule, count, found, at }) => upkeepFinding(upkeep.staleBaselineEntry, at, `The baseline tolerates ${String(count)} of ${rule} in ${file}, and there ${found === 1 ? 'is' : 'are'} ${found === 0 ? 'none' : String(found)}. Run \`drain-audit baseline --prune\`.`)),
    ...(base && changes ? weakened(tree, settings, ignores, changes, base) : []),
  ];
  return {
    findings: [...kept, ...withConfiguredSeverity(own, settings)].sort(byPlace),
    suppressed: { inline: findings.length - heard.length, baseline: compared.tolerated, ...(changes ? { unchanged: compared.kept.length - kept.length } : {}) },
  };
};

/** Findings without those that comments in their own file silence, for whoever looks at one file. */
export const heardIn = (file: string, text: string, findings: readonly Finding[]): readonly Finding[] => {
  const own = ignoresIn(file, text).ignores.filter(({ origin }) => origin === 'own');
  return own.length === 0 ? findings : findings.filter((finding) => !own.some((ignore) => holdsFor(ignore, finding)));
};

/** Files in which an ignore can matter: those that rules read. */
const mayHoldIgnores = /\.(?:[cm]?[jt]sx?|ya?ml|sh|bash|service|toml|hcl|nomad|conf)$|(?:^|\/)(?:[\w.-]*Dockerfile[\w.-]*|[\w.-]*Containerfile[\w.-]*|Procfile)$/;
const isTestOrGenerated = /(?:^|\/)(?:__tests?__|tests?|specs?|fixtures|vendor|coverage|dist|build)\/|\.(?:test|spec)\.[cm]?[jt]sx?$|\.min\.js$/;

const allIgnores = (tree: Tree, findings: readonly Finding[]): Ignores => {
  const withFindings = new Set(findings.map(({ location }) => location.file));
  const files = tree.files.filter((file) => withFindings.has(file) || (tree.selected(file) && mayHoldIgnores.test(file) && !isTestOrGenerated.test(file)));
  const each = files.map((file) => ignoresIn(file, tree.text(file) ?? ''));
  return { ignores: each.flatMap(({ ignores }) => ignores), malformed: each.flatMap(({ malformed }) => malformed) };
};

const groupedByFile = (ignores: readonly Ignore[]): ReadonlyMap<string, Ignore[]> => {
  const byFile = new Map<string, Ignore[]>();
  for (const ignore of ignores) {
    const list = byFile.get(ignore.at.file);
    if (list) list.push(ignore);
    else byFile.set(ignore.at.file, [ignore]);
  }
  return byFile;
};

const malformedMessages = {
  rule: `This silences nothing, because it names no rule: write \`${nextLineDirective} <rule> -- <reason>\`, or \`${annotationKey}: <rule> -- <reason>\`.`,
  reason: `This silences nothing, because it gives no reason: write the rule, two dashes and the reason, as in \`${nextLineDirective} <rule> -- <reason>\`.`,
};

const unusedIgnores = (ignore: Ignore, used: ReadonlySet<string>, { asked, known }: AskedRules): Finding[] => {
  if (ignore.origin === 'eslint') return [];
  return ignore.rules.flatMap((rule) => {
    if (!known.has(rule)) return [upkeepFinding(upkeep.unusedIgnore, ignore.at, `There is no rule ${rule}, so this silences nothing. \`drain-audit rules\` lists them.`)];
    return used.has(rule) || !asked.has(rule) ? [] : [upkeepFinding(upkeep.unusedIgnore, ignore.at, `${rule} finds nothing here any more. Remove this ignore.`)];
  });
};

/** What a change does to the check itself. */
const weakened = (tree: Tree, settings: Settings, ignores: readonly Ignore[], changes: Changes, base: Base): Finding[] => {
  const { configFile, baseline, isDiscovered } = settings;
  const line = configFile === undefined ? undefined : changes.firstIn(configFile);
  return [
    ...(configFile === undefined || line === undefined ? [] : [upkeepFinding(upkeep.configurationChanged, lineOf(configFile, line), 'This change touches the configuration of drain-audit. Look at what it switches off.')]),
    ...tree.files.filter((file) => /(?:^|\/)\.gitignore$/.test(file) && changes.touches(file)).map((file) => upkeepFinding(upkeep.configurationChanged, lineOf(file, changes.firstIn(file) ?? 1), 'This change touches what git ignores, which is not read either. Look at what it hides.')),
    ...ignores.filter(({ at }) => changes.includes(at)).map(({ rules, at }) => upkeepFinding(upkeep.configurationChanged, at, `This change silences ${rules.join(', ')} here. Look at the reason.`)),
    ...(baseline && isDiscovered ? growth(baseline, base) : []),
  ];
};

/** The first baseline grows from nothing, and that is what it is for. */
const growth = (baseline: Baseline, base: Base): Finding[] => {
  const text = base.textOf(baseline.file);
  if (text === undefined) return [];
  const before = parseBaseline(baseline.file, text, baseline.folderToRoot).baseline;
  return grownSince(before, baseline).map((entry) =>
    upkeepFinding(upkeep.baselineGrowth, entry.at, `This change makes the baseline tolerate ${String(entry.count)} of ${entry.rule} in ${entry.file}, where it was ${entry.before === 0 ? 'none' : String(entry.before)}. Repair what is new instead.`),
  );
};

const lineOf = (file: string, line: number): Location => ({ file, startLine: line, startColumn: 1, endLine: line, endColumn: 2 });

const withConfiguredSeverity = (findings: readonly Finding[], { rules }: Settings): Finding[] =>
  findings.flatMap((finding) => {
    const configured = rules.get(finding.rule);
    return configured?.isOff === true ? [] : [{ ...finding, severity: configured?.severity ?? finding.severity }];
  });
