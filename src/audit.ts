import { resolveChains } from './chain/chains.js';
import { chainReport } from './chain/report.js';
import type { Chain } from './chain/chain.js';
import type { Base } from './config/changes.js';
import { defaultSettings, type Settings } from './config/settings.js';
import { silence } from './config/silence.js';
import { reportOf } from './contract/contract.js';
import type { Contract } from './contract/contract.js';
import { readContracts } from './contract/read.js';
import { byPlace, runRules } from './findings.js';
import { Evaluator } from './plan/evaluator.js';
import { World } from './plan/world.js';
import { printPlan } from './plan/print.js';
import { selectFiles } from './program/prefilter.js';
import { DemandProgram } from './program/program.js';
import type { ParsedFiles } from './program/program.js';
import { Resolver } from './program/resolver.js';
import { isProductCode } from './program/source-files.js';
import { readTree } from './read/read-tree.js';
import { treeWith } from './read/standard-input.js';
import type { Tree } from './read/tree.js';
import type { AuditReport, ServiceReport, Unanalysed } from './report/report.js';
import type { AnyRule, Finding, Preset } from './rule.js';
import { rules } from '../rules/index.js';
import { discoverServices } from './service/discover.js';
import { Entries } from './service/entries.js';
import { Reach } from './program/reach.js';
import { joinServices } from './service/join.js';
import type { Service } from './service/service.js';
import { timelinesOf } from './service/timeline.js';

/** Programs converge in a dozen rounds; a repository that needs more is reported as far as it was understood. */
const roundLimit = 32;

export interface AuditRequest {
  paths: string[];
  cwd: string;
  preset: Preset;
  /** Only these rules; all of the preset when omitted. */
  rules?: string[];
  /** What the configuration says; nothing when omitted. */
  settings?: Settings;
  /** Told what is being done. */
  progress?: (doing: string) => void;
  /** Reports only what a change since this revision touches. */
  base?: Base;
  /** `1.33`; what a cluster can do depends on it. */
  kubernetesVersion?: string | undefined;
  /** Renders charts and overlays of a tree; nothing does unless the user says so. */
  render?: ((tree: Tree) => Rendered) | undefined;
}

/** Manifests that a program made, by the names under which they are reported. */
export interface Rendered {
  readonly texts: ReadonlyMap<string, string>;
  readonly unanalysed: readonly Unanalysed[];
}

/** What an analysis of a tree gives. */
export interface Analysis {
  readonly services: readonly Service[];
  readonly findings: readonly Finding[];
  readonly parsed: number;
  readonly rounds: number;
  readonly unresolved: number;
  readonly unanalysed: readonly Unanalysed[];
}

/** An audit's answer, and the texts that it is about. */
export interface Audited {
  readonly report: AuditReport;
  readonly tree: Tree;
}

/** Reads and audits some paths. Throws a `UsageError` where they are wrong; runs nothing it reads. */
export const audit = (request: AuditRequest): Audited => {
  const onDisk = readTree(request.paths, request.cwd, {}, request.settings?.ignore);
  const rendered = request.render?.(onDisk);
  const tree = rendered ? treeWith(onDisk, rendered.texts) : onDisk;
  return { report: auditTree(tree, request, rendered?.unanalysed), tree };
};

/** Models → rules → report: the whole pipeline after reading. */
export const auditTree = (tree: Tree, request: Omit<AuditRequest, 'paths' | 'cwd' | 'render'>, unread: readonly Unanalysed[] = []): AuditReport => {
  const started = performance.now();
  const settings = request.settings ?? defaultSettings;
  const asked = rulesFor(request);
  const analysis = analyse(tree, selectFiles(tree), asked.filter((rule) => rule.subject === 'plan'), undefined, request);
  const { contracts, upstreams, unanalysed } = readContracts(tree, { kubernetesVersion: request.kubernetesVersion ?? settings.kubernetes.version });
  const chains = resolveChains(tree, contracts);
  const services = joinServices(tree, { services: analysis.services, chains, contracts, upstreams, configured: settings.services });
  // Plans were asked while the program grew; what is asked of everything else needs the whole.
  const joined = runRules({ services, chains, contracts }, asked.filter((rule) => rule.subject !== 'plan'), settings.rules);
  const found = [...analysis.findings, ...joined].filter((finding) => tree.selected(finding.location.file)).sort(byPlace);
  const { findings, suppressed } = silence(tree, found, settings, { asked: new Set(asked.map(({ id }) => id)), known }, request.base);
  return {
    schemaVersion: 1,
    findings,
    services: servicesIn(services, chains, contracts.filter((contract) => tree.selected(contract.at.file))),
    unanalysed: [...tree.unanalysed, ...analysis.unanalysed, ...unanalysed, ...unread].filter((entry) => tree.selected(entry.file)),
    suppressed,
    stats: {
      files: tree.files.length,
      parsed: analysis.parsed,
      rounds: analysis.rounds,
      unresolved: analysis.unresolved,
      seconds: Math.round(performance.now() - started) / 1000,
    },
  };
};

/** Services with what platforms promise them; a workload whose code is not here is a service of its own. */
const servicesIn = (services: readonly Service[], chains: readonly Chain[], contracts: readonly Contract[]): ServiceReport[] => {
  const working = services.filter((service) => service.plan.triggers.length > 0 || service.plan.intake.length > 0);
  // Start commands that lead to no service which is known: their code is elsewhere, or was not understood.
  const alone = chains.filter((chain) => chain.isJudged && chain.code === undefined);
  const here = new Set([...working.flatMap((service) => service.contracts ?? []), ...alone.map((chain) => chain.facts.contract)]);
  const elsewhere = contracts.filter((contract) => !here.has(contract));
  return [
    ...working.map((service) => {
      const plan = printPlan(service.plan);
      const [chain] = service.chains ?? [];
      const timeline = timelinesOf(service);
      return { name: service.name, entry: service.entry, ...(plan ? { plan } : {}), ...(chain ? { chain: chainReport(chain) } : {}), contracts: (service.contracts ?? []).map(reportOf), ...(timeline.length > 0 ? { timeline } : {}) };
    }),
    ...alone.map((chain) => ({ name: chain.name, entry: chain.facts.startAt.file, code: 'elsewhere' as const, chain: chainReport(chain), ...(chain.facts.contract ? { contracts: [reportOf(chain.facts.contract)] } : {}) })),
    ...elsewhere.map((contract) => ({ name: contract.name, entry: contract.at.file, code: 'elsewhere' as const, contracts: [reportOf(contract)] })),
  ];
};

/** What analyses of trees that differ in a few texts may share. The texts must import the same files. */
export interface Shared {
  readonly reach: Reach;
  readonly parsed: ParsedFiles;
  /** Files that the same question came to need before. Beginning with them saves rounds; this analysis adds its own. */
  readonly needed: Set<string>;
}

/**
 * The services of a tree and what rules say of them, from a program that begins with some files. A rule's question may
 * need a file that is not there yet: then the program grows for that question, and when it is answered everything is
 * asked again, until nothing more is needed.
 */
export const analyse = (tree: Tree, files: readonly string[], asked: readonly AnyRule[], shared?: Shared, { settings = defaultSettings, progress }: Pick<AuditRequest, 'settings' | 'progress'> = {}): Analysis => {
  const reach = shared?.reach ?? new Reach(tree, new Resolver(tree));
  const entries = new Entries(reach, settings.services);
  const leading = files.filter((file) => entries.over(file).length > 0);
  const program = new DemandProgram(tree, reach, [...leading, ...(shared?.needed ?? [])], shared?.parsed);
  let services: readonly Service[] = [];
  let findings: readonly Finding[] = [];
  let unresolved = 0;
  progress?.(`${String(tree.files.length)} files found, ${String(files.length)} of them take part`);
  for (let grown = program.grow(); grown;) {
    progress?.(`round ${String(program.rounds)}: ${String(program.files.length)} files`);
    const world = new World(program, isProductCode);
    services = discoverServices(world, entries, leading);
    findings = runRules({ services }, asked, settings.rules);
    unresolved = world.unresolved;
    grown = program.rounds < roundLimit && growFor(program, world.open);
  }
  for (const file of program.files) shared?.needed.add(file);
  const refused = [...program.refused].map(([file, reason]) => ({ file, reason }));
  return { services, findings, parsed: program.parsedCount, rounds: program.rounds, unresolved, unanalysed: [...reach.resolver.malformed, ...refused] };
};

/** Grows a program until the questions that needed more files are answered. False when nothing more was needed at all. */
const growFor = (program: DemandProgram, questions: World['open']): boolean => {
  const grown = program.grow();
  let open = questions;
  for (let goesOn = grown; goesOn && open.length > 0 && program.rounds < roundLimit; goesOn = program.grow()) {
    const evaluator = new Evaluator(new World(program, isProductCode));
    for (const question of open) evaluator.ask(question);
    open = evaluator.world.open;
  }
  return grown;
};

const known: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** The rules that a request asks for: those named, else those of the preset as the configuration has it. */
export const rulesFor = ({ preset, rules: named, settings }: Pick<AuditRequest, 'preset' | 'rules' | 'settings'>): AnyRule[] =>
  rules.filter((rule) => {
    if (named) return named.includes(rule.id);
    const configured = settings?.rules.get(rule.id);
    return configured?.isOff !== true && (configured?.isOn === true || preset === 'strict' || rule.preset === 'recommended');
  });
