import { analyse } from '../audit.js';
import { specifiersIn } from '../program/imports.js';
import { selectFiles } from '../program/prefilter.js';
import type { ParsedFiles } from '../program/program.js';
import { Resolver } from '../program/resolver.js';
import { isCode } from '../program/source-files.js';
import { overlaidTree } from '../read/overlaid-tree.js';
import type { Tree } from '../read/tree.js';
import type { AnyRule, Finding } from '../rule.js';
import { Entries } from '../service/entries.js';
import { Reach } from '../program/reach.js';

/** Who imports whom, as long as no file imports anything else. */
interface Graph {
  readonly resolver: Resolver;
  readonly reach: Reach;
  readonly entries: Entries;
}

/** What outlives a change of texts, and makes the next analysis a fast one. */
export interface Memory {
  readonly parsed: ParsedFiles;
  /** Files that analyses came to need, by the entries that they were about. */
  readonly needed: Map<string, Set<string>>;
}

/** The key of an analysis of the whole repository; entries have names. */
const everywhere = '';

/**
 * The texts of a repository at one time. A file is judged with everything that the services it belongs to load, so that
 * a handler in another file is not missed, and with nothing else of the repository.
 */
export class Snapshot {
  readonly #tree: Tree;
  readonly #rules: readonly AnyRule[];
  readonly #memory: Memory;
  readonly #graph: Graph;
  readonly #selected: readonly string[];
  /** Findings by the entries of the services. */
  readonly #findings = new Map<string, readonly Finding[]>();
  /** How many files have been analysed so far; one that several services load counts each time. */
  #analysed = 0;

  constructor(tree: Tree, rules: readonly AnyRule[], memory: Memory, graph: Graph = graphOf(tree), selected: readonly string[] = selectFiles(tree)) {
    this.#tree = tree;
    this.#rules = rules;
    this.#memory = memory;
    this.#graph = graph;
    this.#selected = selected;
  }

  has(file: string): boolean {
    return this.#tree.has(file);
  }

  findingsIn(file: string): readonly Finding[] {
    const entries = this.#graph.entries.over(file);
    const key = entries.join('\0');
    const findings = this.#findings.get(everywhere) ?? this.#findings.get(key) ?? this.#analyse(key, entries);
    return findings.filter((finding) => finding.location.file === file);
  }

  /** The same repository, but for an open file's text. The file is one that takes part in the life cycle. */
  with(file: string, text: string): Snapshot {
    if (this.#tree.text(file) === text) return this;
    const tree = overlaidTree(this.#tree, new Map([[file, text]]));
    const graph = importsAreEqual(this.#tree.text(file), text) ? this.#graph : graphOf(tree, this.#graph.resolver);
    const selected = this.#selected.includes(file) ? this.#selected : [...this.#selected, file];
    return new Snapshot(tree, this.#rules, this.#memory, graph, selected);
  }

  /** What is on the disk now; this very snapshot when nothing has changed. */
  renewed(tree: Tree): Snapshot {
    const known = new Set(this.#tree.files);
    const sameFiles = tree.files.length === known.size && tree.files.every((file) => known.has(file));
    const changed = tree.files.filter((file) => matters(file) && this.#tree.text(file) !== tree.text(file));
    if (sameFiles && changed.length === 0) return this;
    const sameGraph = sameFiles && changed.every((file) => isCode(file) && importsAreEqual(this.#tree.text(file), tree.text(file)));
    return new Snapshot(tree, this.#rules, this.#memory, sameGraph ? this.#graph : undefined);
  }

  /**
   * The findings in what some entries load. Services share much of their code, so as soon as half of the repository's
   * worth has been analysed in parts, the whole at once is cheaper than the remaining parts.
   */
  #analyse(key: string, entries: readonly string[]): readonly Finding[] {
    const { reach } = this.#graph;
    const loaded = new Set(entries.flatMap((entry) => [...reach.reachableFrom(entry)]));
    const part = this.#selected.filter((file) => loaded.has(file));
    this.#analysed += part.length;
    const [about, files] = this.#analysed * 2 <= this.#selected.length ? [key, part] : [everywhere, this.#selected];
    const { parsed, needed } = this.#memory;
    const known = needed.get(about) ?? new Set();
    needed.set(about, known);
    const { findings } = analyse(this.#tree, files, this.#rules, { reach, parsed, needed: known });
    this.#findings.set(about, findings);
    return findings;
  }
}

const graphOf = (tree: Tree, resolver: Resolver = new Resolver(tree)): Graph => {
  const reach = new Reach(tree, resolver);
  return { resolver, reach, entries: new Entries(reach) };
};

const importsAreEqual = (left = '', right = ''): boolean => specifiersIn(left).join('\0') === specifiersIn(right).join('\0');

/** Whether an analysis may have read a file. */
const matters = (file: string): boolean => isCode(file) || /(?:^|\/)(?:package|[tj]sconfig[\w.-]*)\.json$/.test(file);
