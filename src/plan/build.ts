import type ts from 'typescript';
import type { World } from './world.js';
import { Bounds } from './bounds.js';
import { Evaluator } from './evaluator.js';
import { isHandedOn } from './handed-on.js';
import type { Inventory } from './inventory.js';
import { Order } from './order.js';
import { Plan } from './plan.js';
import type { PlanParts } from './plan.js';
import type { Answer } from './step.js';
import { Strand } from './strand.js';
import type { Trigger } from './triggers.js';
import { findUndeclared } from './undeclared.js';

/** The signals that end a service, the platform's own first: a plan is made for the first that something handles. */
const terminationSignals = ['SIGTERM', 'SIGINT'] as const;

/** More listeners than any process has reasons for; the rest would say the same. */
const triggerLimit = 40;

/**
 * The plan of one process: what its triggers do, side by side, on the signal that ends it. When nothing handles SIGTERM,
 * what SIGINT does is shown instead.
 */
export const buildPlan = (world: World, triggers: readonly Trigger[], inventory: Inventory, handlesSigterm: Answer, files: ReadonlySet<string>, questions: Pick<PlanParts, 'canUse' | 'isForeign' | 'isMadeAtStart' | 'teardowns'>): Plan => {
  const acting = terminationSignals.map((signal) => triggers.filter((trigger) => trigger.signals === undefined || trigger.signals.includes(signal))).find((some) => some.length > 0) ?? [];
  const evaluator = new Evaluator(world, files);
  const root = new Strand('main');
  const triggerOf = new Map<Strand, Trigger>();
  for (const trigger of acting.slice(0, triggerLimit)) {
    const line = evaluator.spawn(root, (strand) => {
      trigger.run(evaluator, strand);
    });
    triggerOf.set(line, trigger);
  }
  const order = new Order(root);
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
    misnomers: evaluator.misnomers,
    undeclared: findUndeclared(world, evaluator.executed),
    sets: (loop) => loop.flag !== undefined && evaluator.assigned.has(loop.flag),
    vainAwaits: inventory.vainAwaits.map((node: ts.Node) => ({ node, at: world.locationOf(node) })),
  });
};
