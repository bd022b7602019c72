import type { Answer } from '../plan/step.js';
import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';
import type { Service } from './service.js';

/** What a service answers, as far as its own texts say so. */
export interface Served {
  /** Whether it answers requests for a path. `never` only where every route is written out and none has a part of that name. */
  serves(path: string): Answer;
  /** Whether it listens on a port, with what a container sets in its environment; undefined values are not known. */
  listensOn(port: number, environment: ReadonlyMap<string, string | undefined>): Answer;
  /** Where it listens on a port for its own machine alone, which the kubelet is none of; undefined where that is not certain. */
  onlyLocally(port: number): Location | undefined;
  /** Where it begins to listen. */
  readonly listensAt: readonly Location[];
  /** How long it keeps idle connections: Node's own 5 s where nothing in its code says otherwise; undefined when it cannot be told. */
  readonly keepAliveSeconds: number | undefined;
}

interface Port {
  readonly number: number;
  /** The variable of the environment that replaces it. */
  readonly variable: string | undefined;
}

/** Packages by these names may open ports and answer paths by themselves. */
const mayServe = /health|terminus|lightship|alive|probe|pressure|proxy|prom|metric|telemetry|static|autoload|framework|platform|kit|server|common|core|next|nuxt|apollo|swagger|monitor|observ|nest|shutdown|graceful/i;
const router = /(?:from|require\()\s*['"](?:express|fastify|koa|@koa\/router|koa-router|restify|polka)['"]/;
/** Routes that answer everything, or whose paths are put together when the program runs. */
const openRoute = /\.(?:get|all|use|route)\(\s*(?:['"`](?:\*|\/\*|\(\.\*\)|\/\(\.\*\))|\/|[A-Za-z_$][\w$.]*\s*,)|createServer\(\s*(?:async\b|function\b|\()/;
const routeLiteral = /\.(?:get|all|use|route)\(\s*['"]\//;
const dynamicLoad = /\b(?:require|import)\(\s*[^'"\s)]/;
const imported = /(?:from|require\(|import)\s*['"]([^'"./][^'"]{0,100})['"]/g;

/** What a service answers and where. Texts are searched when a rule asks. */
export const servedBy = (tree: Tree, service: Service): Served => {
  const texts = [...service.files].map((file) => tree.text(file) ?? '');
  const isOpen = (): boolean => texts.some((text) => dynamicLoad.test(text) || [...text.matchAll(imported)].some(([, name = '']) => !name.startsWith('node:') && mayServe.test(name)));
  const listening = service.plan.starts.filter((start) => (start.role === 'server' || start.role === 'websocket-server') && start.reached !== 'never');
  return {
    listensAt: listening.map(({ at }) => at),
    serves: (path) => {
      const part = path.split('?', 1)[0]?.split('/').findLast((each) => each !== '')?.toLowerCase() ?? '';
      if (part.length < 3 || !texts.some((text) => router.test(text)) || !texts.some((text) => routeLiteral.test(text))) return 'maybe';
      if (texts.some((text) => openRoute.test(text)) || isOpen()) return 'maybe';
      return sourcesOf(tree).some((text) => text.includes(part)) ? 'maybe' : 'never';
    },
    listensOn: (port, environment) => {
      const ports = listening.map((start) => portAt(tree.text(start.at.file) ?? '', start.at));
      if (ports.length === 0 || isOpen()) return 'maybe';
      const answers = ports.map((found): Answer => {
        if (found === undefined || (found.variable !== undefined && environment.has(found.variable) && environment.get(found.variable) === undefined)) return 'maybe';
        const written = found.variable === undefined ? undefined : environment.get(found.variable);
        if (written === undefined && found.variable !== undefined && imagesOf(tree).some((text) => text.includes(found.variable ?? ''))) return 'maybe';
        return Number(written ?? found.number) === port ? 'always' : 'never';
      });
      return answers.includes('always') ? 'always' : answers.includes('maybe') ? 'maybe' : 'never';
    },
    onlyLocally: (port) => {
      const found = listening.filter((start) => {
        const known = portAt(tree.text(start.at.file) ?? '', start.at);
        return known === undefined || known.variable !== undefined || known.number === port;
      });
      return found.length > 0 && found.every((start) => loopbackHost.test(callAt(tree.text(start.at.file) ?? '', start.at))) ? found[0]?.at : undefined;
    },
    get keepAliveSeconds(): number | undefined {
      const hasOwnDefault = texts.some((text) => /keepAliveTimeout|keep_alive|(?:from|require\()\s*['"](?:fastify|@fastify|@hapi|@nestjs|restify|next)/.test(text)) || isOpen() || imagesOf(tree).some((text) => /^\s*FROM\s+\S*node:(?:2[5-9]|[3-9]\d|latest|current|alpine|slim)\b/im.test(text));
      return hasOwnDefault || listening.every((start) => !start.handles.some(({ label }) => label.startsWith('http server'))) ? undefined : 5;
    },
  };
};

const sources = new WeakMap<Tree, readonly string[]>();

/** The texts of all code of a tree, in lower case. */
const sourcesOf = (tree: Tree): readonly string[] => {
  const known = sources.get(tree) ?? tree.files.filter((file) => /\.(?:[cm]?[jt]sx?|json)$/.test(file)).map((file) => (tree.text(file) ?? '').toLowerCase());
  sources.set(tree, known);
  return known;
};

/** The texts of image files and of files with variables for the environment. */
const imagesOf = (tree: Tree): readonly string[] => tree.files.filter((file) => /(?:^|\/)(?:[^/]*Dockerfile[^/]*|\.env[^/]*)$/.test(file)).map((file) => tree.text(file) ?? '');

const listenCall = /\b(?:listen\(\s*(?:\{\s*port:\s*)?|bindAsync\(\s*['"`][\w.[\]:]{0,60}?:)(?:(\d{2,5})|([A-Za-z_$][\w$]{0,60}))\s*[,)}'"`]/;

/** The beginning of the call that stands at a place. */
const callAt = (text: string, at: Location): string => text.split('\n').slice(at.startLine - 1, at.startLine + 3).join('\n').slice(at.startColumn - 1).slice(0, 400);

const loopbackHost = /\blisten\(\s*(?:\{\s*port:\s*)?\d{2,5}\s*,\s*(?:host:\s*)?['"`](?:127\.0\.0\.1|localhost|::1)['"`]/;

/** The port that a call listens on: a number, or a constant of the same file with a number or a variable's default. */
const portAt = (text: string, at: Location): Port | undefined => {
  const [, written, name] = listenCall.exec(callAt(text, at)) ?? [];
  if (written !== undefined) return { number: Number(written), variable: undefined };
  if (name === undefined) return undefined;
  const value = text.split('\n').flatMap((line) => (line.length < 300 ? (/^\s*(?:export )?(?:const|let|var) ([\w$]+)(?:: number)? = (.+?);?\s*$/.exec(line) ?? []).slice(1) : []));
  const places = value.flatMap((each, index) => (index % 2 === 0 && each === name ? [value[index + 1] ?? ''] : []));
  const [only] = places;
  if (only === undefined || places.length > 1) return undefined;
  if (/^\d{2,5}$/.test(only)) return { number: Number(only), variable: undefined };
  const variable = /^(?:Number\(|parseInt\(|\+)?\s*process\.env(?:\.([A-Z_\d]+)|\[['"]([A-Z_\d]+)['"]\])\)?\s*(?:\|\||\?\?)\s*['"]?(\d{2,5})['"]?(?:, 10)?\)?$/.exec(only);
  return variable ? { number: Number(variable[3]), variable: variable[1] ?? variable[2] } : undefined;
};
