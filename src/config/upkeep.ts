import { fingerprintOf } from '../findings.js';
import type { Finding, Location, Related, Rule } from '../rule.js';

/** What a rule says about itself, to people and to reports. */
export type Described = Pick<Rule, 'id' | 'severity' | 'preset' | 'summary' | 'why' | 'fix' | 'references'>;

const documentation = 'https://github.com/drain-audit/drain-audit/blob/main/docs';

const describe = (described: Omit<Described, 'preset' | 'references'>, page: string): Described => ({ preset: 'recommended', references: [`${documentation}/${page}`], ...described });

/**
 * What is found about the check itself and not about a service: ignores, baseline and configuration that have gone wrong
 * or were weakened. They are findings, so that every format shows them where they are, and their severity is configured
 * like that of rules.
 */
export const upkeep = {
  malformedIgnore: describe(
    {
      id: 'malformed-ignore',
      severity: 'warning',
      summary: 'An ignore names no rule or gives no reason, so it silences nothing.',
      why: 'An ignore without a rule silences more than was meant, and one without a reason cannot be judged by whoever reads it next.',
      fix: 'Write `drain-audit-ignore-next-line <rule> -- <reason>`, or the annotation `drain-audit/ignore: <rule> -- <reason>`.',
    },
    'configuration.md#ignores',
  ),
  unusedIgnore: describe(
    {
      id: 'unused-ignore',
      severity: 'warning',
      summary: 'An ignore silences nothing.',
      why: 'What it silenced has been repaired or has moved. Left in place, it will silence the next such fault without anybody noticing.',
      fix: 'Remove the ignore, or move it to the line before the finding.',
    },
    'configuration.md#ignores',
  ),
  staleBaselineEntry: describe(
    {
      id: 'stale-baseline-entry',
      severity: 'warning',
      summary: 'The baseline tolerates more findings than there are.',
      why: 'What has been repaired may come back unnoticed as long as the baseline tolerates it.',
      fix: 'Run `drain-audit baseline --prune`, which takes out what has been repaired and never adds anything.',
    },
    'baseline.md',
  ),
  baselineGrowth: describe(
    {
      id: 'baseline-growth',
      severity: 'error',
      summary: 'A change makes the baseline tolerate more than before.',
      why: 'A baseline is for what was there before drain-audit was. A change that adds to it lets a new fault in.',
      fix: 'Repair what is new instead, or silence it where it is, with a reason: `drain-audit-ignore-next-line <rule> -- <reason>`.',
    },
    'baseline.md',
  ),
  configurationChanged: describe(
    {
      id: 'configuration-changed',
      severity: 'info',
      summary: 'A change touches what this check is told to ignore.',
      why: 'A change that switches off a rule or ignores a finding passes its own check. Somebody should look at it.',
      fix: 'Review it like code. In continuous integration, `--config` and `--baseline` from the target branch keep a change from weakening its own check.',
    },
    'ci.md',
  ),
} as const;

export const upkeepRules: readonly Described[] = Object.values(upkeep);

/** A finding about the check itself. It belongs to no service. */
export const upkeepFinding = (rule: Described, location: Location, message: string, related: Related[] = []): Finding => ({
  rule: rule.id,
  severity: rule.severity,
  confidence: 'high',
  service: '',
  message,
  fingerprint: fingerprintOf(rule.id, location.file, '', message),
  location,
  related,
});
