import { isProductCode } from '../program/source-files.js';
import { readTree } from '../read/read-tree.js';
import type { AnyRule, Finding } from '../rule.js';
import { Snapshot } from './snapshot.js';
import type { Memory } from './snapshot.js';

/** Looking for changes on the disk may take this part of the time; the first look back comes after a second. */
const shareOfTime = 1 / 50;
const shortestRest = 1000;

/**
 * A repository that files are linted in. Its texts, imports and findings are kept for the life of the process, which in
 * an editor is a session, and are renewed as the disk changes.
 */
export class Project {
  readonly #root: string;
  readonly #rules: readonly AnyRule[];
  readonly #memory: Memory = { parsed: new Map(), needed: new Map() };
  #snapshot: Snapshot | undefined;
  #nextLook = 0;

  constructor(root: string, rules: readonly AnyRule[]) {
    this.#root = root;
    this.#rules = rules;
  }

  /**
   * The findings in one file, whose text may not be saved yet.
   *
   * @param file relative to the root, `/`-separated
   * @returns undefined when the repository does not have the file, as far as is known
   */
  findingsIn(file: string, text: string): readonly Finding[] | undefined {
    if (!isProductCode(file)) return [];
    const snapshot = this.#current();
    return snapshot.has(file) ? snapshot.with(file, text).findingsIn(file) : undefined;
  }

  #current(): Snapshot {
    const now = performance.now();
    if (this.#snapshot && now < this.#nextLook) return this.#snapshot;
    const tree = readTree([this.#root], this.#root);
    this.#snapshot = this.#snapshot?.renewed(tree) ?? new Snapshot(tree, this.#rules, this.#memory);
    this.#nextLook = performance.now() + Math.max(shortestRest, (performance.now() - now) / shareOfTime);
    return this.#snapshot;
  }
}
