import type { Tree } from '../../../read/tree.js';
import { pathFrom } from '../../reading.js';
import { isProblem, parsePart, partsOf } from '../../yaml/documents.js';
import { Field } from '../../yaml/field.js';
import { SourceText } from '../../yaml/source-text.js';
import { readObjects } from '../objects.js';
import type { KubernetesObject } from '../objects.js';

export type Report = (file: string, reason: string) => void;

/** Where an entry of a kustomization leads. */
interface Target {
  readonly kind: 'file' | 'folder' | 'remote' | 'missing';
  readonly path: string;
}

/** Whether a file is called like a kustomization. */
export const isKustomization = (file: string): boolean => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file);

/** The folder of a file, which ends in `/` unless it is the root. */
export const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

/** The kustomizations of a tree as they are written, and the files that they name. Each is read once. */
export class KustomizationFiles {
  readonly #tree: Tree;
  readonly #report: Report;
  /** Folders and their kustomization files. */
  readonly #files: ReadonlyMap<string, string>;
  readonly #kustomizations = new Map<string, Field | undefined>();
  readonly #documents = new Map<string, readonly Field[]>();
  readonly #objects = new Map<string, readonly KubernetesObject[]>();
  /** Files that some kustomization names. */
  readonly used = new Set<string>();
  readonly #referenced = new Set<string>();
  /** Kinds whose objects matter because values are taken from them; undefined when that may be any. */
  #sourceKinds: Set<string> | undefined = new Set();

  constructor(tree: Tree, files: readonly string[], report: Report) {
    this.#tree = tree;
    this.#report = report;
    this.#files = new Map(files.filter(isKustomization).map((file) => [folderOf(file), file]));
    for (const folder of this.#files.keys()) this.#note(folder);
  }

  /** Folders of the overlays that no other one builds on. */
  get leaves(): readonly string[] {
    return [...this.#files.keys()].filter((folder) => !this.#referenced.has(folder) && this.at(folder) !== undefined && this.at(folder)?.get('kind').text !== 'Component');
  }

  /** The kustomization file of a folder. */
  fileOf(folder: string): string {
    return this.#files.get(folder) ?? folder;
  }

  /** The kustomization of a folder; undefined when it cannot be read. */
  at(folder: string): Field | undefined {
    if (this.#kustomizations.has(folder)) return this.#kustomizations.get(folder);
    const [kustomization] = this.#read(this.#files.get(folder) ?? '');
    this.#kustomizations.set(folder, kustomization);
    return kustomization;
  }

  /** Notes what a kustomization refers to. */
  #note(folder: string): void {
    const own = this.at(folder);
    if (!own) return;
    for (const entry of ['resources', 'bases', 'components'].flatMap((list) => own.get(list).items)) {
      const target = this.resolve(folder, entry);
      if (target?.kind === 'file') this.used.add(target.path);
      if (target?.kind === 'folder' && target.path !== folder) this.#referenced.add(target.path);
    }
    const named = [...['patches', 'patchesJson6902', 'replacements'].flatMap((list) => own.get(list).items.map((entry) => entry.get('path'))), ...['patchesStrategicMerge', 'transformers', 'generators', 'configurations', 'validators'].flatMap((list) => own.get(list).items)];
    for (const path of named) {
      const target = path.text?.includes('\n') === true ? undefined : this.resolve(folder, path);
      if (target?.kind === 'file') this.used.add(target.path);
      if (target?.kind === 'folder' && target.path !== folder) this.#referenced.add(target.path);
    }
    for (const source of [...this.#replacementsOf(folder, own).map((entry) => entry.get('source')), ...own.get('vars').items.map((entry) => entry.get('objref'))]) {
      const kind = source.get('kind').text;
      if (source.isWritten && kind === undefined) this.#sourceKinds = undefined;
      else if (kind !== undefined) this.#sourceKinds?.add(kind);
    }
  }

  #read(file: string): readonly Field[] {
    const known = this.#documents.get(file);
    if (known) return known;
    const text = this.#tree.text(file);
    const fields = text === undefined ? [] : this.#fields(new SourceText(file, text), partsOf(text));
    this.#documents.set(file, fields);
    return fields;
  }

  #fields(source: SourceText, parts: readonly { start: number; text: string }[]): readonly Field[] {
    return parts.flatMap((part) => {
      if (part.text.trim() === '') return [];
      const parsed = parsePart(source, part);
      if (!isProblem(parsed)) return parsed.kind === 'scalar' ? [] : [Field.of(parsed)];
      this.#report(source.file, `Line ${source.positionOf(parsed.offset).line}: ${parsed.reason}`);
      return [];
    });
  }

  /** Where an entry leads; undefined when it is not known. */
  resolve(folder: string, entry: Field): Target | undefined {
    const text = entry.literal;
    if (text === undefined) return undefined;
    if (/:\/\/|^git@|^(?:[\w-]+\.)+[a-z]{2,}\/.*\/|[?&]ref=/.test(text.slice(0, 500))) return { kind: 'remote', path: text };
    const path = joined(folder, text);
    if (path === undefined) return { kind: 'missing', path: text };
    const below = path === '' ? '' : `${path}/`;
    if (this.#files.has(below)) return { kind: 'folder', path: below };
    return { kind: this.#tree.has(path) ? 'file' : 'missing', path };
  }

  /** How many entries of a kustomization change objects, each place of a replacement counted. */
  entriesOf(folder: string): number {
    const own = this.at(folder);
    if (!own) return 0;
    const lists = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'labels', 'images', 'replicas', 'transformers'].map((key) => own.get(key).items.length);
    const places = this.#replacementsOf(folder, own).flatMap((replacement) =>
      replacement.get('targets').items.map((target) => target.get('fieldPaths').items.length + [target.get('select'), ...target.get('reject').items].reduce((sum, selection) => sum + 1 + requirementsOf(selection), 0)),
    );
    const targets = ['patches', 'patchesJson6902'].flatMap((key) => own.get(key).items.map((entry) => requirementsOf(entry.get('target'))));
    return [...lists, ...places, ...targets].reduce((sum, count) => sum + count, 0);
  }

  /** Replacements as they are written, in the kustomization and in files of their own. */
  #replacementsOf(folder: string, own: Field): readonly Field[] {
    return own.get('replacements').items.flatMap((entry) => (entry.get('path').isWritten ? this.documentsOf(folder, entry.get('path')).flatMap((document) => (document.items.length > 0 ? document.items : [document])) : [entry]));
  }

  /** The documents of a file that a kustomization names; none when it is not there. */
  documentsOf(folder: string, path: Field): readonly Field[] {
    const target = this.resolve(folder, path);
    return target?.kind === 'file' ? this.#read(target.path) : [];
  }

  /** What is written in the kustomization itself, as a text: its lines are YAML of their own, in the same places. */
  inline(field: Field): readonly Field[] {
    const { value } = field;
    if (value?.kind !== 'scalar') return [];
    const { span } = value;
    const raw = span.text;
    const isBlock = /^[|>]/.test(raw);
    const skip = isBlock ? raw.indexOf('\n') + 1 : /^['"]/.test(raw) ? 1 : 0;
    const inner = isBlock ? raw.slice(skip) : raw.slice(skip, raw.length - skip);
    return this.#fields(span.source, [{ start: span.start + skip, text: inner }]);
  }

  /** The objects of a file, as far as something is known about their kinds or is taken from them. */
  objectsIn(file: string): readonly KubernetesObject[] {
    const known = this.#objects.get(file);
    if (known) return known;
    const text = this.#tree.text(file);
    const { objects, problems } = text === undefined ? { objects: [], problems: [] } : readObjects(new SourceText(file, text), (kind) => this.#sourceKinds?.has(kind) ?? true);
    for (const problem of problems) this.#report(problem.file, problem.reason);
    this.#objects.set(file, objects);
    return objects;
  }

  /** Says that an entry leads to what is not here. */
  reportUnfollowed(folder: string, entry: Field, consequence: string): void {
    const target = this.resolve(folder, entry);
    const path = JSON.stringify((target?.path ?? entry.text ?? '').slice(0, 200));
    const hasFiles = target?.kind === 'missing' && this.#tree.files.some((file) => file.startsWith(`${target.path}/`));
    const leadsOut = target?.kind === 'missing' && joined(folder, entry.literal ?? '') === undefined;
    const why = target?.kind === 'remote' ? 'lies elsewhere and is not fetched' : hasFiles ? 'has no kustomization file' : leadsOut ? 'is not within the audited folder; name a folder that holds both' : 'is not there';
    this.#say(folder, entry, `${path} ${why}. ${consequence}`);
  }

  /** Says that an entry needs a program. */
  reportUnrun(folder: string, entry: Field, consequence: string): void {
    this.#say(folder, entry, `${JSON.stringify(entry.text?.split('\n', 1)[0]?.slice(0, 200) ?? entry.keySpan.text.slice(0, 200))} needs programs that are not run. ${consequence}`);
  }

  #say(folder: string, entry: Field, what: string): void {
    this.#report(this.fileOf(folder), `Line ${entry.at.startLine}: ${what} Audit the rendered manifests: kubectl kustomize ${folder === '' ? '.' : folder} | drain-audit -`);
  }
}

/** How many labels and annotations a target may ask for: its selectors have a comma between each two. */
const requirementsOf = (target: Field): number => ['labelSelector', 'annotationSelector'].reduce((sum, key) => sum + (target.get(key).text?.split(',', 2_000).length ?? 0), 0);

/** A path relative to a folder that ends in `/`; undefined when it leads out of the tree. */
const joined = (folder: string, path: string): string | undefined => (path.startsWith('/') ? undefined : pathFrom(folder.slice(0, -1), path));

/** The kustomization files of a tree that no other one builds on. */
export const overlayFiles = (tree: Tree): readonly string[] => {
  const kustomizations = new KustomizationFiles(tree, tree.files.filter((file) => isKustomization(file) && tree.selected(file)), () => undefined);
  return kustomizations.leaves.map((folder) => kustomizations.fileOf(folder));
};
