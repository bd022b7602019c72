import type { Located } from '../rule.js';
import type { Answers } from './answers.js';
import type { HealthRoute } from './health-routes.js';
import type { StatedLimit } from './job-limits.js';
import type { Surroundings } from './surroundings.js';

/** What is known of a process besides what it does on the signal. */
export interface ServiceFacts {
  readonly surroundings: Surroundings;
  readonly routes: readonly HealthRoute[];
  /** What it answers and where. */
  readonly answers: Answers;
  /** How long the jobs of its consumers may take, as far as the code says. */
  readonly jobLimits: readonly StatedLimit[];
  /** Where responses are sent that go on until the client leaves, one place a file. */
  readonly streams: readonly Located[];
  /** The lowest major version of Node that the package says it runs on. */
  readonly oldestNode: number | undefined;
  /** Whether an image starts it as the first process, without an init. */
  readonly runsAsFirstProcess: boolean;
  /** The folder of the package that a file belongs to. */
  readonly packageOf: (file: string) => string | undefined;
  readonly entryPackage: string | undefined;
  readonly isImportedBy: (file: string) => boolean;
  readonly textOf: (file: string) => string;
}
