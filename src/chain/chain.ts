import type { Located, Location, Severity } from '../rule.js';
import type { Contract, Platform } from '../contract/contract.js';
import type { Told } from '../contract/platform.js';
import type { Answer, Hop } from './hop.js';
import { loses } from './hop.js';

/** What is known of the code that a chain leads to. Set when the chain is joined to a service. */
export interface Code {
  readonly service: string;
  readonly entry: string;
  /** Whether it takes work at all. */
  readonly takesWork: boolean;
  handles(signal: string): Answer;
  /** Where a signal is handled, for findings to point at. */
  readonly handlerAt: Location | undefined;
  /** Whether a second signal makes it exit at once. */
  readonly secondSignalExits: Answer;
  /** The longest drain in milliseconds; `Infinity` without a limit, undefined when it is not known. */
  readonly drainMs: number | undefined;
}

export interface ChainFacts {
  readonly name: string;
  readonly at: Location;
  readonly platform: Platform | undefined;
  /** The contract that starts it; undefined for an image that nothing in the repository starts. */
  readonly contract?: Contract | undefined;
  /** Where the start command stands: CMD, ENTRYPOINT, or the platform's own key. */
  readonly startAt: Location;
  /** The signal that the platform sends. */
  readonly signal: Told<string>;
  readonly reaches: 'first' | 'all';
  /** Whether the first hop is PID 1. */
  readonly isPid1: boolean;
  readonly hops: readonly Hop[];
  /** The image's file, and the stage. */
  readonly dockerfile: string | undefined;
  /** An init or a script that execs which the image has and the platform's command replaces. */
  readonly replaced: { readonly label: string; readonly at: Location } | undefined;
  /** systemd's `KillMode` and `SendSIGKILL=no`. */
  readonly killMode?: Told<string> | undefined;
  readonly withoutSigkill?: Location | undefined;
}

/** How a start command reaches the node process, hop by hop. */
export class Chain {
  readonly name: string;
  readonly at: Location;
  /** The code that it leads to, where that is certain. */
  code: Code | undefined;

  constructor(readonly facts: ChainFacts) {
    this.name = facts.name;
    this.at = facts.at;
  }

  get hops(): readonly Hop[] {
    return this.facts.hops;
  }

  /** Whether it leads to Node at all. Chains of other programs are nobody's business here. */
  get runsNode(): boolean {
    return this.hops.some((hop) => hop.kind === 'service' || hop.kind === 'package-manager' || hop.kind === 'process-manager');
  }

  /** Whether it leads to a command that ends by itself, such as a migration. */
  get isJob(): boolean {
    return this.hops.some((hop) => hop.isJob === true);
  }

  /** Whether a rule may speak of it. */
  get isJudged(): boolean {
    return this.runsNode && !this.isJob;
  }

  /** The hop that ends what is known. */
  get unknown(): Hop | undefined {
    return this.hops.find((hop) => hop.delivery === 'unknown');
  }

  get service(): Hop | undefined {
    return this.hops.find((hop) => hop.kind === 'service');
  }

  get init(): Hop | undefined {
    return this.hops.find((hop) => hop.kind === 'init');
  }

  /** Hops that keep the service from draining, or that would with another shell. None where every process gets the signal. */
  get suspects(): readonly Hop[] {
    return this.facts.reaches === 'all' || !this.isJudged ? [] : this.hops.filter((hop) => hop.cause !== undefined && (loses(hop) || hop.thanksTo !== undefined));
  }

  /** Hops that do keep the service from draining. */
  get losing(): readonly Hop[] {
    return this.suspects.filter(loses);
  }

  /** The place of the start command, for findings that stand in another one. */
  startBeside(place: Located): Located | undefined {
    const { startAt } = this.facts;
    return startAt.file === place.at.file && startAt.startLine === place.at.startLine ? undefined : { at: startAt };
  }

  /** What stays running above a hop: its parent process. */
  parentOf(hop: Hop): Hop | undefined {
    return this.hops.slice(0, this.hops.indexOf(hop)).findLast((above) => above.delivery !== 'execs');
  }

  /** Whether a hop is the first process of its container. */
  isPid1(hop: Hop): boolean {
    return this.facts.isPid1 && this.parentOf(hop) === undefined;
  }

  /** How much a finding about a hop may claim: an error is proved, hop by hop. */
  severityOf(hop: Hop): Severity {
    return hop.thanksTo !== undefined || hop.certainty !== 'always' || this.unknown !== undefined ? 'warning' : 'error';
  }

  /** What the service receives in the end, and the hop that changed it. */
  get arriving(): { readonly signal: string; readonly changedBy: Hop | undefined } {
    const changedBy = this.hops.findLast((hop) => hop.sends !== undefined);
    return { signal: changedBy?.sends ?? this.facts.signal.value, changedBy };
  }

  /** What happens to the service when a hop loses the signal. */
  consequenceOf(hop: Hop): string {
    if (hop.delivery === 'leaves') return 'it ends at once and the container with it, in the middle of the drain';
    if (hop.delivery === 'swallows') return 'the service never sees it and is killed when the grace period is over';
    return this.isPid1(hop) ? 'as PID 1 it ignores the signal, and the service is killed when the grace period is over' : 'it dies of the signal, and the service is killed with it at once';
  }

  /** `tini › sh (dash) ✗ › npm 10.9 › …`, with a mark behind every hop that loses the signal. */
  get printed(): string {
    const losing = new Set(this.losing);
    return this.hops.map((hop) => (losing.has(hop) ? `${hop.label} ✗` : hop.delivery === 'unknown' ? `${hop.label} ?` : hop.label)).join(' › ');
  }
}
