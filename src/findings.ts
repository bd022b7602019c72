import { createHash } from 'node:crypto';
import type { AnyRule, Finding, Fix, Located, MessageData, Models, OptionValues, Report, Reported, Rule, Severity, Subject } from './rule.js';
import { fillMessage, optionValues, severityRank } from './rule.js';

/** The models of one tree. Services are asked about their plans and as wholes. */
export interface Audited {
  readonly services?: readonly Models['service'][];
  readonly chains?: readonly Models['chain'][];
  readonly contracts?: readonly Models['contract'][];
}

/** What the configuration says about one rule. */
export interface RuleSetting {
  /** Instead of the rule's own. A finding that is less than proven stays below it. */
  readonly severity?: Severity | undefined;
  readonly options: ReadonlyMap<string, OptionValues[string]>;
}

/** Related places of one finding, beyond which those of other services say nothing new. */
const relatedLimit = 6;

/** Asks rules about models. A fact that holds for several services is reported once, for the first of them, with the places of the others beside it. */
export const runRules = ({ services = [], chains = [], contracts = [] }: Audited, rules: readonly AnyRule[], settings: ReadonlyMap<string, RuleSetting> = new Map()): Finding[] => {
  const found = new Map<string, Finding>();
  const reportFor = (rule: AnyRule, name: string): Report => ({
    at: (place, message, data) => {
      const finding = findingOf(rule, settings.get(rule.id)?.severity ?? rule.severity, name, place, message, data);
      const { file, startLine, startColumn } = finding.location;
      const key = `${rule.id}\0${file}\0${String(startLine)}\0${String(startColumn)}`;
      const known = found.get(key);
      if (!known) found.set(key, finding);
      return new Reporting(finding, rule.severity, known);
    },
  });
  /** What a manifest was made from belongs to everything that is found in it. */
  const withOrigin = (report: Report, origin: Models['contract']['origin']): Report => ({
    at: (place, message, data) => report.at(place, message, data).related(origin, origin?.message ?? ''),
  });
  const ask = <S extends Subject>(rule: Rule<S>, models: readonly Models[S][]): void => {
    const options = optionValues(rule, settings.get(rule.id)?.options);
    for (const model of models) {
      const made = reportFor(rule as AnyRule, model.name);
      rule.check(model, 'origin' in model ? withOrigin(made, model.origin) : made, options);
    }
  };
  for (const rule of rules) {
    switch (rule.subject) {
      case 'chain':
        ask<'chain'>(rule, chains);
        break;
      case 'contract':
        ask<'contract'>(rule, contracts);
        break;
      case 'plan':
        ask<'plan'>(rule, services);
        break;
      case 'service':
        ask<'service'>(rule, services);
        break;
    }
  }
  return [...found.values()].sort(byPlace);
};

class Reporting implements Reported {
  readonly #finding: Finding;
  /** What the rule itself says, whatever is configured. */
  readonly #own: Severity;
  /** What was reported of this very place before, for another service. */
  readonly #known: Finding | undefined;

  constructor(finding: Finding, own: Severity, known: Finding | undefined) {
    this.#finding = finding;
    this.#own = own;
    this.#known = known;
  }

  related(place: Located | undefined, message: string): this {
    if (!place) return this;
    this.#finding.related.push({ message, location: place.at });
    const known = this.#known;
    if (known && known.related.length < relatedLimit && ![known, ...known.related].some(({ location }) => isSamePlace(location, place.at))) known.related.push({ message, location: place.at });
    return this;
  }

  atMost(severity: Severity): this {
    // No less than the rule always says is no doubt, so a configured severity holds.
    if (severityRank[severity] < Math.min(severityRank[this.#own], severityRank[this.#finding.severity])) this.#finding.severity = severity;
    return this;
  }

  fix(fix: Fix | undefined): this {
    if (fix) this.#finding.fix = fix;
    return this;
  }
}

const isSamePlace = (left: Finding['location'], right: Finding['location']): boolean => left.file === right.file && left.startLine === right.startLine && left.startColumn === right.startColumn;

const findingOf = (rule: AnyRule, severity: Severity, service: string, place: Located, message: string, data: MessageData | undefined): Finding => {
  const template = rule.messages[message];
  if (template === undefined) throw new Error(`${rule.id} has no message "${message}"`);
  const text = fillMessage(template, data);
  return {
    rule: rule.id,
    severity,
    confidence: 'high',
    service,
    message: text,
    fingerprint: fingerprintOf(rule.id, place.at.file, service, text),
    location: place.at,
    related: [],
  };
};

/** What stays the same of a finding from day to day. Lines move; what is said about which file and service does not. */
export const fingerprintOf = (rule: string, file: string, service: string, message: string): string =>
  createHash('sha256').update([rule, file, service, message].join('\0')).digest('hex').slice(0, 32);

/** The order of findings in every report: by place, then by rule. */
export const byPlace = (left: Finding, right: Finding): number =>
  compare(left.location.file, right.location.file) || left.location.startLine - right.location.startLine || left.location.startColumn - right.location.startColumn || compare(left.rule, right.rule);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
