import type { ActKind, Role } from '../catalogue/library.js';
import type { Located, Location } from '../rule.js';

/** `always` is proved, `never` is disproved, `maybe` is everything in between. */
export type Answer = 'never' | 'maybe' | 'always';

/** Anything that must be stopped: the place that creates it stands for every value it creates. */
export interface Handle extends Located {
  readonly id: string;
  readonly role: Role;
  /** `http server :3000`, `pg Pool`. */
  readonly label: string;
  readonly keepsAlive: boolean;
}

/** A limit: its length where that is known, and where it is set. */
export interface Deadline extends Located {
  /** Milliseconds; undefined where there is a limit of unknown length. */
  readonly ms: number | undefined;
  /** What ends when it expires. */
  readonly by: 'watchdog' | 'race' | 'abort-signal' | 'library';
}

/**
 * What happens between the signal and the end of the process, as people read it: steps in a sequence follow each other,
 * steps in parallel overlap, a branch takes one of them. Made from the strands (strand.ts), which rules question.
 */
export type Step =
  | { kind: 'sequence' | 'parallel' | 'branch'; steps: Step[] }
  | { kind: 'bounded'; step: Step; deadline: Deadline; onExpiry: Step }
  | { kind: 'act'; act: ActKind; label: string; handle?: Handle; awaited: Answer; bound: StepBound; at: Location }
  | { kind: 'delay'; ms: number | undefined; at: Location }
  | { kind: 'unknown'; why: string; at: Location };

/** How long one act can take: milliseconds, `unbounded`, `instant`, or not known. */
export type StepBound = number | 'unbounded' | 'instant' | 'unknown';

export interface PrintedPlan {
  /** Signals and where they are handled; one entry a listener. */
  triggers: { signals: string[]; owner: string; at: Location }[];
  steps: Step;
  /** Milliseconds the whole plan can take. */
  worstCase: number | 'unbounded' | 'unknown';
}
