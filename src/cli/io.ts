import type { Repair } from '../fix/repair.js';
import type { AuditReport } from '../report/report.js';
import type { Preset, Rule } from '../rule.js';

/** Where the command writes, and what it knows of its surroundings. */
export interface Io {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  isTTY: boolean;
  /** Columns of that terminal. */
  columns?: number | undefined;
  /** Whether standard error is a terminal, where progress can be shown. */
  showsProgress?: boolean;
  /** Puts a question to whoever is at the terminal; undefined when nobody is. */
  ask?: ((question: string) => Promise<string>) | undefined;
}

/** The product behind the command line; tests pass their own. */
export interface Product {
  version: string;
  rules(): Promise<readonly Rule[]>;
  /** The page that documents a rule, in Markdown; undefined when the package has none. */
  documentation(rule: string): string | undefined;
  audit(asked: AuditAsked): Promise<Audited>;
}

export interface AuditAsked {
  paths: string[];
  cwd: string;
  /** What the configuration says when omitted, else the recommended one. */
  preset?: Preset;
  /** Only these rules; all of the preset when omitted. */
  rules?: string[];
  /** Files that were named; those of the tree when neither is. */
  config?: string;
  baseline?: string;
  /** Reports what a baseline tolerates too. */
  ignoresBaseline?: boolean;
  inlineIgnores: boolean;
  /** A revision: only what has changed since then is reported. */
  changedSince?: string;
  /** Makes repairs, in memory. */
  fix?: boolean;
  kubernetesVersion?: string;
  /** Whether charts and overlays are rendered by programs that are installed. */
  render?: boolean;
  /** Told what is being done. */
  progress?: (doing: string) => void;
}

export interface Audited {
  report: AuditReport;
  /** Absolute path of the root that the report's paths are relative to. */
  root: string;
  /** The root as its repository names it. */
  prefix: string;
  /** The ids of the rules that were asked. */
  asked: readonly string[];
  /** The baseline that was found or named, as places name it, and the root as seen from its folder. */
  baselineFile?: string;
  folderToRoot?: string;
  /** With `fix`: what was repaired in memory. The report is of the tree as repaired. */
  repaired?: Pick<Repair, 'changes' | 'done' | 'refused'>;
  /** The text of an audited file. */
  source: (file: string) => string | undefined;
}
