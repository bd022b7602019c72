import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import { callersOf, functionAround } from './callers.js';
import { isAct } from './order.js';
import type { Plan, PlanParts } from './plan.js';
import type { ActItem } from './strand.js';
import type { Trigger } from './triggers.js';

/** Which processes of a cluster run a piece of code. */
export type Side = 'primary' | 'worker' | 'both';

/** The side on which a branch of a condition runs: the other branch of `a && b` may be on either. */
const sideOfCondition = (condition: string, isThen: boolean): Side | undefined => {
  for (const term of condition.split('&&')) {
    const match = /^\s*(!?)\s*(?:\w+\.)?(is(?:Primary|Master|Worker))\s*$/.exec(term);
    if (!match || (!isThen && condition.includes('&&'))) continue;
    return (isThen === (match[1] === '')) === (match[2] !== 'isWorker') ? 'primary' : 'worker';
  }
  return undefined;
};

/** Which side of `if (cluster.isPrimary)` a node stands on, directly or through the calls that lead to it. */
export const sideOf = (evaluator: Evaluator, node: ts.Node, depth = 4): Side => {
  for (let current = node; !typescript.isSourceFile(current); current = current.parent) {
    const { parent } = current;
    if (typescript.isIfStatement(parent) && parent.expression !== current) {
      const side = sideOfCondition(parent.expression.getText(), parent.thenStatement === current);
      if (side) return side;
    }
    // A callback runs where it is handed over.
    if (typescript.isFunctionLike(current) && !typescript.isCallExpression(parent)) break;
  }
  let around = functionAround(node);
  while (around && typescript.isCallExpression(around.parent)) around = functionAround(around);
  if (!around || depth === 0) return 'both';
  const sides = new Set(callersOf(evaluator, around).map((call) => sideOf(evaluator, call, depth - 1)));
  const [only] = sides;
  return sides.size === 1 && only !== undefined ? only : 'both';
};

/** The cluster that a primary process forks, and whether it hears of the signal. */
export class Workers {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** Where workers are forked that the signal never reaches, and why. */
  get unheard(): { readonly fork: Located; readonly trigger: Trigger | undefined; readonly disconnect: ActItem | undefined; readonly listener: Trigger | undefined } | undefined {
    const fork = this.#parts.inventory.handles.find((held) => held.handle.label === 'cluster worker' && /fork\s*\(/.test(held.handle.node.getText()) && held.reached !== 'never');
    if (!fork || this.#plan.triggers.length === 0) return undefined;
    const primary = this.#plan.triggers.filter((trigger) => this.#parts.sideOf(trigger.node) !== 'worker');
    // One that both sides may register says nothing of the primary.
    const trigger = primary.find((each) => this.#parts.sideOf(each.node) === 'primary');
    const listener = this.#plan.triggers.find((each) => each !== trigger && this.#parts.sideOf(each.node) !== 'primary');
    if (!trigger) return primary.length > 0 ? undefined : { fork, trigger: undefined, disconnect: undefined, listener };
    const { order, executed } = this.#parts.alone(trigger);
    const items = [...order].map(([item]) => item);
    // What is not followed may pass the signal on.
    if (items.some((item) => item.kind === 'unknown' && item.opaque) || [...executed].some((callable) => /\.(?:kill|send|destroy|postMessage)\s*\(/.test(callable.getText()))) return undefined;
    const disconnect = items.filter(isAct).find((act) => act.handleKind?.role === 'process');
    if (disconnect && (!listener || this.#hearsDisconnect)) return undefined;
    return { fork, trigger, disconnect, listener };
  }

  /** Whether workers listen for the end of their channel, which is all that a worker hears of `disconnect()`. */
  get #hearsDisconnect(): boolean {
    return this.#parts.facts.surroundings.listeners.some(({ event, node }) => event === 'disconnect' && this.#parts.sideOf(node) !== 'primary');
  }
}
