import type { Chain } from './chain/chain.js';
import type { Contract } from './contract/contract.js';
import type { Service } from './service/service.js';

export type Severity = 'error' | 'warning' | 'info';
/** Severities in order. */
export const severityRank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };
export type Preset = 'recommended' | 'strict';
/** The model a rule reads. One rule reads exactly one. */
export type Subject = keyof Models;

/** What a rule of each subject is asked about. */
export interface Models {
  plan: Service;
  chain: Chain;
  contract: Contract;
  service: Service;
}

/** A span in a file. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
export interface Location {
  /** Relative to the audited root, `/`-separated. */
  file: string;
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

/** Anything a rule can point at. */
export interface Located {
  readonly at: Location;
}

export interface Related {
  message: string;
  location: Location;
}

/** One finding: a fact about a running process, where it stands in the code, and the places that make it believable. */
export interface Finding {
  rule: string;
  severity: Severity;
  confidence: 'high' | 'medium' | 'low';
  service: string;
  message: string;
  fingerprint: string;
  location: Location;
  related: Related[];
  /** The repair, where one is mechanical and safe. */
  fix?: Fix;
}

/** One replacement in a file's text. Offsets count UTF-16 units from 0; the end is exclusive. */
export interface Edit {
  file: string;
  start: number;
  end: number;
  text: string;
}

/** A mechanical repair: all of its edits or none. */
export interface Fix {
  /** What it does, as an editor's menu shows it: "Listen for SIGTERM too". */
  title: string;
  edits: readonly Edit[];
}

/** Values that fill `{{name}}` in a message. */
export type MessageData = Readonly<Record<string, string | number>>;

/** What `report.at` gives back, to add to the finding just made. */
export interface Reported {
  /** Adds a place that takes part: "SIGTERM is handled here". */
  related(place: Located | undefined, message: string): Reported;
  /** Lowers the severity of this finding where the evidence is strong but not a proof. Never raises it. */
  atMost(severity: Severity): Reported;
  /** Offers a repair. Without one, nothing changes. */
  fix(fix: Fix | undefined): Reported;
}

/** A number, a switch or a word of a rule that the configuration may set: `missing-propagation-delay: { seconds: 10 }`. */
export type RuleOption =
  | { type: 'number'; default: number; /** As in "s" or "%". */ unit?: string; minimum?: number; maximum?: number; description: string }
  | { type: 'boolean'; default: boolean; description: string }
  | { type: 'string'; default: string; /** The only values, where there are few. */ choices?: readonly string[]; description: string };

/** The options of a rule by their names. */
export type RuleOptions = Readonly<Record<string, RuleOption>>;

/** What `check` is given: the configured values, defaults where nothing is configured. */
export type OptionValues<O extends RuleOptions = RuleOptions> = {
  readonly [Name in keyof O]: O[Name] extends { type: 'number' } ? number : O[Name] extends { type: 'boolean' } ? boolean : O[Name] extends { type: 'string' } ? string : number | boolean | string;
};

/** Handed to a rule's `check`. `M` names the rule's messages. */
export interface Report<M extends string = string> {
  at(place: Located, message: M, data?: MessageData): Reported;
}

/**
 * A rule: metadata first, then a question put to one model. The one object feeds the ESLint meta, the documentation,
 * SARIF and the configuration schema. File name = id = docs page = fixture folder = test.
 */
export interface Rule<S extends Subject = Subject, M extends string = string, O extends RuleOptions = RuleOptions> {
  id: string;
  subject: S;
  /** Severity of a finding unless the configuration says otherwise. */
  severity: Severity;
  /** The smallest preset that reports it. */
  preset: Preset;
  /** `file` when one file decides it, so that ESLint needs no project. */
  scope: 'file' | 'program';
  summary: string;
  why: string;
  fix: string;
  references: readonly string[];
  messages: Readonly<Record<M, string>>;
  /** What the configuration may set. Feeds the validation, the JSON Schema and the documentation. */
  options?: O;
  check(model: Models[S], report: Report<M>, options: OptionValues<O>): void;
}

/** A rule whose messages are no longer told apart by type, as collections of rules hold them. */
export type AnyRule = { [S in Subject]: Rule<S> }[Subject];

/** Defines a rule; what goes in comes out, with the message names checked against their uses. */
export const defineRule = <S extends Subject, M extends string, O extends RuleOptions = RuleOptions>(rule: Rule<S, M, O>): Rule<S> => rule;

/** The values of a rule's options: those given, else the defaults. */
export const optionValues = (rule: Pick<Rule, 'options'>, given: ReadonlyMap<string, OptionValues[string]> = new Map()): OptionValues =>
  Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, given.get(name) ?? option.default]));

/** Fills `{{name}}` in a message; a name without a value is left as it stands, so that a test can find it. */
export const fillMessage = (template: string, data: MessageData = {}): string =>
  template.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(data[name] ?? whole));
