import type { ServiceFacts } from '../plan/service-facts.js';
import type { Reach } from '../program/reach.js';
import type { Start } from '../plan/starts.js';
import { jobLimitsOf } from '../plan/job-limits.js';
import { answersOf } from '../plan/answers.js';
import { findHealthRoutes } from '../plan/health-routes.js';
import { surroundingsIn } from '../plan/surroundings.js';
import type { Surroundings } from '../plan/surroundings.js';
import type { Tree } from '../read/tree.js';
import type { Evaluator } from '../plan/evaluator.js';
import type { Located } from '../rule.js';

/** What the repository says of one process besides its life cycle: health routes, endless responses, versions of Node. */
export const factsOf = (evaluator: Evaluator, reach: Reach, entry: string, files: ReadonlySet<string>, surroundings: Surroundings, starts: readonly Start[]): ServiceFacts => {
  const { tree, resolver } = evaluator.world.program;
  const owner = resolver.packageOf(entry);
  return {
    surroundings: surroundingsIn(surroundings, (item) => files.has(item.at.file)),
    routes: findHealthRoutes(evaluator, files),
    answers: answersOf(evaluator, reach, files, starts),
    jobLimits: starts.flatMap((start) => jobLimitsOf(evaluator, start)),
    streams: [...files].flatMap((file) => streamsIn(tree, file)),
    oldestNode: oldestNode(owner?.json['engines']),
    runsAsFirstProcess: images(owner?.folder ?? '').some((file) => startsNodeDirectly(tree.text(file))),
    packageOf: (file) => resolver.packageOf(file)?.folder,
    entryPackage: owner?.folder,
    isImportedBy: (file) => reach.importersOf(file).length > 0,
    textOf: (file) => tree.text(file) ?? '',
  };
};

/** Headers and helpers of server-sent events: a response that goes on until the client leaves. */
const stream = /content-type['"]?\s*[,:]\s*['"]text\/event-stream|\bstreamSSE\s*\(|\b(?:new|extends)\s+(?:SSEServerTransport|StreamableHTTP(?:Server)?Transport)\b|@Sse\s*\(/i;

/** Texts do not change while programs grow, so each is searched once. */
const found = new WeakMap<Tree, Map<string, readonly Located[]>>();

const streamsIn = (tree: Tree, file: string): readonly Located[] => {
  const inTree = found.get(tree) ?? new Map<string, readonly Located[]>();
  found.set(tree, inTree);
  const known = inTree.get(file);
  if (known) return known;
  const places = streamIn(file, tree.text(file) ?? '');
  inTree.set(file, places);
  return places;
};

const streamIn = (file: string, text: string): Located[] => {
  const found = stream.exec(text);
  if (!found) return [];
  const before = text.slice(0, found.index).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  const shown = found[0].split('\n')[0] ?? '';
  return [{ at: { file, startLine: line, startColumn: column, endLine: line, endColumn: column + shown.length } }];
};

/** The lowest major version of Node that a package says it runs on: 4 of `>=4.5`, 18 of `18 || 20`. */
const oldestNode = (engines: unknown): number | undefined => {
  const range = typeof engines === 'object' && engines !== null && 'node' in engines ? engines.node : undefined;
  if (typeof range !== 'string') return undefined;
  const majors = [...range.matchAll(/(?<![\d.])(\d{1,3})(?=\.|\s|$|-|x|\|)/g)].map((match) => Number(match[1]));
  return majors.length > 0 ? Math.min(...majors) : undefined;
};

const images = (folder: string): string[] => (folder === '' ? ['Dockerfile'] : [`${folder}/Dockerfile`, 'Dockerfile']);

/** Whether an image starts node itself, without an init in front of it. */
const startsNodeDirectly = (dockerfile: string | undefined): boolean =>
  dockerfile !== undefined && /^\s*(?:CMD|ENTRYPOINT)\s*\[\s*"(?:\/[\w/.-]+\/)?node"/m.test(dockerfile) && !/tini|dumb-init|\bs6-|catatonit/.test(dockerfile);
