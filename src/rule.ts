import type { Service } from './service/service.js';

export type Severity = 'error' | 'warning' | 'info';
export type Preset = 'recommended' | 'strict';
/** The model a rule reads. One rule reads exactly one. */
export type Subject = 'plan' | 'chain' | 'contract' | 'service';

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
}

/** Values that fill `{{name}}` in a message. */
export type MessageData = Readonly<Record<string, string | number>>;

/** What `report.at` gives back, to add to the finding just made. */
export interface Reported {
  /** Adds a place that takes part: "SIGTERM is handled here". */
  related(place: Located | undefined, message: string): Reported;
  /** Lowers the severity of this finding where the evidence is strong but not a proof. Never raises it. */
  atMost(severity: Severity): Reported;
}

/** Handed to a rule's `check`. `M` names the rule's messages. */
export interface Report<M extends string = string> {
  at(place: Located, message: M, data?: MessageData): Reported;
}

/**
 * A rule: metadata first, then a question put to one model. The one object feeds the ESLint meta, the documentation,
 * SARIF and the configuration schema. File name = id = docs page = fixture folder = test.
 */
export interface Rule<M extends string = string> {
  id: string;
  subject: Subject;
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
  check(service: Service, report: Report<M>): void;
}

/** A rule whose messages are no longer told apart by type, as collections of rules hold them. */
export type AnyRule = Rule;

/** Defines a rule; what goes in comes out, with the message names checked against their uses. */
export const defineRule = <M extends string>(rule: Rule<M>): Rule => rule;

/** Fills `{{name}}` in a message; a name without a value is left as it stands, so that a test can find it. */
export const fillMessage = (template: string, data: MessageData = {}): string =>
  template.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(data[name] ?? whole));
