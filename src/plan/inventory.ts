import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { callNames } from '../catalogue/call-names.js';
import { holds } from './creation.js';
import type { Evaluator } from './evaluator.js';
import { intervalAt, rearmedAt } from './intervals.js';
import type { Interval } from './intervals.js';
import { loopAt } from './loops.js';
import type { Loop } from './loops.js';
import { Place } from './reached.js';
import { isShortLivedChild } from './started-work.js';
import type { Start } from './starts.js';
import { calledName, indexesOf } from './syntax-index.js';
import type { CreatedHandle } from './world.js';

/** Where a handle is made. */
class OpenHandle extends Place {
  readonly handle: CreatedHandle;

  constructor(evaluator: Evaluator, handle: CreatedHandle) {
    super(evaluator, handle.node, handle.at);
    this.handle = handle;
  }

  /** Whether it is made in such a way that it loses something at an end that its kind names: always where nothing narrows that. */
  get buffers(): boolean {
    const when = this.handle.kind.losesOn?.when;
    return when === undefined || holds(this.evaluator, when, this.handle.creation, this.handle.creation, this.handle.node) === true;
  }

  /** For child processes: whether it ends by itself, or is left to itself on purpose. */
  get isShortLived(): boolean {
    return isShortLivedChild(this.handle.node);
  }
}

/** Everything of interest that a set of files has, found in one pass over each. */
export interface Inventory {
  readonly starts: readonly Start[];
  readonly intervals: readonly Interval[];
  readonly loops: readonly Loop[];
  readonly handles: readonly OpenHandle[];
  /** `await` of a call that gives nothing to wait for; the awaited call. */
  readonly vainAwaits: readonly ts.CallExpression[];
}

/** Names of closers that settle by callback or event, of which `await` is a mistake. */
const callbackNames = callNames((semantics) => (semantics.settles === 'callback' || semantics.settles === 'event' || semantics.settles === 'sync') && semantics.act !== undefined);

/**
 * Takes stock of the files of services: what is created there, what repeats, what never ends, what is awaited in vain.
 * What costs a search for callers is found out when a rule asks.
 */
export const takeInventory = (evaluator: Evaluator, files: readonly string[], starts: readonly Start[]): Inventory => {
  const intervals: Interval[] = [];
  const loops: Loop[] = [];
  const vainAwaits: ts.CallExpression[] = [];
  for (const index of indexesOf(evaluator.world.program, files)) {
    for (const node of index.calls.get('setInterval') ?? []) {
      const interval = typescript.isCallExpression(node) ? intervalAt(evaluator, node) : undefined;
      if (interval) intervals.push(interval);
    }
    for (const node of index.calls.get('setTimeout') ?? []) {
      const interval = typescript.isCallExpression(node) ? rearmedAt(evaluator, node) : undefined;
      if (interval) intervals.push(interval);
    }
    for (const node of index.loops) {
      const loop = loopAt(evaluator, node);
      if (loop) loops.push(loop);
    }
    for (const node of index.awaits) vainAwaits.push(...awaitedCalls(node.expression).filter((call) => isVain(evaluator, call)));
  }
  const inFiles = new Set<ts.SourceFile | undefined>(files.map((file) => evaluator.world.program.sourceFile(file)));
  return { starts, intervals, loops, vainAwaits, handles: [...evaluator.world.handles.values()]
      .filter((handle) => inFiles.has(handle.node.getSourceFile()))
      .map((handle) => new OpenHandle(evaluator, handle)),
  };
};

/** The calls that an `await` waits for: the awaited one, or the elements of an awaited `Promise.all([…])`. */
const awaitedCalls = (awaited: ts.Expression): ts.CallExpression[] => {
  if (!typescript.isCallExpression(awaited)) return [];
  const [list] = awaited.arguments;
  if (!/^Promise\.(?:all|allSettled|race)$/.test(awaited.expression.getText()) || !list || !typescript.isArrayLiteralExpression(list)) return [awaited];
  return list.elements.filter((element) => typescript.isCallExpression(element));
};

const isVain = (evaluator: Evaluator, call: ts.CallExpression): boolean => {
  if (!callbackNames.has(calledName(call))) return false;
  const declared = evaluator.world.declaredCall(call.expression, false);
  if (declared?.semantics?.act === undefined) return false;
  const { settles } = declared.semantics;
  if (settles !== 'callback' && settles !== 'event') return false;
  const type = evaluator.world.checker.getTypeAtLocation(call);
  return !evaluator.world.isAny(type) && !evaluator.world.isThenable(type);
};
