import { analyse } from '../audit.js';
import { runRules } from '../findings.js';
import { specifiersIn } from '../program/imports.js';
import { selectFiles } from '../program/prefilter.js';
import type { ParsedFiles } from '../program/program.js';
import { Resolver } from '../program/resolver.js';
import { isCode } from '../program/source-files.js';
import { overlaidTree } from '../read/overlaid-tree.js';
import type { Tree } from '../read/tree.js';
import type { AnyRule, Finding } from '../rule.js';
import { entriesOver } from '../service/discover.js';
import { declaredEntries } from '../service/entries.js';
import { Reach } from '../service/reach.js';

/** Who imports whom, as long as no file imports anything else. */
interface Graph {
  readonly resolver: Resolver;
  readonly reach: Reach;
  /** Files that packages say they start with. */
  readonly declared: ReadonlySet<string>;
}

/**
 * The texts of a repository at one time. A file is judged with everything that the services it belongs to load, so that
 * a handler in another file is not missed, and with nothing else of the repository.
 */
export class Snapshot {
  readonly #tree: Tree;
  readonly #rules: readonly AnyRule[];
  readonly #parsed: ParsedFiles;
  readonly #graph: Graph;
  readonly #selected: readonly string[];
  /** Findings by the entries of the services. */
  readonly #findings = new Map<string, readonly Finding[]>();
  #everywhere: readonly Finding[] | undefined;
  /** How many files have been analysed so far; one that several services load counts each time. */
  #analysed = 0;

  constructor(tree: Tree, rules: readonly AnyRule[], parsed: ParsedFiles, graph: Graph = graphOf(tree), selected: readonly string[] = selectFiles(tree)) {
    this.#tree = tree;
    this.#rules = rules;
    this.#parsed = parsed;
    this.#graph = graph;
    this.#selected = selected;
  }

  has(file: string): boolean {
    return this.#tree.has(file);
  }

  findingsIn(file: string): readonly Finding[] {
    const { reach, declared } = this.#graph;
    const entries = entriesOver(reach, declared, file);
    const key = entries.join('\0');
    const findings = this.#everywhere ?? this.#findings.get(key) ?? this.#findingsUnder(entries);
    this.#findings.set(key, findings);
    return findings.filter((finding) => finding.location.file === file);
  }

  /** The same repository, but for an open file's text. The file is one that takes part in the life cycle. */
  with(file: string, text: string): Snapshot {
    if (this.#tree.text(file) === text) return this;
    const tree = overlaidTree(this.#tree, file, text);
    const graph = importsAreEqual(this.#tree.text(file), text) ? this.#graph : { ...this.#graph, reach: new Reach(tree, this.#graph.resolver) };
    const selected = this.#selected.includes(file) ? this.#selected : [...this.#selected, file];
    return new Snapshot(tree, this.#rules, this.#parsed, graph, selected);
  }

  /** What is on the disk now; this very snapshot when nothing has changed. */
  renewed(tree: Tree): Snapshot {
    const known = new Set(this.#tree.files);
    const sameFiles = tree.files.length === known.size && tree.files.every((file) => known.has(file));
    const changed = tree.files.filter((file) => matters(file) && this.#tree.text(file) !== tree.text(file));
    if (sameFiles && changed.length === 0) return this;
    const sameGraph = sameFiles && changed.every((file) => isCode(file) && importsAreEqual(this.#tree.text(file), tree.text(file)));
    return new Snapshot(tree, this.#rules, this.#parsed, sameGraph ? this.#graph : undefined);
  }

  /**
   * The findings in what some entries load. Services share much of their code, so as soon as half of the repository's
   * worth has been analysed in parts, the whole at once is cheaper than the remaining parts.
   */
  #findingsUnder(entries: readonly string[]): readonly Finding[] {
    const { reach } = this.#graph;
    const loaded = new Set(entries.flatMap((entry) => [...reach.reachableFrom(entry)]));
    const files = this.#selected.filter((file) => loaded.has(file));
    this.#analysed += files.length;
    if (this.#analysed * 2 <= this.#selected.length) return this.#findingsAmong(files);
    this.#everywhere = this.#findingsAmong(this.#selected);
    return this.#everywhere;
  }

  #findingsAmong(files: readonly string[]): readonly Finding[] {
    const { resolver, reach } = this.#graph;
    return runRules(analyse(this.#tree, files, { resolver, reach, parsed: this.#parsed }).services, this.#rules);
  }
}

const graphOf = (tree: Tree): Graph => {
  const resolver = new Resolver(tree);
  return { resolver, reach: new Reach(tree, resolver), declared: declaredEntries(resolver) };
};

const importsAreEqual = (left = '', right = ''): boolean => specifiersIn(left).join('\0') === specifiersIn(right).join('\0');

/** Whether an analysis may have read a file. */
const matters = (file: string): boolean => isCode(file) || /(?:^|\/)(?:package|[tj]sconfig[\w.-]*)\.json$/.test(file);
