import { listensOn } from '../plan/answers.js';
import type { KeepAlive } from '../plan/answers.js';
import type { Answer } from '../plan/step.js';
import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';
import type { Service } from './service.js';

/** What a service answers, by its plan and by what the repository says beside its code. */
export interface Served {
  /** Whether it answers requests for a path. `never` only where every route is written out and nothing names that path. */
  serves(path: string): Answer;
  /** Whether it listens on a port, with what a container sets in its environment; undefined values are not known. */
  listensOn(port: number, environment: ReadonlyMap<string, string | undefined>): Answer;
  /** Where it listens on a port for its own machine alone, which the kubelet is none of; undefined where that is not certain. */
  onlyLocally(port: number): Location | undefined;
  /** Where it begins to listen. */
  readonly listensAt: readonly Location[];
  /** How long it keeps unused connections; undefined when it cannot be told. */
  readonly keepAlive: KeepAlive | undefined;
}

/** What a service answers and where. Found out when a rule asks. */
export const servedBy = (tree: Tree, { plan }: Service): Served => {
  const { answers } = plan;
  return {
    listensAt: answers.listeners.map(({ at }) => at),
    serves: (path) => {
      const part = path.split('?', 1)[0]?.split('/').findLast((each) => each !== '')?.toLowerCase() ?? '';
      if (part.length < 3 || answers.paths === undefined || answers.mayAnswerMore) return 'maybe';
      // A path may be put together from a configuration, so a word that stands nowhere is the proof.
      return wordsOf(tree).some((text) => text.includes(part)) ? 'maybe' : 'never';
    },
    listensOn: (port, environment) => listensOn(answers, port, environment, (variable) => environmentsOf(tree).some((text) => text.includes(variable))),
    onlyLocally: (port) => {
      const found = answers.listeners.filter((listener) => listener.port === undefined || listener.port.variable !== undefined || listener.port.number === port);
      return found.every(({ isLocal }) => isLocal) ? found[0]?.at : undefined;
    },
    get keepAlive() {
      // Node 25 and later keep them longer, and of these images the version is not known.
      return answers.keepAlive?.isDefault === true && environmentsOf(tree).some((text) => /^\s*FROM\s+\S*node:(?:2[5-9]|[3-9]\d|latest|current|alpine|slim)\b/im.test(text)) ? undefined : answers.keepAlive;
    },
  };
};

const words = new WeakMap<Tree, readonly string[]>();

/** The texts of all code and data of a tree, in lower case. */
const wordsOf = (tree: Tree): readonly string[] => {
  const known = words.get(tree) ?? tree.files.filter((file) => /\.(?:[cm]?[jt]sx?|json)$/.test(file)).map((file) => (tree.text(file) ?? '').toLowerCase());
  words.set(tree, known);
  return known;
};

const environments = new WeakMap<Tree, readonly string[]>();

/** The texts of image files and of files with variables for the environment. */
const environmentsOf = (tree: Tree): readonly string[] => {
  const known = environments.get(tree) ?? tree.files.filter((file) => /(?:^|\/)(?:[^/]*Dockerfile[^/]*|\.env[^/]*)$/.test(file)).map((file) => tree.text(file) ?? '');
  environments.set(tree, known);
  return known;
};
