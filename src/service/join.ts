import type { Chain } from '../chain/chain.js';
import type { Contract } from '../contract/contract.js';
import type { Upstream } from '../contract/proxies/upstream.js';
import { Resolver } from '../program/resolver.js';
import type { Tree } from '../read/tree.js';
import { codeOf } from './code.js';
import { imagesOf, namesOf, normalised } from './names.js';
import { servedBy } from './served.js';
import type { Served } from './served.js';
import type { Service, Timing } from './service.js';
import { timingOf } from './timing.js';

/** A service with the way that a signal takes to it, and what platforms promise it. */
export interface Joined extends Service {
  readonly chains: readonly Chain[];
  readonly contracts: readonly Contract[];
  readonly upstreams: readonly Upstream[];
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

/** What is put together. */
export interface Parts {
  readonly services: readonly Service[];
  readonly chains: readonly Chain[];
  readonly contracts: readonly Contract[];
  /** Where proxies send requests. */
  readonly upstreams: readonly Upstream[];
  /** What the configuration says of services. */
  readonly configured?: readonly Named[];
}

const isMeant = (service: Service, named: Named): boolean => (named.entry === undefined ? service.name === named.name : service.entry === named.entry);

/** What has been found to belong to a service. */
interface Found {
  readonly chains: Chain[];
  contracts: Set<Contract>;
}

/**
 * Joins chains to the services whose plans they run, contracts to services, and proxies to what they send requests to. A
 * chain is joined when its last hop names the service's entry, or a built file whose source is the entry, or when its
 * package has no other service; a contract with its chain, by the name of an image that one service alone is called by, or
 * when there is but one of each. No confident join, no join. What the configuration says of a service replaces all of this.
 */
export const joinServices = (tree: Tree, { services, chains, contracts, upstreams, configured = [] }: Parts): Joined[] => {
  const resolver = new Resolver(tree);
  const found = new Map<Service, Found>(services.map((service) => [service, { chains: [], contracts: new Set() }]));
  for (const chain of chains) {
    const named = chain.isJudged ? configured.filter((each) => isNamed(chain, each)) : [];
    const service = named.length > 0 ? services.find((service) => named.some((each) => isMeant(service, each))) : serviceOf(chain, services, resolver);
    if (!service) continue;
    chain.code = codeOf(tree, service);
    const own = found.get(service);
    own?.chains.push(chain);
    if (chain.facts.contract) own?.contracts.add(chain.facts.contract);
  }
  for (const [service, contract] of [...byImage(services, contracts, chains), ...onlyCandidates(services, contracts, chains)]) found.get(service)?.contracts.add(contract);
  for (const each of configured) {
    const service = services.find((candidate) => isMeant(candidate, each));
    const own = service && found.get(service);
    if (!own || each.workload === undefined) continue;
    // A workload that is named is the only one that counts.
    own.contracts = new Set(contracts.filter((contract) => isWorkload(contract, each.workload)));
  }
  const joined = services.map((service) => {
    const own = found.get(service);
    return { ...service, served: servedBy(tree, service), timing: timingOf(service.plan), chains: own?.chains ?? [], contracts: [...(own?.contracts ?? [])] };
  });
  return joined.map((service) => ({ ...service, upstreams: upstreamsOf(service, joined, upstreams) }));
};

/** Whether the configuration says that a chain starts a service: by its image's file, or by the workload. */
const isNamed = ({ facts }: Chain, { dockerfile, workload }: Named): boolean => {
  if (workload !== undefined && facts.contract !== undefined) return isWorkload(facts.contract, workload) && (dockerfile === undefined || facts.dockerfile === undefined || facts.dockerfile === dockerfile);
  return dockerfile !== undefined && facts.dockerfile === dockerfile;
};

/** Whether a contract is that of `Deployment/orders`, of `Deployment/shop/orders` with its namespace, or of `compose/orders`. */
const isWorkload = (contract: Contract, workload: string | undefined): boolean => {
  if (workload === undefined) return false;
  const [kind = '', ...rest] = workload.split('/');
  if (contract.platform !== 'kubernetes') return contract.platform === kind.toLowerCase() && contract.name === rest.at(-1);
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

/** Contracts whose start command leads to a service that is known, or to another program of this repository. */
const startedContracts = (chains: readonly Chain[]): ReadonlySet<Contract | undefined> =>
  new Set(chains.flatMap((chain) => (chain.code !== undefined || chain.service?.entry !== undefined ? [chain.facts.contract] : [])));

/** Workloads that run an image which is called like one service alone, by its package or its folder. */
const byImage = (services: readonly Service[], contracts: readonly Contract[], chains: readonly Chain[]): (readonly [Service, Contract])[] => {
  const started = startedContracts(chains);
  const working = services.filter((service) => service.plan.intake.length > 0 || service.plan.triggers.length > 0).map((service) => ({ service, names: namesOf(service) }));
  return contracts.flatMap((contract) => {
    if (started.has(contract) || (contract.platform === 'kubernetes' && contract.isBatch)) return [];
    const images = imagesOf(contract).map(normalised);
    const called = working.filter(({ names }) => images.some((image) => names.has(image)));
    const [only] = called;
    return only && called.length === 1 ? [[only.service, contract] as const] : [];
  });
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

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/**
 * The proxies that send a service its requests: by the name of its workload, or by a port of their own machine on which
 * this service alone listens.
 */
const upstreamsOf = (service: Omit<Joined, 'upstreams'>, all: readonly Omit<Joined, 'upstreams'>[], upstreams: readonly Upstream[]): Upstream[] => {
  const byName = service.contracts.flatMap((contract) => (contract.platform === 'kubernetes' ? [] : contract.upstreams));
  const listens = (each: Omit<Joined, 'upstreams'>, port: number): boolean => each.served.listensOn(port, new Map()) !== 'never';
  const byPort = upstreams.filter(({ servers }) =>
    servers.some(({ host, port }) => port !== undefined && loopback.has(host) && service.served.listensOn(port, new Map()) === 'always' && all.filter((other) => listens(other, port)).length === 1),
  );
  return [...new Set([...byName, ...byPort])];
};
