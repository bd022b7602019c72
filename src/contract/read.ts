import type { Tree } from '../read/tree.js';
import type { Contract } from './contract.js';
import { readKubernetes } from './kubernetes/read.js';
import type { ManifestOptions } from './kubernetes/read.js';
import { readPlatforms } from './platforms.js';
import type { Upstream } from './proxies/upstream.js';

export interface ReadContracts {
  readonly contracts: readonly Contract[];
  /** Where proxies send requests. */
  readonly upstreams: readonly Upstream[];
  readonly unanalysed: readonly { file: string; reason: string }[];
}

/** What every platform's manifests in a tree promise. */
export const readContracts = (tree: Tree, options: ManifestOptions = {}): ReadContracts => {
  const [kubernetes, others] = [readKubernetes(tree, options), readPlatforms(tree)];
  return { contracts: [...kubernetes.contracts, ...others.contracts], upstreams: others.upstreams, unanalysed: [...kubernetes.unanalysed, ...others.unanalysed] };
};

export type { ManifestOptions };
