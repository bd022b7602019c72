import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { World } from './world.js';
import { Bounds } from './bounds.js';
import { callersOf, functionAround } from './callers.js';
import { callEach } from './calls.js';
import { Evaluator } from './evaluator.js';
import { isHandedOn } from './handed-on.js';
import type { Inventory } from './inventory.js';
import { awaitedStartBefore } from './late-registration.js';
import { Order } from './order.js';
import { Plan } from './plan.js';
import type { Aside, PlanParts } from './plan.js';
import type { ProcessListener } from './process-listeners.js';
import { uncaughtIn } from './rejections.js';
import type { Answer } from './step.js';
import { Strand } from './strand.js';
import { indexesOf } from './syntax-index.js';
import { findTriggers } from './triggers.js';
import type { Trigger } from './triggers.js';
import { findUndeclared } from './undeclared.js';
import { membersOf } from './value.js';
import { isWatched } from './watched.js';
import { sideOf } from './workers.js';
import type { Located } from '../rule.js';

/** The signals that end a service, the platform's own first: a plan is made for the first that something handles. */
const terminationSignals = ['SIGTERM', 'SIGINT'] as const;

/** More listeners than any process has reasons for; the rest would say the same. */
const triggerLimit = 40;

/**
 * The plan of one process: what its triggers do, side by side, on the signal that ends it. When nothing handles SIGTERM,
 * what SIGINT does is shown instead.
 */
export const buildPlan = (world: World, triggers: readonly Trigger[], inventory: Inventory, handlesSigterm: Answer, files: ReadonlySet<string>, questions: Pick<PlanParts, 'areOfDifferentObjects' | 'canUse' | 'facts' | 'isForeign' | 'isMadeAtStart' | 'teardowns'>): Plan => {
  const acting = terminationSignals.map((signal) => triggers.filter((trigger) => trigger.signals === undefined || trigger.signals.includes(signal))).find((some) => some.length > 0) ?? [];
  const evaluator = new Evaluator(world, files);
  const root = new Strand('main');
  const triggerOf = new Map<Strand, Trigger>();
  for (const trigger of acting.slice(0, triggerLimit)) {
    const run = (): Strand => evaluator.spawn(root, (strand) => {
      trigger.run(evaluator, strand);
    });
    const line = world.asking(run, runOf(trigger, files));
    triggerOf.set(line, trigger);
  }
  const order = new Order(root);
  const asides = new Map<ProcessListener, Aside>();
  return new Plan({
    triggers: acting,
    triggerOf,
    listenerTriggers: triggers,
    strand: root,
    order,
    bounds: new Bounds(order),
    inventory,
    handlesSigterm,
    ...questions,
    executed: evaluator.executed,
    closedSomethingForeign: evaluator.closedSomethingForeign,
    isHandedOn: (handle) => isHandedOn(world, handle),
    isMadeOnce: (handle) => isMadeOnce(evaluator, handle.node),
    misnomers: evaluator.misnomers,
    undeclared: () => findUndeclared(world, evaluator.executed),
    sets: (loop) => loop.flag !== undefined && evaluator.assigned.has(loop.flag),
    isWatched: () => isWatched(world, evaluator.assigned.keys(), evaluator.executed),
    isSetByPlan: (symbol) => evaluator.assigned.has(symbol),
    again: (trigger) => runAgain(world, evaluator, trigger, files),
    alone: (trigger) => runAlone(world, files, (alone, strand) => { trigger.run(alone, strand); }),
    aside: (listener) => {
      const aside = asides.get(listener) ?? runAside(world, listener, files);
      asides.set(listener, aside);
      return aside;
    },
    awaitedStartBefore: (trigger) => awaitedStartBefore(evaluator, trigger, inventory.starts),
    uncaughtIn: (trigger) => trigger.listener && uncaughtIn(evaluator, trigger.listener.value),
    sideOf: (node) => sideOf(evaluator, node),
    locationOf: (node) => world.locationOf(node),
    healthServices: healthServicesIn(world, files),
    vainAwaits: inventory.vainAwaits.map((node: ts.Node) => ({ node, at: world.locationOf(node) })),
  });
};

/** Whether code runs a single time: at the top level of a file, or in the constructor of a class of which that makes the only object. */
const isMadeOnce = (evaluator: Evaluator, node: ts.Node): boolean => {
  const around = functionAround(node);
  if (!around) return true;
  if (!typescript.isConstructorDeclaration(around)) return false;
  const [made, ...others] = callersOf(evaluator, around);
  return made !== undefined && others.length === 0 && functionAround(made) === undefined;
};

/** What a listener does the second time: with everything that the first time has assigned. */
const runAgain = (world: World, first: Evaluator, trigger: Trigger, files: ReadonlySet<string>): Order => {
  const evaluator = new Evaluator(world, files, first.fired);
  for (const [symbol, value] of first.assigned) evaluator.assigned.set(symbol, value);
  const strand = new Strand('main');
  trigger.run(evaluator, strand);
  return new Order(strand);
};

const runAside = (world: World, listener: ProcessListener, files: ReadonlySet<string>): Aside =>
  runAlone(world, files, (evaluator, strand) => {
    callEach(evaluator, membersOf(listener.value), [], listener.listener, strand);
  });

const runAlone = (world: World, files: ReadonlySet<string>, run: (evaluator: Evaluator, strand: Strand) => void): Aside => {
  const evaluator = new Evaluator(world, files);
  const strand = new Strand('main');
  run(evaluator, strand);
  return { order: new Order(strand), executed: evaluator.executed };
};

/** What a trigger does as a question of its own, which holds nothing of the program that it was first asked of. */
const runOf = ({ node, at: { file } }: Trigger, files: ReadonlySet<string>) => (evaluator: Evaluator): void => {
  for (const trigger of findTriggers(evaluator, [file]).filter((found) => found.node === node)) {
    runAlone(evaluator.world, files, (alone, strand) => { trigger.run(alone, strand); });
  }
};

const healthServicesIn = (world: World, files: ReadonlySet<string>): Located[] =>
  indexesOf(world.program, [...files]).flatMap(({ calls }) =>
    (calls.get('HealthImplementation') ?? []).filter((node) => world.declaredCall(node.expression, true)?.library.name === '@grpc/grpc-js').map((node) => ({ at: world.locationOf(node) })),
  );
