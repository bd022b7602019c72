import type { Tree } from '../../../read/tree.js';
import { Field } from '../../yaml/field.js';
import { SourceText, Span } from '../../yaml/source-text.js';
import { objectOf } from '../objects.js';
import type { KubernetesObject } from '../objects.js';
import { written } from './composed.js';
import type { Composed } from './composed.js';
import { knownSpecs, mergedSpecs, withConfiguration } from './field-specs.js';
import type { FieldSpecs } from './field-specs.js';
import { folderOf, KustomizationFiles } from './files.js';
import type { Report } from './files.js';
import { generatedFrom } from './generated.js';
import { Patterns } from './name-pattern.js';
import { withReferences } from './references.js';
import { isLocalOnly } from './transformations.js';
import { transformed, transformedBy } from './transformers.js';
import type { Transformation } from './transformers.js';
import { withVariables } from './variables.js';

const deepest = 20;
/** In one overlay; and of all overlays of a tree together, ten times as many. */
const mostObjects = 10_000;
/** Each entry of a kustomization looks at each object. Far more than any repository needs, and a few seconds. */
const mostSteps = 20_000_000;
/** Components change what is beneath them, so each is put together wherever it is named. */
const mostComponents = 1_000;

/** What a kustomization has put together, and what those that build on it inherit. */
interface Accumulated {
  readonly objects: readonly Composed[];
  readonly specs: FieldSpecs;
  readonly variables: readonly Field[];
}

const nothing: Accumulated = { objects: [], specs: knownSpecs, variables: [] };

/**
 * Puts the kustomizations of a tree together, in process. Nothing is fetched and nothing is run; what would need that is
 * reported, and objects that it may have changed are not judged.
 *
 * The order of everything is kustomize's own:
 * https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/target/kusttarget.go
 */
export class Kustomizations {
  readonly #files: KustomizationFiles;
  readonly #report: Report;
  /** Bases are put together once, however many overlays build on them. */
  readonly #composed = new Map<string, Accumulated>();
  readonly #patterns = new Patterns();
  #objects = 0;
  #components = 0;
  #steps = 0;

  constructor(tree: Tree, files: readonly string[], report: Report) {
    this.#files = new KustomizationFiles(tree, files, report);
    this.#report = report;
  }

  /** Files that some kustomization puts in, as resources or as patches: judged there, and nowhere else. */
  get used(): ReadonlySet<string> {
    return this.#files.used;
  }

  /** The objects of every overlay that no other one builds on. */
  *overlays(isWanted: (folder: string) => boolean): Generator<{ folder: string; objects: readonly KubernetesObject[] }> {
    for (const folder of this.#files.leaves) {
      if (!isWanted(folder)) continue;
      this.#components = 0;
      const file = this.#files.fileOf(folder);
      const at = new Span(new SourceText(file, ''), 0, 0).at;
      const composed = this.#compose(folder, [], nothing);
      this.#steps += composed.objects.length * composed.variables.length;
      const { objects, specs, variables } = this.#steps > mostSteps ? this.#tooMuch(folder) : composed;
      const final = withVariables(withReferences(objects, specs.references), variables, specs.variables);
      yield {
        folder,
        objects: final
          .filter((object) => !object.isUnsettled && !isLocalOnly(object))
          .map(({ value, from }) => objectOf(Field.of(value), { folder, file, origin: folderOf(from) === folder ? undefined : { message: `composed by ${file}`, at } })),
      };
    }
  }

  /** @param beneath what a component changes; nothing for everything else, which brings its own */
  #compose(folder: string, above: readonly string[], beneath: Accumulated): Accumulated {
    const known = beneath === nothing ? this.#composed.get(folder) : undefined;
    if (known) return known;
    const file = this.#files.fileOf(folder);
    if (above.includes(folder) || above.length >= deepest) {
      this.#report(file, 'Refers to itself, directly or through others, so it was not composed. Remove the circle.');
      return beneath;
    }
    if (beneath !== nothing) this.#components++;
    if (this.#components > mostComponents || this.#objects > 10 * mostObjects) return this.#tooMuch(folder);
    const own = this.#files.at(folder);
    const composed = own ? this.#transformed(own, folder, this.#gathered(own, folder, [...above, folder], beneath)) : beneath;
    if (beneath === nothing) this.#composed.set(folder, composed);
    return composed;
  }

  /** Resources, what is generated, and components, before anything of the kustomization itself changes them. */
  #gathered(own: Field, folder: string, above: readonly string[], beneath: Accumulated): Accumulated {
    let { objects, specs, variables } = beneath;
    const taken = new Set<string>();
    for (const entry of [...own.get('resources').items, ...own.get('bases').items]) {
      const target = this.#files.resolve(folder, entry);
      if (target?.kind === 'folder') {
        if (taken.has(target.path)) continue;
        taken.add(target.path);
        const base = this.#compose(target.path, above, nothing);
        // What is there twice is refused by kustomize.
        objects = [...new Set([...objects, ...base.objects])];
        specs = mergedSpecs(specs, base.specs);
        variables = [...variables, ...base.variables];
      } else if (target?.kind === 'file') objects = [...objects, ...this.#files.objectsIn(target.path).flatMap(({ root }) => (root.mapping ? [written(root.mapping, target.path)] : []))];
      else this.#files.reportUnfollowed(folder, entry, 'What it holds is not judged.');
      if (objects.length > mostObjects) return this.#tooMuch(folder);
    }
    this.#objects += objects.length;
    for (const entry of own.get('configurations').items) for (const document of this.#files.documentsOf(folder, entry)) specs = withConfiguration(specs, document);
    for (const [key, kind] of [['configMapGenerator', 'ConfigMap'], ['secretGenerator', 'Secret']] as const) {
      for (const entry of own.get(key).items) {
        const made = /^(?:merge|replace)$/.test(entry.get('behavior').text ?? '') ? undefined : generatedFrom(entry, kind);
        if (made) objects = [...objects, written(made, this.#files.fileOf(folder))];
      }
    }
    for (const key of ['helmCharts', 'helmChartInflationGenerator', 'generators']) if (own.get(key).isWritten) this.#files.reportUnrun(folder, own.get(key), 'What it makes is not judged.');
    let accumulated: Accumulated = { objects, specs, variables };
    for (const entry of own.get('components').items) {
      const target = this.#files.resolve(folder, entry);
      if (target?.kind === 'folder') accumulated = this.#compose(target.path, above, accumulated);
      else {
        this.#files.reportUnfollowed(folder, entry, 'What it may change is not judged.');
        accumulated = { ...accumulated, objects: unsettled(accumulated.objects) };
      }
    }
    return accumulated;
  }

  #tooMuch(folder: string): Accumulated {
    this.#report(this.#files.fileOf(folder), 'Too much is put together here, so it was not composed. Audit its bases one by one.');
    return nothing;
  }

  #transformed(own: Field, folder: string, { objects: before, specs, variables }: Accumulated): Accumulated {
    this.#steps += before.length * this.#files.entriesOf(folder);
    if (this.#steps > mostSteps) return this.#tooMuch(folder);
    const transformation: Transformation = {
      specs,
      hasSchemas: own.get('openapi').isWritten,
      documentsOf: (path) => {
        if (this.#files.resolve(folder, path)?.kind !== 'file') this.#files.reportUnfollowed(folder, path, 'What it may change is not judged.');
        return this.#files.documentsOf(folder, path);
      },
      inline: (text) => this.#files.inline(text),
      covers: (pattern, text) => {
        const answer = this.#patterns.covers(pattern.text ?? '', text);
        if (answer !== undefined) return answer;
        this.#report(this.#files.fileOf(folder), `Line ${pattern.at.startLine}: the pattern ${JSON.stringify((pattern.text ?? '').slice(0, 100))} is not understood, or takes too long, so what it selects is not known. Write the names out.`);
        return false;
      },
    };
    let objects = transformed(before, own, transformation);
    for (const entry of own.get('transformers').items) {
      const transformers = entry.text?.includes('\n') === true ? this.#files.inline(entry) : this.#files.documentsOf(folder, entry);
      this.#steps += objects.length * transformers.length;
      if (this.#steps > mostSteps) return this.#tooMuch(folder);
      const after = transformers.reduce<readonly Composed[] | undefined>((current, transformer) => current && transformedBy(current, transformer, transformation), transformers.length === 0 ? undefined : objects);
      if (!after) this.#files.reportUnrun(folder, entry, 'What it may change is not judged.');
      objects = after ?? unsettled(objects);
    }
    return { objects, specs, variables: [...variables, ...own.get('vars').items] };
  }
}

/** A step that was not followed may have changed any of them. */
const unsettled = (objects: readonly Composed[]): readonly Composed[] => objects.map((object) => ({ ...object, isUnsettled: true }));
