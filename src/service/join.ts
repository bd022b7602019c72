import type { Chain, Code } from '../chain/chain.js';
import type { Contract } from '../contract/contract.js';
import type { Plan } from '../plan/plan.js';
import type { Answer } from '../plan/step.js';
import { Resolver } from '../program/resolver.js';
import type { Tree } from '../read/tree.js';
import { servedBy } from './served.js';
import type { Served } from './served.js';
import type { Service, Timing } from './service.js';

/** A service with the way that a signal takes to it, and what platforms promise it. */
export interface Joined extends Service {
  readonly chains: readonly Chain[];
  readonly contracts: readonly Contract[];
  readonly timing: Timing | undefined;
  readonly served: Served;
}

/** A service whose parts the configuration names: by its entry, or by its name where there is none. */
export interface Named {
  readonly name: string;
  readonly entry?: string | undefined;
  readonly dockerfile?: string | undefined;
  readonly workload?: string | undefined;
}

const isMeant = (service: Service, named: Named): boolean => (named.entry === undefined ? service.name === named.name : service.entry === named.entry);

/**
 * Joins chains to the services whose plans they run, and contracts to services through their chains. A chain is joined
 * only when its last hop names the service's entry, or a built file whose source is the entry, or when its package has no
 * other service. No confident join, no join. What the configuration says of a service replaces all of this.
 */
export const joinServices = (tree: Tree, services: readonly Service[], chains: readonly Chain[], contracts: readonly Contract[], configured: readonly Named[] = []): Joined[] => {
  const resolver = new Resolver(tree);
  const found = new Map<Service, { chains: Chain[]; contracts: Set<Contract> }>(services.map((service) => [service, { chains: [], contracts: new Set() }]));
  for (const chain of chains) {
    const named = chain.isJudged ? configured.filter((each) => isNamed(chain, each)) : [];
    const service = named.length > 0 ? services.find((service) => named.some((each) => isMeant(service, each))) : serviceOf(chain, services, resolver);
    if (!service) continue;
    chain.code = codeOf(tree, service);
    const own = found.get(service);
    own?.chains.push(chain);
    if (chain.facts.contract) own?.contracts.add(chain.facts.contract);
  }
  for (const [service, contract] of onlyCandidates(services, contracts, chains)) found.get(service)?.contracts.add(contract);
  for (const each of configured) {
    const service = services.find((candidate) => isMeant(candidate, each));
    const own = service && found.get(service);
    if (!own || each.workload === undefined) continue;
    // A workload that is named is the only one that counts.
    own.contracts = new Set(contracts.filter((contract) => isWorkload(contract, each.workload)));
  }
  return services.map((service) => ({ ...service, served: servedBy(tree, service), timing: timingOf(service.plan), chains: found.get(service)?.chains ?? [], contracts: [...(found.get(service)?.contracts ?? [])] }));
};

/** Whether the configuration says that a chain starts a service: by its image's file, or by the workload. */
const isNamed = ({ facts }: Chain, { dockerfile, workload }: Named): boolean => {
  if (workload !== undefined && facts.contract !== undefined) return isWorkload(facts.contract, workload) && (dockerfile === undefined || facts.dockerfile === undefined || facts.dockerfile === dockerfile);
  return dockerfile !== undefined && facts.dockerfile === dockerfile;
};

/** Whether a contract is that of `Deployment/orders` or `Deployment/shop/orders`, where the middle is the namespace. */
const isWorkload = (contract: Contract, workload: string | undefined): boolean => {
  if (contract.platform !== 'kubernetes' || workload === undefined) return false;
  const [kind = '', ...rest] = workload.split('/');
  const namespace = rest.length > 1 ? rest[0] : undefined;
  return contract.kind.toLowerCase() === kind.toLowerCase() && contract.name === rest.at(-1) && (namespace === undefined || contract.object.root.get('metadata', 'namespace').text === namespace);
};

const serviceOf = (chain: Chain, services: readonly Service[], resolver: Resolver): Service | undefined => {
  const entry = chain.service?.entry;
  if (!chain.isJudged || !entry) return undefined;
  // Images often copy what is below `dist` into their working directory: `main.js` is `src/main.ts` then.
  const source = entry.file ?? (entry.folder === undefined ? undefined : (resolver.sourceOfOutput(entry.folder, entry.written) ?? resolver.sourceOfOutput(entry.folder, `src/${entry.written}`)));
  const exact = services.filter((service) => service.entry === source);
  if (exact.length > 0) return exact[0];
  // A built file of which no source has the name: a package with one service has no other source for it.
  const folder = entry.folder;
  if (source !== undefined || folder === undefined) return undefined;
  const within = services.filter((service) => resolver.packageOf(service.entry)?.folder === folder && service.plan.intake.length > 0 && isMainByName(service.entry));
  return within.length === 1 ? within[0] : undefined;
};

/** Whether a file has the name of what a bundler begins with; a page that is shown meanwhile has another. */
const isMainByName = (file: string): boolean => /(?:^|\/)(?:main|index|server|app|start|worker|www|api|service|bootstrap|entry)(?:[.-][\w.-]*)?\.[cm]?[jt]sx?$/i.test(file);

/** Where a tree has one service and one workload that runs code of its own, they belong together. */
const onlyCandidates = (services: readonly Service[], contracts: readonly Contract[], chains: readonly Chain[]): (readonly [Service, Contract])[] => {
  const working = services.filter((service) => service.plan.intake.length > 0);
  const [service] = working;
  if (!service || working.length > 1) return [];
  const joined = new Set(chains.flatMap((chain) => (chain.code === undefined ? [] : [chain.facts.contract])));
  const workloads = contracts.flatMap((contract) => (contract.platform === 'kubernetes' && !contract.isBatch && contract.applications.some((container) => !container.isDatastore && !container.isIdle) ? [contract] : []));
  const names = new Set(workloads.map((workload) => workload.name));
  const [only] = workloads;
  const images = new Set(workloads.flatMap((workload) => workload.applications.map((container) => container.image?.repository)));
  return names.size === 1 && images.size === 1 && only?.applications.length === 1 ? workloads.filter((workload) => !joined.has(workload)).map((workload) => [service, workload] as const) : [];
};

const codeOf = (tree: Tree, service: Service): Code => {
  const { plan } = service;
  const timing = timingOf(plan);
  const mentions = (signal: string): boolean => [...service.files].some((file) => tree.text(file)?.includes(signal) === true);
  return {
    service: service.name,
    entry: service.entry,
    takesWork: plan.intake.some((start) => start.reached === 'always'),
    handles: (signal) => handles(plan, signal, mentions),
    handlerAt: plan.triggers[0]?.at,
    secondSignalExits: [...plan.order].some(([item, moment]) => item.kind === 'act' && item.act === 'exit' && moment.path === 'second-signal') ? 'always' : 'never',
    drainMs: timing && (timing.pause + timing.drain) * 1000,
  };
};

/** Whether a plan handles a signal. What is dynamic, or mentioned in a file that is not understood, may be it. */
const handles = (plan: Plan, signal: string, mentions: (signal: string) => boolean): Answer => {
  if (plan.triggers.some((trigger) => trigger.signals?.includes(signal) === true)) return 'always';
  if (plan.triggers.some((trigger) => trigger.signals === undefined) || plan.handlesSigterm === 'maybe') return 'maybe';
  return mentions(signal) ? 'maybe' : 'never';
};

/**
 * How long a plan's pauses and its longest drain may take, in seconds. Where one deadline is armed over the whole of it,
 * the pauses are part of that. `Infinity` for a drain without a limit; undefined where it cannot be told.
 */
export const timingOf = (plan: Plan): Timing | undefined => {
  const [first] = plan.drains;
  if (plan.triggers.length === 0 || !first) return undefined;
  const unbounded = plan.drains.find((drain) => plan.isUnbounded(drain));
  if (unbounded) return { lead: leadOf(plan), pause: 0, drain: Infinity, at: unbounded };
  const limits = plan.drains.flatMap((drain) => {
    const limit = plan.limitOf(drain);
    return limit.kind === 'none' || limit.ms === undefined ? [] : [{ seconds: limit.ms / 1000, drain }];
  });
  const [longest] = limits.toSorted((left, right) => right.seconds - left.seconds);
  if (!longest) return undefined;
  return { lead: leadOf(plan), pause: plan.hasWatchdog ? 0 : Math.max(pauseOf(plan), leadOf(plan)), drain: longest.seconds, at: longest.drain };
};

/** Pauses that are over when the first drain begins. */
const leadOf = (plan: Plan): number => {
  const [first] = plan.drains;
  const moment = first && plan.order.at(first);
  return [...(moment?.completed ?? [])].reduce((sum, item) => {
    const ms = item.kind === 'delay' ? item.ms : item.kind === 'timer' ? item.timer.ms : undefined;
    return plan.order.at(item)?.certain === true ? sum + (ms ?? 0) / 1000 : sum;
  }, 0);
};

/** Pauses before the drain, for the load balancer to notice. */
const pauseOf = (plan: Plan): number => [...plan.order].reduce((sum, [item, moment]) => (item.kind === 'delay' && moment.path === 'main' && moment.certain ? sum + (item.ms ?? 0) / 1000 : sum), 0);
