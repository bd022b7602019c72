import type { Location } from '../rule.js';

export type Answer = 'never' | 'maybe' | 'always';

/**
 * What becomes of a termination signal at one hop.
 *
 * - `receives`: the service itself
 * - `execs`: the process is replaced, so the next hop has its place
 * - `forwards`: it stays, hands the signal on and waits
 * - `drops`: it does not hand it on. PID 1 ignores it, any other process dies of it and takes the rest with it
 * - `swallows`: it takes the signal and goes on as if there were none
 * - `leaves`: it ends at once, and the container with it, while the service still drains
 * - `unknown`: not known
 */
export type Delivery = 'receives' | 'execs' | 'forwards' | 'drops' | 'swallows' | 'leaves' | 'unknown';

/** Which habit loses the signal; each has a rule of its own. */
export type Cause =
  | 'shell-form'
  | 'sh-c'
  | 'script'
  | 'trap-single-wait'
  | 'package-manager'
  | 'npm-swallows'
  | 'yarn-classic'
  | 'node-run'
  | 'script-runner';

/** One process, or one program that replaces itself, between the platform and the service. */
export interface Hop {
  /** As it is printed: `npm 10.9`, `sh (dash)`, `node dist/main.js`. */
  readonly label: string;
  readonly kind: 'init' | 'shell' | 'package-manager' | 'runner' | 'process-manager' | 'wrapper' | 'service' | 'unknown';
  readonly delivery: Delivery;
  readonly at: Location;
  /** Set where the signal is lost, or would be with another shell. */
  readonly cause?: Cause;
  /** The shell that happens to repair it by replacing itself with its last command: busybox ash or bash. */
  readonly thanksTo?: 'ash' | 'bash';
  /** `maybe` where only some ways through a script, or only some shells, lose the signal. */
  readonly certainty: Answer;
  /** What it sends to the next hop when that is not what it got. */
  readonly sends?: string;
  /** How long the next hop has at the most, in milliseconds, and how late the signal comes. */
  readonly deadlineMs?: number;
  readonly delayMs?: number;
  /** Whether the service can get more than one signal. */
  readonly duplicates?: true;
  /** Whether it is meant for development: it watches files, or compiles on the way. */
  readonly isForDevelopment?: true;
  /** The file that a service is started with; none where that is known only when it runs. */
  readonly entry?: Entry | undefined;
  /** The ecosystem file that a process manager takes its services from. */
  readonly ecosystem?: string;
  /** Whether what it runs ends by itself: a migration, a build. */
  readonly isJob?: true;
  /** What a package manager was told to run: `npm run start`. */
  readonly command?: string;
  /** Whether a shell gets an array that was meant as one but is no valid JSON. */
  readonly isBrokenArray?: true;
  /** What a script leaves running beside the service. */
  readonly beside?: { readonly label: string; readonly at: Location };
  /** Why, in a few words, for hops that are not obvious. */
  readonly note?: string;
}

/** The file that `node` is given. */
export interface Entry {
  /** As the command writes it: `dist/main.js`. */
  readonly written: string;
  /** The repository's file, when it is there: it is not when a build makes it. */
  readonly file: string | undefined;
  /** The repository's folder of the working directory. */
  readonly folder: string | undefined;
}

/** Whether a hop keeps the service from draining. */
export const loses = (hop: Hop): boolean => hop.delivery === 'drops' || hop.delivery === 'swallows' || hop.delivery === 'leaves';
