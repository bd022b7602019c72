import type { Chain } from '../chain/chain.js';
import { loses } from '../chain/hop.js';
import type { Contract, Grace, Platform } from '../contract/contract.js';
import type { Upstream } from '../contract/proxies/upstream.js';
import type { Plan } from '../plan/plan.js';
import type { ActItem, DelayItem, Item, TimerItem } from '../plan/strand.js';
import type { Location } from '../rule.js';
import type { Service } from './service.js';

/** One stretch of a termination, in seconds from the order to stop. */
export interface Phase {
  kind: 'endpoint-removal' | 'preStop' | 'signal' | 'delay' | 'drain' | 'close' | 'flush' | 'exit' | 'kill';
  label: string;
  /** Null when it cannot be told. */
  from: number | null;
  /** When it is over at the latest; null without a limit, or when that cannot be told. */
  to: number | null;
  /** What a missing number means. */
  limit: 'known' | 'unbounded' | 'unknown';
  at: Location;
}

/** One termination of a service under one contract, as reports show it. */
export interface Timeline {
  platform: Platform;
  workload: string;
  /** Where the workload stands. */
  at: Location;
  /** Seconds; null when not known. */
  grace: { seconds: number | null; from: Grace['from'] };
  /** In the order in which they begin. The kill is among them where the grace period is known. */
  phases: Phase[];
  /** When the process has ended by itself at the latest; null without a limit, or when that cannot be told. */
  end: number | null;
  /** Whether that is before the kill. */
  inTime: 'yes' | 'no' | 'unknown';
  /** The arithmetic, as in `preStop 10 s + drain 25 s = 35 s > grace 30 s`; empty when it cannot be told. */
  sum: string;
}

/** One termination of a service for each contract that it is joined to. */
export const timelinesOf = (service: Service): Timeline[] => (service.contracts ?? []).map((contract) => timelineOf(service, contract));

const timelineOf = (service: Service, contract: Contract): Timeline => {
  const { plan } = service;
  const chain = (service.chains ?? []).find(({ facts }) => facts.contract === contract);
  const before = beforeSignal(contract, service.upstreams ?? []);
  const signalAt = before.delay;
  const own = plan.triggers.length === 0 || isLost(chain) ? [] : phasesOf(plan, signalAt);
  const grace = contract.grace.seconds ?? null;
  // Kubernetes counts from the order to stop, every other platform from the signal.
  const counted = contract.platform === 'kubernetes' ? 0 : before.delay;
  const kill = grace === null || counted === null ? null : counted + grace;
  const end = endOf(plan, own, isLost(chain), signalAt);
  const found: readonly Phase[] = [
    ...before.phases,
    { kind: 'signal', label: signalLabel(contract, chain, plan), from: signalAt, to: signalAt, limit: signalAt === null ? 'unknown' : 'known', at: plan.triggers[0]?.at ?? contract.at },
    ...own,
    ...(own.length > 0 ? [{ kind: 'exit', label: 'exit', from: end, to: end, limit: end === null ? limitOfAll(own) : 'known', at: plan.triggers[0]?.at ?? contract.at } as const] : []),
    ...(kill === null ? [] : [{ kind: 'kill', label: 'SIGKILL', from: kill, to: kill, limit: 'known', at: contract.grace.at } as const]),
  ];
  const phases = found.toSorted(byBegin);
  const inTime = own.length === 0 || kill === null ? 'unknown' : end === null ? (limitOfAll(own) === 'unbounded' ? 'no' : 'unknown') : end <= kill ? 'yes' : 'no';
  return { platform: contract.platform, workload: contract.name, at: contract.at, grace: { seconds: grace, from: contract.grace.from }, phases, end, inTime, sum: sumOf(before.hook, signalAt, own, end, contract.grace) };
};

/** What begins first comes first; what begins at a time that is not known comes last. */
const byBegin = (left: Phase, right: Phase): number => (left.from === right.from ? 0 : (left.from ?? Infinity) - (right.from ?? Infinity));

/** What happens between the order to stop and the signal, and how long that takes. */
const beforeSignal = (contract: Contract, upstreams: readonly Upstream[]): { phases: Phase[]; delay: number | null; hook: number } => {
  if (contract.platform !== 'kubernetes') {
    let delay = 0;
    const waits = contract.beforeSignal.map(({ what, seconds, at }): Phase => ({ kind: 'endpoint-removal', label: what, from: delay, to: (delay += seconds), limit: 'known', at }));
    return { phases: [...waits, ...upstreams.flatMap((upstream) => noticing(upstream, delay))], delay, hook: 0 };
  }
  const { main } = contract;
  const routes = contract.served.find(({ container }) => container === main)?.routes ?? [];
  const route = contract.farthest(routes);
  const delay = main === undefined ? null : (main.delay ?? null);
  const removal: Phase[] = route ? [{ kind: 'endpoint-removal', label: `requests still come through ${route.label}`, from: 0, to: contract.allowanceOf(route), limit: 'known', at: route.at }] : [];
  const hook: Phase[] = main?.preStop ? [{ kind: 'preStop', label: 'preStop', from: 0, to: delay, limit: delay === null ? 'unknown' : 'known', at: main.preStop.at }] : [];
  return { phases: [...removal, ...hook], delay, hook: delay ?? 0 };
};

/** How long a proxy goes on sending requests to a service that has begun to answer that it is not ready. */
const noticing = ({ label, check }: Upstream, signalAt: number): Phase[] =>
  check?.path === undefined ? [] : [{ kind: 'endpoint-removal', label: `requests still come through ${label}`, from: signalAt, to: signalAt + check.noticedAfter, limit: 'known', at: check.at }];

const isLost = (chain: Chain | undefined): boolean => chain?.hops.some((hop) => loses(hop)) ?? false;

const signalLabel = (contract: Contract, chain: Chain | undefined, plan: Plan): string => {
  const signal = contract.signal ?? chain?.arriving.signal ?? 'the signal';
  if (isLost(chain)) return `${signal} does not arrive: ${chain?.printed ?? ''}`;
  const way = chain === undefined ? '' : ` through ${chain.printed}`;
  return plan.triggers.length === 0 ? `${signal}${way}, which nothing handles` : `${signal}${way}`;
};

const shown: ReadonlySet<string> = new Set(['drain', 'close', 'flush']);

interface Span {
  readonly from: number | null;
  readonly to: number | null;
  readonly limit: Phase['limit'];
}

/** The steps of the graceful path that take time. A step begins when all is over that is certainly complete by then. */
const phasesOf = (plan: Plan, signalAt: number | null): Phase[] => {
  const spans = new Map<Item, Span>();
  const phases: Phase[] = [];
  // A timer is a pause where something on the graceful path comes after it; else it is a deadline.
  const passed = new Set([...plan.order].flatMap(([, moment]) => (moment.path === 'main' ? [...moment.completed] : [])));
  for (const [item, moment] of plan.order) {
    const isStep = item.kind === 'delay' || (item.kind === 'timer' && passed.has(item)) || (item.kind === 'act' && shown.has(item.act));
    if (moment.path !== 'main' || !isStep) continue;
    const earlier = [...moment.completed].flatMap((done) => spans.get(done) ?? []);
    const from = earlier.reduce<number | null>((latest, span) => (latest === null || span.to === null ? null : Math.max(latest, span.to)), signalAt);
    const span = spanOf(plan, item, from, signalAt);
    spans.set(item, span);
    if (item.kind === 'act' && span.to !== null && span.to === span.from && item.act !== 'drain') continue;
    phases.push({ kind: item.kind === 'act' ? (item.act as 'drain') : 'delay', label: labelOf(item), ...span, at: item.kind === 'timer' ? item.timer.at : item.at });
  }
  return phases;
};

const labelOf = (item: ActItem | DelayItem | TimerItem): string => (item.kind !== 'act' ? 'wait' : `${item.act} ${item.handles[0]?.label ?? item.handleKind?.label ?? item.label}`);

const spanOf = (plan: Plan, item: ActItem | DelayItem | TimerItem, from: number | null, signalAt: number | null): Span => {
  if (item.kind !== 'act') return spanFor(from, item.kind === 'timer' ? item.timer.ms : item.ms);
  const limit = plan.limitOf(item);
  if (limit.kind === 'none') return { from, to: null, limit: plan.isUnbounded(item) ? 'unbounded' : 'unknown' };
  // What a timer or an exit cuts short is counted from the signal; what the library or a race limits, from its own begin.
  const isCut = item.bound === 'unbounded' && 'act' in limit.by;
  if (!isCut) return spanFor(from, limit.ms);
  const span = spanFor(signalAt, limit.ms);
  return { ...span, from, to: span.to === null || from === null ? null : Math.max(from, span.to) };
};

const spanFor = (from: number | null, ms: number | undefined): Span => (from === null || ms === undefined ? { from, to: null, limit: 'unknown' } : { from, to: from + ms / 1000, limit: 'known' });

const limitOfAll = (phases: readonly Phase[]): Phase['limit'] => (phases.some(({ limit }) => limit === 'unbounded') ? 'unbounded' : 'unknown');

const endOf = (plan: Plan, phases: readonly Phase[], lost: boolean, signalAt: number | null): number | null => {
  if (lost || plan.triggers.length === 0) return null;
  return phases.reduce<number | null>((latest, { to }) => (latest === null || to === null ? null : Math.max(latest, to)), signalAt);
};

/** `preStop 10 s + shutdown 25 s = 35 s > grace 30 s (default)`, where the hook is part of the grace period. */
const sumOf = (hook: number, signalAt: number | null, phases: readonly Phase[], end: number | null, grace: Grace): string => {
  if (signalAt === null || end === null || phases.length === 0 || grace.seconds === undefined) return '';
  const shutdown = end - signalAt;
  const parts = hook > 0 ? `preStop ${rounded(hook)} s + shutdown ${rounded(shutdown)} s = ${rounded(hook + shutdown)} s` : `shutdown ${rounded(shutdown)} s`;
  return `${parts} ${hook + shutdown <= grace.seconds ? '≤' : '>'} grace ${grace.seconds} s${grace.from === 'default' ? ' (default)' : ''}`;
};

const rounded = (seconds: number): string => String(Math.round(seconds * 10) / 10);
