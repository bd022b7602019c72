import type { KubernetesObject } from './objects.js';

/**
 * Objects that are deployed together: those of one overlay, of one stream, or of the plain manifests of a tree. In a tree
 * the same names occur in many folders, so what lies nearest counts.
 */
export class Cluster {
  readonly #byKind = new Map<string, KubernetesObject[]>();
  /** What lies near depends on the folder and the namespace alone, which many objects share. */
  readonly #near = new Map<string, readonly KubernetesObject[]>();
  readonly #nearest = new Map<string, readonly KubernetesObject[]>();
  readonly objects: readonly KubernetesObject[];

  constructor(objects: readonly KubernetesObject[]) {
    this.objects = objects;
    for (const object of objects) {
      const known = this.#byKind.get(object.kind);
      if (known) known.push(object);
      else this.#byKind.set(object.kind, [object]);
    }
  }

  ofKind(kind: string): readonly KubernetesObject[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** Objects that may be deployed with another one, of each name the nearest. */
  inNamespaceOf(object: KubernetesObject, kind: string): readonly KubernetesObject[] {
    return remembered(this.#nearest, placeOf(object, kind), () => this.nearest(object, this.near(object, kind)));
  }

  /** Objects that may be deployed with another one: in its namespace, and not in a wholly different part of the tree. */
  near(object: KubernetesObject, kind: string): readonly KubernetesObject[] {
    return remembered(this.#near, placeOf(object, kind), () =>
      this.ofKind(kind).filter((other) => (other.namespace === object.namespace || other.namespace === undefined || object.namespace === undefined) && distance(object.folder, other.folder) <= farthest),
    );
  }

  /** Of several objects, those in the nearest folder; a name that occurs in a nearer one hides it in the others. */
  nearest(object: KubernetesObject, candidates: readonly KubernetesObject[]): readonly KubernetesObject[] {
    if (candidates.length < 2) return candidates;
    const away = candidates.map((candidate) => distance(object.folder, candidate.folder));
    const least = away.reduce((left, right) => Math.min(left, right));
    const names = new Map<string, { object: KubernetesObject; distance: number }>();
    for (const [index, candidate] of candidates.entries()) {
      const steps = away[index] ?? 0;
      const known = names.get(candidate.name ?? '');
      // Copies of an application lie side by side; what belongs together lies together, or one step aside.
      if (steps <= least + 1 && (known === undefined || steps < known.distance)) names.set(candidate.name ?? '', { object: candidate, distance: steps });
    }
    return [...names.values()].map((entry) => entry.object);
  }
}

const placeOf = (object: KubernetesObject, kind: string): string => [kind, object.namespace === undefined ? '' : `=${object.namespace}`, object.folder].join('\0');

const remembered = <Answer>(known: Map<string, Answer>, key: string, find: () => Answer): Answer => {
  const answer = known.get(key) ?? find();
  known.set(key, answer);
  return answer;
};

/** Steps from one folder up to a common one and down to another. `k8s/deployments` and `k8s/services` are two apart. */
const farthest = 4;

const distance = (left: string, right: string): number => {
  if (left === right) return 0;
  const [a, b] = [left.split('/'), right.split('/')];
  let common = 0;
  while (common < a.length - 1 && common < b.length - 1 && a[common] === b[common]) common++;
  return a.length - 1 - common + (b.length - 1 - common);
};
