import type { Tree } from '../read/tree.js';
import type { Contract } from './contract.js';
import { readKubernetes } from './kubernetes/read.js';
import type { ManifestOptions } from './kubernetes/read.js';

export interface ReadContracts {
  readonly contracts: readonly Contract[];
  readonly unanalysed: readonly { file: string; reason: string }[];
}

/** What every platform's manifests in a tree promise. */
export const readContracts = (tree: Tree, options: ManifestOptions = {}): ReadContracts => readKubernetes(tree, options);

export type { ManifestOptions };
