import type { ChainReport } from '../chain/report.js';
import type { ContractReport } from '../contract/contract.js';
import type { PrintedPlan } from '../plan/step.js';
import type { Finding } from '../rule.js';
import type { Timeline } from '../service/timeline.js';

/** One service of the audited tree as reports show it. */
export interface ServiceReport {
  name: string;
  /** Entry file, relative to the root; of a workload whose code is not here, its manifest. */
  entry: string;
  /** Undefined when nothing handles a termination signal, or nothing could be told about what does. */
  plan?: PrintedPlan;
  /** `elsewhere` where only a manifest or a start command tells of it. */
  code?: 'elsewhere';
  /** How its start command reaches it. */
  chain?: ChainReport;
  /** What platforms promise it: one a workload of the manifests. */
  contracts?: ContractReport[];
  /** One termination, for each contract that it is joined to. */
  timeline?: Timeline[];
}

export interface Unanalysed {
  file: string;
  /** One line: what is wrong, where, and the remedy. */
  reason: string;
}

/** What `--format json` writes: the public, versioned report (schemaVersion 1). */
export interface AuditReport {
  schemaVersion: 1;
  findings: Finding[];
  services: ServiceReport[];
  unanalysed: Unanalysed[];
  /** How many findings comments and annotations silence, the baseline tolerates, and lie outside of a change. */
  suppressed: { inline: number; baseline: number; unchanged?: number };
  stats: { files: number; parsed: number; rounds: number; unresolved: number; seconds: number };
}
