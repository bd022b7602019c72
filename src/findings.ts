import { createHash } from 'node:crypto';
import type { AnyRule, Finding, Located, MessageData, Reported, Severity } from './rule.js';
import { fillMessage } from './rule.js';
import type { Service } from './service/service.js';

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Asks rules about services. A fact that holds for several services is reported once, for the first of them. */
export const runRules = (services: readonly Service[], rules: readonly AnyRule[]): Finding[] => {
  const found = new Map<string, Finding>();
  for (const rule of rules) {
    for (const service of services) {
      rule.check(service, {
        at: (place, message, data) => {
          const finding = findingOf(rule, service, place, message, data);
          const { file, startLine, startColumn } = finding.location;
          const key = `${rule.id}\0${file}\0${String(startLine)}\0${String(startColumn)}`;
          const kept = found.get(key);
          if (!kept) found.set(key, finding);
          return new Reporting(finding);
        },
      });
    }
  }
  return [...found.values()].sort(byPlace);
};

class Reporting implements Reported {
  readonly #finding: Finding;

  constructor(finding: Finding) {
    this.#finding = finding;
  }

  related(place: Located | undefined, message: string): this {
    if (place) this.#finding.related.push({ message, location: place.at });
    return this;
  }

  atMost(severity: Severity): this {
    if (rank[severity] < rank[this.#finding.severity]) this.#finding.severity = severity;
    return this;
  }
}

const findingOf = (rule: AnyRule, service: Service, place: Located, message: string, data: MessageData | undefined): Finding => {
  const template = rule.messages[message];
  if (template === undefined) throw new Error(`${rule.id} has no message "${message}"`);
  const text = fillMessage(template, data);
  return {
    rule: rule.id,
    severity: rule.severity,
    confidence: 'high',
    service: service.name,
    message: text,
    // Lines move; what is said about which file and service does not.
    fingerprint: createHash('sha256').update([rule.id, place.at.file, service.name, text].join('\0')).digest('hex').slice(0, 32),
    location: place.at,
    related: [],
  };
};

const byPlace = (left: Finding, right: Finding): number =>
  compare(left.location.file, right.location.file) || left.location.startLine - right.location.startLine || left.location.startColumn - right.location.startColumn || compare(left.rule, right.rule);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
