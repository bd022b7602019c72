import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Reach } from '../program/reach.js';
import type { Location } from '../rule.js';
import type { Evaluator } from './evaluator.js';
import { isLocal, portOf } from './ports.js';
import type { Port } from './ports.js';
import type { Start } from './starts.js';
import type { Answer } from './step.js';
import { calledName, indexOf } from './syntax-index.js';
import type { SyntaxIndex } from './syntax-index.js';

/** A place where a process listens. */
export interface Listener {
  readonly at: Location;
  /** Undefined when it cannot be told. */
  readonly port: Port | undefined;
  /** Whether only processes of the same machine can connect: its host is written as a loopback address. */
  readonly isLocal: boolean;
}

/** What a process answers and where. */
export interface Answers {
  readonly listeners: readonly Listener[];
  /**
   * The paths of its routes, as they are written; undefined when it may answer others. Found out when asked, by syntax
   * alone, since routes stand in many files that have no part in the life cycle.
   */
  readonly paths: readonly string[] | undefined;
  /** Whether packages or code that is loaded by a name which is made up may open ports and answer requests of their own. */
  readonly mayAnswerMore: boolean;
  /** How long it keeps unused connections; undefined when it cannot be told. */
  readonly keepAlive: KeepAlive | undefined;
}

export interface KeepAlive {
  readonly seconds: number;
  /** Nothing in the code says otherwise, so Node's own 5 s count. https://nodejs.org/api/http.html#serverkeepalivetimeout */
  readonly isDefault: boolean;
}

/** Packages by these names may open ports and answer paths by themselves. */
const mayServe = /health|terminus|lightship|alive|probe|pressure|proxy|prom|metric|telemetry|static|autoload|framework|platform|kit|server|common|core|next|nuxt|apollo|swagger|monitor|observ|nest|shutdown|graceful/i;
/** Routers whose routes are calls with the path first. */
const routers: ReadonlySet<string> = new Set(['express', 'fastify', 'koa', '@koa/router', 'koa-router', 'restify', 'polka']);
/** Frameworks whose servers have a keep-alive time of their own. */
const ownKeepAlive = /^(?:fastify|@fastify\/.+|@hapi\/.+|@nestjs\/.+|restify|next)$/;
const routeCalls = ['get', 'head', 'post', 'put', 'patch', 'delete', 'del', 'options', 'all', 'use', 'route'] as const;
const mayRoute = /\.(?:get|head|post|put|patch|delete|del|options|all|use|route)\s{0,9}\(/;
/** A path that answers whatever is asked. */
const everything = /^(?:\*|\/\*|\(\.\*\)|\/\(\.\*\)|\/?\{\*\w+\}|\/\*\w+)$/;

/** What a process answers, from the places where it listens and the files that it loads. */
export const answersOf = (evaluator: Evaluator, reach: Reach, files: ReadonlySet<string>, starts: readonly Start[]): Answers => {
  const { program } = evaluator.world;
  const listening = starts.filter((start) => (start.role === 'server' || start.role === 'websocket-server') && start.reached !== 'never');
  // Ports may come from files that the program has yet to take in, so they are asked for in every round.
  const listeners = listening.map((start) => ({ at: start.at, port: portOf(evaluator, start.node), isLocal: isLocal(start.node) }));
  let known: ReadonlySet<string> | undefined;
  const packages = (): readonly string[] => [...(known ??= new Set([...files].flatMap((file) => reach.packagesIn(file))))];
  const indexesWhere = (mention: RegExp): (SyntaxIndex | undefined)[] =>
    [...files].filter((file) => mention.test(program.tree.text(file) ?? '')).map((file) => {
      const source = program.syntaxOf(file);
      return source && indexOf(source);
    });
  // Every probe, hook and proxy asks it of every service.
  let mayAnswerMore: boolean | undefined;
  return {
    listeners,
    get paths() {
      return packages().some((name) => routers.has(name)) && !listening.some(answersByItself) ? pathsIn(indexesWhere(mayRoute)) : undefined;
    },
    get mayAnswerMore() {
      return (mayAnswerMore ??= packages().some((name) => !name.startsWith('node:') && mayServe.test(name)) || indexesWhere(/\b(?:require|import)\s{0,9}\(/).some((index) => index === undefined || loadsByName(index)));
    },
    get keepAlive() {
      if (this.mayAnswerMore || packages().some((name) => ownKeepAlive.test(name)) || !listening.some((start) => start.handles.some(({ label }) => label.startsWith('http server')))) return undefined;
      return keepAliveIn(indexesWhere(/keepAliveTimeout|keep_alive/));
    },
  };
};

/** Whether a server is made with a listener of its own for requests, which may answer any path. */
const answersByItself = (start: Start): boolean => start.handles.some(({ creation }) => creation.some((value) => value.kind === 'function'));

/** The paths of calls of routers: several arguments with a path first, or `use` and `route`. */
const pathsIn = (indexes: readonly (SyntaxIndex | undefined)[]): string[] | undefined => {
  const paths: string[] = [];
  for (const index of indexes) {
    if (!index) return undefined;
    for (const name of routeCalls) {
      for (const call of index.calls.get(name) ?? []) {
        const [first, second] = call.arguments ?? [];
        if (!first || !typescript.isCallExpression(call) || !typescript.isPropertyAccessExpression(call.expression)) continue;
        // `app.get('port')` and `cache.get(key)` are no routes, and `use(handler)` has no path.
        if (name !== 'route' && !second) continue;
        const written = typescript.isArrayLiteralExpression(first) ? first.elements : [first];
        if (name === 'use' && !written.some(typescript.isStringLiteralLike)) continue;
        for (const path of written) {
          if (!typescript.isStringLiteralLike(path) || everything.test(path.text)) return undefined;
          paths.push(path.text);
        }
      }
    }
  }
  return paths.some((path) => path.startsWith('/')) ? paths : undefined;
};

/** `require(name)` and `import(name)` of something that is no literal. */
const loadsByName = (index: SyntaxIndex): boolean =>
  [...(index.calls.get('require') ?? []), ...(index.calls.get('') ?? [])].some((call) => {
    const isLoad = calledName(call) === 'require' || call.expression.kind === typescript.SyntaxKind.ImportKeyword;
    const [what] = call.arguments ?? [];
    return isLoad && what !== undefined && !typescript.isStringLiteralLike(what);
  });

/** The time that one assignment of a number gives; Node's own where nothing is said. */
const keepAliveIn = (indexes: readonly (SyntaxIndex | undefined)[]): KeepAlive | undefined => {
  const mentions = indexes.flatMap((index) => index?.identifiers.get('keepAliveTimeout') ?? []);
  const assigned = indexes.flatMap((index) => index?.assignments.get('keepAliveTimeout') ?? []);
  if (indexes.length === 0) return { seconds: 5, isDefault: true };
  const [only] = assigned;
  const ms = only && assigned.length === 1 && mentions.length === 1 ? productOf(only.value) : undefined;
  return ms === undefined ? undefined : { seconds: ms / 1000, isDefault: false };
};

/** `65_000` and `65 * 1000`. */
const productOf = (node: ts.Expression): number | undefined => {
  if (typescript.isNumericLiteral(node)) return Number(node.text);
  if (!typescript.isBinaryExpression(node) || node.operatorToken.kind !== typescript.SyntaxKind.AsteriskToken) return undefined;
  const [left, right] = [productOf(node.left), productOf(node.right)];
  return left === undefined || right === undefined ? undefined : left * right;
};

/** Whether a process listens on a port, with what its container sets in its environment; undefined values are not known. */
export const listensOn = (answers: Answers, port: number, environment: ReadonlyMap<string, string | undefined>, isSetElsewhere: (variable: string) => boolean): Answer => {
  if (answers.listeners.length === 0 || answers.mayAnswerMore) return 'maybe';
  const each = answers.listeners.map(({ port: found }): Answer => {
    if (found === undefined) return 'maybe';
    if (found.variable === undefined) return found.number === port ? 'always' : 'never';
    if (environment.has(found.variable)) {
      const written = environment.get(found.variable);
      return written === undefined ? 'maybe' : Number(written) === port ? 'always' : 'never';
    }
    if (isSetElsewhere(found.variable)) return 'maybe';
    return found.number === port ? 'always' : 'never';
  });
  return each.includes('always') ? 'always' : each.includes('maybe') ? 'maybe' : 'never';
};
