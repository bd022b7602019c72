import type ts from 'typescript';
import { buildPlan } from '../plan/build.js';
import { Evaluator } from '../plan/evaluator.js';
import { surveySurroundings } from '../plan/surroundings.js';
import type { Surroundings } from '../plan/surroundings.js';
import { takeInventory } from '../plan/inventory.js';
import type { Inventory } from '../plan/inventory.js';
import { findStarts } from '../plan/starts.js';
import type { Plan } from '../plan/plan.js';
import type { Answer } from '../plan/step.js';
import { reachedAtStart } from '../plan/reached.js';
import { findTeardowns } from '../plan/teardowns.js';
import type { Teardown } from '../plan/teardowns.js';
import { areOfDifferentObjects, servesOnlyTimers } from '../plan/usage.js';
import { findTriggers } from '../plan/triggers.js';
import type { Trigger } from '../plan/triggers.js';
import type { CreatedHandle, World } from '../plan/world.js';
import type { Entries } from './entries.js';
import { factsOf } from './facts.js';
import type { Reach } from '../program/reach.js';
import { isForDevelopment } from '../program/source-files.js';
import { librariesOfStub, stubFileOf } from '../program/stubs.js';
import type { Service } from './service.js';

/** Packages by these names may handle signals, although the catalogue does not know them. */
const mayHandleSignals = /shutdown|graceful|terminat|terminus|exit-hook|on-exit|signals?$|stoppable|lifecycle|hapi-pulse|lightship|cluster-service/i;

/**
 * The services of a repository: files that nobody imports and that load code which takes work or handles signals. Tests,
 * examples and maintenance scripts are none; a library whose intake nobody calls is none either. Only the selected files
 * are searched: those that joined the program later are there to answer questions, and have nothing of their own to say.
 */
export const discoverServices = (world: World, entries: Entries, selected: readonly string[]): Service[] => {
  const evaluator = new Evaluator(world);
  const files = selected.filter((file) => world.program.has(file));
  const deployed = files.filter((file) => !isForDevelopment(file));
  const starts = findStarts(evaluator, deployed);
  const triggers = findTriggers(evaluator, deployed);
  const telling = new Set([...starts.filter((start) => start.reached !== 'never'), ...triggers].map((item) => item.at.file));
  const isLeftOver = (file: string): boolean => !entries.isDeclared(file) && entries.loadsDeclared(file) && !starts.some((start) => start.at.file === file);
  const begun = [...new Set([...telling].flatMap((file) => entries.over(file)))].filter((file) => !isLeftOver(file)).sort();
  const loaded = new Set(begun.flatMap((entry) => [...entries.filesOf(entry)]));
  const inside = files.filter((file) => loaded.has(file));
  const inventory = takeInventory(evaluator, inside, starts);
  const surroundings = surveySurroundings(evaluator, inside, starts);
  let found: readonly Teardown[] | undefined;
  const teardowns = (): readonly Teardown[] => (found ??= findTeardowns(evaluator, inside));
  const plans = new Map<string, Plan>();
  const services = begun.map((entry) => serviceAt(evaluator, entries, entry, begun.length > 1, inventory, surroundings, triggers, teardowns, plans));
  const own = withoutEchoes(services, (service) => entries.isDeclared(service.entry) || telling.has(service.entry));
  return withoutBorrowers(world, entries, own);
};

/** Without tools that load a service's code for something else: what they could be told is told of the service itself. */
const withoutBorrowers = (world: World, entries: Entries, services: readonly Service[]): Service[] => {
  const { resolver } = world.program;
  const tellingOf = ({ plan }: Service): readonly string[] => [...plan.triggers, ...plan.intake].map((item) => item.at.file);
  const isOwn = (service: Service, file: string): boolean => resolver.packageOf(file) === resolver.packageOf(service.entry);
  // A worker may start what a shared package makes: its own call says that the work is its own.
  const startsItself = (service: Service): boolean => entries.isDeclared(service.entry) && service.plan.intake.some((start) => start.reached === 'always' && start.startedBy.some((call) => call.at.file === service.entry));
  const isOwner = (service: Service): boolean => tellingOf(service).some((file) => isOwn(service, file)) || startsItself(service);
  const owners = services.filter(isOwner);
  return services.filter((service) => {
    if (isOwner(service)) return true;
    const borrowed = tellingOf(service);
    return borrowed.length === 0 || !owners.some((owner) => borrowed.every((file) => owner.files.has(file)));
  });
};

/** Of services with one and the same plan, those whose entries are known to be ones: the rest are modules that nobody imports. */
const withoutEchoes = (services: readonly Service[], isEntry: (service: Service) => boolean): Service[] => {
  return [...new Set(services.map((service) => service.plan))].flatMap((plan) => {
    const same = services.filter((service) => service.plan === plan);
    const known = same.filter(isEntry);
    return known.length > 0 ? known : same.slice(0, 1);
  });
};

const serviceAt = (evaluator: Evaluator, entries: Entries, entry: string, isOneOfMany: boolean, inventory: Inventory, surroundings: Surroundings, triggers: readonly Trigger[], teardowns: () => readonly Teardown[], plans: Map<string, Plan>): Service => {
  const { world } = evaluator;
  const { reach, resolver } = world.program;
  const files = entries.filesOf(entry);
  const made = new Map<CreatedHandle, boolean>();
  const stands = (node: ts.Node): boolean => files.has(world.program.fileOf(node) ?? '');
  const isHere = (item: { at: { file: string } }): boolean => files.has(item.at.file);
  const own: Inventory = {
    starts: inventory.starts.filter(isHere).map((start) => (isOneOfMany && start.reached === 'always' ? start.seenFrom(stands) : start)),
    intervals: inventory.intervals.filter(isHere),
    loops: inventory.loops.filter(isHere).map((loop) => (isOneOfMany && loop.reached === 'always' ? loop.seenFrom(stands) : loop)),
    handles: inventory.handles.filter(isHere),
    vainAwaits: inventory.vainAwaits.filter((node) => files.has(world.locationOf(node).file)),
  };
  // A listener in a function that nobody calls counts only where that file itself is what runs.
  const loadedTriggers = triggers.filter((trigger) => isHere(trigger) && !trigger.isOutsideProduction && (trigger.reached !== 'never' || trigger.at.file === entry));
  const ownTriggers = loadedTriggers.filter((trigger) => !isRegisteredElsewhere(evaluator, trigger, stands));
  const explained = new Set(triggers.map((trigger) => trigger.at.file));
  const key = [...ownTriggers, ...own.starts, ...own.intervals, ...own.loops].map((item) => `${item.reached} ${item.at.file}:${String(item.at.startLine)}:${String(item.at.startColumn)}`).join('|');
  const handled = answerFor(world, reach, new Set([...files].filter((file) => !explained.has(file))), ownTriggers);
  // A call that is not seen may register here what another process registers.
  const handlesSigterm = handled === 'never' && loadedTriggers.length > ownTriggers.length ? 'maybe' : handled;
  const plan = plans.get(key) ?? buildPlan(world, ownTriggers, own, handlesSigterm, files, {
    canUse: (user, used) => reach.reachableFrom(user.at.file).has(used.at.file) && !servesOnlyTimers(evaluator, used as CreatedHandle),
    areOfDifferentObjects: (left, right) => areOfDifferentObjects(evaluator, left.node, right.node),
    isForeign: (file) => resolver.packageOf(file) !== resolver.packageOf(entry),
    isMadeAtStart: (handle) => {
      const known = made.get(handle) ?? reachedAtStart(evaluator, handle.node, stands) === 'always';
      made.set(handle, known);
      return known;
    },
    facts: factsOf(evaluator, reach, entry, files, surroundings, own.starts),
    teardowns: () => teardowns().filter(isHere),
  });
  plans.set(key, plan);
  return { name: entries.nameOf(entry) ?? nameOf(world, entry), entry, files, isStarted: isStarted(world, entry), plan };
};

/** Whether the calls that register a listener all stand in another process, which shares the file with this one. */
const isRegisteredElsewhere = (evaluator: Evaluator, trigger: Trigger, stands: (node: ts.Node) => boolean): boolean =>
  trigger.reached === 'always' && reachedAtStart(evaluator, trigger.node, stands) !== 'always';

/** Whether SIGTERM is handled: `maybe` for dynamic signal names, unknown packages of telling names, and unread mentions. */
const answerFor = (world: World, reach: Reach, files: ReadonlySet<string>, triggers: readonly Trigger[]): Answer => {
  if (triggers.some((trigger) => trigger.signals?.includes('SIGTERM') === true)) return 'always';
  if (triggers.some((trigger) => trigger.signals === undefined)) return 'maybe';
  for (const file of files) {
    if (world.program.tree.text(file)?.includes('SIGTERM') === true) return 'maybe';
    if (reach.packagesIn(file).some((specifier) => mayHandleSignals.test(specifier) && !isKnownToHandleNone(specifier) && !triggers.some((trigger) => trigger.owner === specifier))) return 'maybe';
  }
  return 'never';
};

/** Whether the catalogue knows a package, and no function of it that installs signal handlers. */
const isKnownToHandleNone = (specifier: string): boolean => {
  const stub = stubFileOf(specifier);
  return stub !== undefined && librariesOfStub(stub).every((library) => Object.values(library.calls ?? {}).every((semantics) => semantics.trigger === undefined));
};

/** Whether a start script or an image says that the entry's package runs as a process of its own. */
const isStarted = (world: World, entry: string): boolean => {
  const { tree, resolver } = world.program;
  const owner = resolver.packageOf(entry);
  const scripts = owner?.json['scripts'];
  const image = owner?.folder === undefined || owner.folder === '' ? 'Dockerfile' : `${owner.folder}/Dockerfile`;
  return (typeof scripts === 'object' && scripts !== null && 'start' in scripts) || tree.has(image) || tree.has('Dockerfile');
};

/** The package's name, or the entry's where a package has no name. */
const nameOf = (world: World, entry: string): string => {
  const owner = world.program.resolver.packageOf(entry);
  if (owner && owner.name !== '') return owner.name;
  return entry.replace(/\.[^.]+$/, '');
};
