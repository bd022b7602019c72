import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { callersOf, functionAround } from './callers.js';
import { calledName } from './syntax-index.js';
import type { Answer } from './step.js';
import type { Located, Location } from '../rule.js';

/** A place in the code, and how a process comes to it. That takes a search for callers, so it is found out when somebody asks. */
export class Place<N extends ts.Node = ts.Node> implements Located {
  readonly node: N;
  readonly at: Location;
  protected readonly evaluator: Evaluator;
  readonly #isHere: ((node: ts.Node) => boolean) | undefined;
  #reached: Answer | undefined;

  /** @param isHere which code belongs to the process; all, where it is not said */
  constructor(evaluator: Evaluator, node: N, at: Location = evaluator.world.locationOf(node), isHere?: (node: ts.Node) => boolean) {
    this.evaluator = evaluator;
    this.node = node;
    this.at = at;
    this.#isHere = isHere;
  }

  /** Whether it runs when the process starts. */
  get reached(): Answer {
    return (this.#reached ??= isReached(this.evaluator, this.node, this.#isHere));
  }

  /** Calls that lead to it, for the reader to see how it begins. */
  get startedBy(): readonly Located[] {
    let around = functionAround(this.node);
    // A callback has no callers of its own: what leads to it is whoever calls the function around it.
    while (around && isPassedOn(around)) around = functionAround(around);
    return around ? callersOf(this.evaluator, around).map((call) => ({ at: this.evaluator.world.locationOf(call) })) : [];
  }
}

/** In a function of its own, so that a question which stays open keeps no more than it needs. */
const isReached = (evaluator: Evaluator, node: ts.Node, isHere: ((node: ts.Node) => boolean) | undefined): Answer => evaluator.ask((outside) => reachedAtStart(outside, node, isHere));

/**
 * Whether code runs when its file is loaded by the process: at the top level, or in functions that are called from there,
 * as far as the calls stand in code of that process (`isHere`).
 * `maybe` when a function is only exported, or kept as a callback that nobody is seen to call; `never` when all who call
 * it belong to other processes.
 */
export const reachedAtStart = (evaluator: Evaluator, node: ts.Node, isHere: (node: ts.Node) => boolean = () => true, visited = new Set<ts.Node>()): Answer => {
  const around = functionAround(node);
  if (!around) return 'always';
  if (visited.has(around)) return 'never';
  visited.add(around);
  if (isPassedOn(around)) return isKeptForLater(around) ? 'maybe' : reachedAtStart(evaluator, around, isHere, visited);
  if (typescript.isConstructorDeclaration(around) || typescript.isMethodDeclaration(around) || typescript.isPropertyDeclaration(around.parent)) {
    const callers = callersOf(evaluator, around);
    const calls = callers.filter(isHere);
    if (calls.some((call) => reachedAtStart(evaluator, call, isHere, visited) === 'always')) return 'always';
    return callers.length > 0 && calls.length === 0 ? 'never' : 'maybe';
  }
  const callers = callersOf(evaluator, around);
  const calls = callers.filter(isHere);
  if (calls.some((call) => reachedAtStart(evaluator, call, isHere, visited) === 'always')) return 'always';
  if (isMain(around)) return 'always';
  const handedOn = passedOnAt(evaluator, around).filter(isHere);
  if (handedOn.some((site) => !isKeptBy(site.parent) && reachedAtStart(evaluator, site, isHere, visited) === 'always')) return 'always';
  if (calls.length > 0) return 'maybe';
  return (callers.length > 0 && handedOn.length === 0) || isUnmentioned(evaluator, around) ? 'never' : 'maybe';
};

/** Where a function is handed by its name to a call: `throng({ worker: start })`, `program.action(serve)`, `.then(start)`. */
const passedOnAt = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration): ts.Node[] => {
  const name = callable.name ?? (typescript.isVariableDeclaration(callable.parent) ? callable.parent.name : undefined);
  if (!name || !typescript.isIdentifier(name)) return [];
  const { program } = evaluator.world;
  const symbol = program.symbolAt(name);
  return evaluator.world.mentionsOf(name.text).filter((mention) => mention !== name && isArgument(mention) && program.symbolAt(mention) === symbol);
};

/** Whether a function is handed on by its name, so that somebody else calls it. */
export const isPassedByName = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration): boolean => passedOnAt(evaluator, callable).length > 0;

const isArgument = (mention: ts.Identifier): boolean => {
  const { parent } = mention;
  if (typescript.isCallExpression(parent) || typescript.isNewExpression(parent)) return parent.arguments?.includes(mention) ?? false;
  if (typescript.isPropertyAssignment(parent) && parent.initializer === mention) return typescript.isCallExpression(parent.parent.parent);
  return typescript.isShorthandPropertyAssignment(parent) && typescript.isCallExpression(parent.parent.parent);
};

/** Whether nobody speaks of a function by its name: it is neither called, nor passed on, nor exported elsewhere. */
const isUnmentioned = (evaluator: Evaluator, callable: ts.FunctionLikeDeclaration): boolean => {
  const { name } = callable;
  if (!typescript.isFunctionDeclaration(callable) || !name || !typescript.isIdentifier(name)) return false;
  return evaluator.world.mentionsOf(name.text).every((mention) => mention === name);
};

/** A function expression that is called at once or handed to a call: `(async () => { … })()`, `connect().then(() => …)`. */
const isPassedOn = (callable: ts.FunctionLikeDeclaration): boolean => {
  if (!typescript.isArrowFunction(callable) && !typescript.isFunctionExpression(callable)) return false;
  let parent = callable.parent;
  while (typescript.isParenthesizedExpression(parent)) parent = parent.parent;
  return typescript.isCallExpression(parent) || typescript.isNewExpression(parent) || isTask(parent);
};

/** Calls that run each function of a list: those of the `async` package, and its many relatives. */
const sequencers = /^(?:series|waterfall|parallel|parallelLimit)$/;

/** `async.series([connect, (done) => { … }])`: the list runs when the call does. */
const isTask = (list: ts.Node): boolean => typescript.isArrayLiteralExpression(list) && typescript.isCallExpression(list.parent) && list.parent.arguments[0] === list && sequencers.test(calledName(list.parent));

const keepers = /^(?:on|once|addListener|use|get|post|put|patch|delete|all|route|handle|createServer|createSecureServer|register|process|consume|subscribe|addEventListener|Worker|schedule|CronJob|command|setInterval)$/;
const readyEvents = /^(?:open|ready|connect(?:ed)?|listening|online|load(?:ed)?|start(?:ed)?|init(?:ialized)?)$/;

/** Whether a function is kept for requests, events or jobs, so that it runs then and not when the process starts. */
const isKeptForLater = (callable: ts.FunctionLikeDeclaration): boolean => {
  let call = callable.parent;
  while (typescript.isParenthesizedExpression(call)) call = call.parent;
  return isKeptBy(call) && call.expression !== callable;
};

/** Whether a call keeps the functions that it is given for later. */
const isKeptBy = (call: ts.Node): call is ts.CallExpression | ts.NewExpression => {
  if (!typescript.isCallExpression(call) && !typescript.isNewExpression(call)) return false;
  if (!keepers.test(calledName(call))) return false;
  const [event] = call.arguments ?? [];
  return !(event && typescript.isStringLiteralLike(event) && readyEvents.test(event.text));
};

/** `if (require.main === module) main()` and exported defaults of entry files are left to the callers' judgement. */
const isMain = (callable: ts.FunctionLikeDeclaration): boolean =>
  callable.name !== undefined && typescript.isIdentifier(callable.name) && /^(?:main|bootstrap)$/.test(callable.name.text);

/** Calls of a name whose function somebody calls, or that stand at the top level. */
export const liveCallsOf = (evaluator: Evaluator, name: string): ts.CallExpression[] =>
  evaluator.world.callsOf(name).filter((call): call is ts.CallExpression => typescript.isCallExpression(call) && isCalledSomewhere(evaluator, call));

const isCalledSomewhere = (evaluator: Evaluator, node: ts.Node): boolean => {
  const around = functionAround(node);
  return !around?.name || callersOf(evaluator, around).length > 0 || isPassedByName(evaluator, around);
};
