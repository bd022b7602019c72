import type { Plan } from '../plan/plan.js';

/** One process that is deployed: where it begins and what it does when it is told to stop. */
export interface Service {
  readonly name: string;
  /** The file that the process starts with. */
  readonly entry: string;
  /** The repository's files that it loads. */
  readonly files: ReadonlySet<string>;
  /** Whether its package says how to start it, so that somebody runs it as a process of its own. */
  readonly isStarted: boolean;
  readonly plan: Plan;
}
