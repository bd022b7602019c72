import type { KubernetesObject } from './objects.js';

/**
 * Objects that are deployed together: those of one overlay, of one stream, or of the plain manifests of a tree. In a tree
 * the same names occur in many folders, so what lies nearest counts.
 */
export class Cluster {
  readonly #byKind = new Map<string, KubernetesObject[]>();
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

  inNamespaceOf(object: KubernetesObject, kind: string): readonly KubernetesObject[] {
    return this.nearest(object, this.near(object, kind));
  }

  /** Objects that may be deployed with another one: in its namespace, and not in a wholly different part of the tree. */
  near(object: KubernetesObject, kind: string): readonly KubernetesObject[] {
    return this.ofKind(kind).filter((other) => (other.namespace === object.namespace || other.namespace === undefined || object.namespace === undefined) && distance(object.folder, other.folder) <= farthest);
  }

  /** Of several objects, those in the nearest folder; a name that occurs in a nearer one hides it in the others. */
  nearest(object: KubernetesObject, candidates: readonly KubernetesObject[]): readonly KubernetesObject[] {
    if (candidates.length < 2) return candidates;
    const names = new Map<string, { object: KubernetesObject; distance: number }>();
    const least = Math.min(...candidates.map((candidate) => distance(object.folder, candidate.folder)));
    for (const candidate of candidates) {
      const away = distance(object.folder, candidate.folder);
      const known = names.get(candidate.name ?? '');
      // Copies of an application lie side by side; what belongs together lies together, or one step aside.
      if (away <= least + 1 && (known === undefined || away < known.distance)) names.set(candidate.name ?? '', { object: candidate, distance: away });
    }
    return [...names.values()].map((entry) => entry.object);
  }
}

/** Steps from one folder up to a common one and down to another. `k8s/deployments` and `k8s/services` are two apart. */
const farthest = 4;

const distance = (left: string, right: string): number => {
  if (left === right) return 0;
  const [a, b] = [left.split('/'), right.split('/')];
  let common = 0;
  while (common < a.length - 1 && common < b.length - 1 && a[common] === b[common]) common++;
  return a.length - 1 - common + (b.length - 1 - common);
};
