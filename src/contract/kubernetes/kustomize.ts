import type { Tree } from '../../read/tree.js';
import { isProblem, parsePart, partsOf } from '../yaml/documents.js';
import { Field } from '../yaml/field.js';
import { SourceText, Span } from '../yaml/source-text.js';
import type { Mapping, Pair, Value } from '../yaml/value.js';
import { withPairs } from '../yaml/value.js';
import { strategicMerge, patched } from './merge.js';
import { objectOf, readObjects } from './objects.js';
import type { KubernetesObject, ReadObjects } from './objects.js';

const deepest = 20;
const mostObjects = 20_000;

type Report = (file: string, reason: string) => void;

/**
 * Puts kustomizations of a tree together, in process: local resources, patches of both kinds, components, images,
 * replicas, labels, annotations and namespaces. Nothing is fetched and nothing is run; what would need that is reported.
 *
 * Name prefixes and suffixes are left out on purpose: they change every name and every reference to it alike.
 */
export class Kustomizations {
  readonly #tree: Tree;
  readonly #report: Report;
  /** Folders, which end in `/` unless they are the root, and their kustomization files. */
  readonly #files: ReadonlyMap<string, string>;
  readonly #parsed = new Map<string, Field | undefined>();
  /** Files that some kustomization puts in, as resources or as patches: judged there, and nowhere else. */
  readonly used = new Set<string>();
  readonly #referenced = new Set<string>();
  readonly #read = new Map<string, ReadObjects>();
  #objects = 0;

  constructor(tree: Tree, files: readonly string[], report: Report) {
    this.#tree = tree;
    this.#report = report;
    this.#files = new Map(files.filter(isKustomization).map((file) => [folderOf(file), file]));
    for (const folder of this.#files.keys()) this.#note(folder);
  }

  /** The objects of every overlay that no other one builds on. */
  *overlays(isWanted: (folder: string) => boolean): Generator<{ folder: string; objects: readonly KubernetesObject[] }> {
    for (const [folder, file] of this.#files) {
      const own = this.#at(folder);
      if (!own || !isWanted(folder) || this.#referenced.has(folder) || own.get('kind').text === 'Component') continue;
      const at = new Span(new SourceText(file, ''), 0, 0).at;
      const values = this.#compose(folder, [], []);
      yield {
        folder,
        objects: values.map(({ value, from }) => objectOf(Field.of(value), { folder, file, origin: folderOf(from) === folder ? undefined : { message: `composed by ${file}`, at } })),
      };
    }
  }

  /** Folders of the overlays that no other one builds on. */
  get leaves(): readonly string[] {
    return [...this.#files.keys()].filter((folder) => !this.#referenced.has(folder) && this.#at(folder)?.get('kind').text !== 'Component');
  }

  /** Notes what a kustomization refers to. */
  #note(folder: string): void {
    const own = this.#at(folder);
    if (!own) return;
    for (const list of ['resources', 'bases', 'components']) {
      for (const entry of own.get(list).items) {
        const target = this.#resolve(folder, entry);
        if (target?.kind === 'file') this.used.add(target.path);
        if (target?.kind === 'folder' && target.path !== folder) this.#referenced.add(target.path);
      }
    }
    const patches = [...own.get('patches').items, ...own.get('patchesJson6902').items].map((patch) => patch.get('path'));
    for (const patch of [...patches, ...own.get('patchesStrategicMerge').items]) {
      const target = patch.literal === undefined || patch.literal.includes('\n') ? undefined : this.#resolve(folder, patch);
      if (target?.kind === 'file') this.used.add(target.path);
    }
  }

  #at(folder: string): Field | undefined {
    if (this.#parsed.has(folder)) return this.#parsed.get(folder);
    const file = this.#files.get(folder) ?? '';
    const [field] = this.#documents(file);
    this.#parsed.set(folder, field);
    return field;
  }

  #documents(file: string): Field[] {
    const text = this.#tree.text(file);
    if (text === undefined) return [];
    return this.#fields(new SourceText(file, text), partsOf(text));
  }

  #fields(source: SourceText, parts: readonly { start: number; text: string }[]): Field[] {
    return parts.flatMap((part) => {
      if (part.text.trim() === '') return [];
      const parsed = parsePart(source, part);
      if (!isProblem(parsed)) return parsed.kind === 'scalar' ? [] : [Field.of(parsed)];
      this.#report(source.file, `Line ${source.positionOf(parsed.offset).line}: ${parsed.reason}`);
      return [];
    });
  }

  #resolve(folder: string, entry: Field): { kind: 'file' | 'folder' | 'remote' | 'missing'; path: string } | undefined {
    const text = entry.literal;
    if (text === undefined) return undefined;
    if (/:\/\/|^git@|^(?:[\w-]+\.)+[a-z]{2,}\/.*\/|[?&]ref=/.test(text.slice(0, 500))) return { kind: 'remote', path: text };
    const path = joined(folder, text);
    if (path === undefined) return { kind: 'missing', path: text };
    if (this.#files.has(path === '' ? '' : `${path}/`)) return { kind: 'folder', path: path === '' ? '' : `${path}/` };
    return { kind: this.#tree.has(path) ? 'file' : 'missing', path };
  }

  #compose(folder: string, above: readonly string[], beneath: readonly Composed[]): readonly Composed[] {
    const own = this.#at(folder);
    const file = this.#files.get(folder) ?? folder;
    if (!own) return beneath;
    if (above.includes(folder) || above.length >= deepest) {
      this.#report(file, 'Refers to itself, directly or through others, so it was not composed. Remove the circle.');
      return beneath;
    }
    for (const key of ['helmCharts', 'generators', 'transformers', 'helmChartInflationGenerator']) {
      const field = own.get(key);
      if (field.isWritten) this.#report(file, `Line ${field.at.startLine}: \`${key}\` needs programs that are not run. Audit the rendered manifests: kubectl kustomize ${folder === '' ? '.' : folder} | drain-audit -`);
    }
    let objects: readonly Composed[] = beneath;
    for (const key of ['resources', 'bases', 'components']) {
      for (const entry of own.get(key).items) objects = this.#with(objects, folder, file, entry, [...above, folder], key === 'components');
    }
    return this.#transformed(own, folder, objects);
  }

  #with(objects: readonly Composed[], folder: string, file: string, entry: Field, above: readonly string[], isComponent: boolean): readonly Composed[] {
    const target = this.#resolve(folder, entry);
    if (target?.kind === 'folder') {
      // A component changes what is there; a base brings its own.
      return isComponent ? this.#compose(target.path, above, objects) : [...objects, ...this.#compose(target.path, above, [])];
    }
    if (target?.kind === 'file') {
      const read = this.#objectsIn(target.path);
      this.#objects += read.objects.length;
      if (this.#objects > mostObjects) return objects;
      return [...objects, ...read.objects.flatMap((object) => (object.root.mapping ? [{ value: object.root.mapping, from: target.path }] : []))];
    }
    const what = target?.kind === 'remote' ? 'lies elsewhere and is not fetched' : 'is not within the audited folder';
    this.#report(file, `Line ${entry.at.startLine}: ${JSON.stringify((target?.path ?? entry.text ?? '').slice(0, 200))} ${what}. Audit the rendered manifests: kubectl kustomize ${folder === '' ? '.' : folder} | drain-audit -`);
    return objects;
  }

  /** Bases are read once, however many overlays build on them. */
  #objectsIn(file: string): ReadObjects {
    const known = this.#read.get(file);
    if (known) return known;
    const text = this.#tree.text(file);
    const read: ReadObjects = text === undefined ? { objects: [], problems: [] } : readObjects(new SourceText(file, text));
    for (const problem of read.problems) this.#report(problem.file, problem.reason);
    this.#read.set(file, read);
    return read;
  }

  #transformed(own: Field, folder: string, before: readonly Composed[]): readonly Composed[] {
    let objects = before;
    for (const entry of own.get('patchesStrategicMerge').items) objects = this.#patch(objects, folder, entry, entry.literal?.includes('\n') === true ? entry : undefined, undefined);
    for (const list of ['patches', 'patchesJson6902']) {
      for (const entry of own.get(list).items) objects = this.#patch(objects, folder, entry.get('path'), entry.get('patch').isWritten ? entry.get('patch') : undefined, entry.get('target').isWritten ? entry.get('target') : undefined);
    }
    const namespace = own.mapping?.pairs.get('namespace');
    if (namespace) objects = changed(objects, (value) => setAt(value, ['metadata'], 'namespace', namespace));
    for (const labels of [own.get('commonLabels'), ...own.get('labels').items.filter((item) => item.get('includeSelectors').boolean === true).map((item) => item.get('pairs'))]) objects = changed(objects, (value) => withLabels(value, labels));
    const annotations = own.get('commonAnnotations');
    objects = changed(objects, (value) => withAll(withAll(value, ['metadata', 'annotations'], annotations), ['spec', 'template', 'metadata', 'annotations'], annotations));
    for (const entry of own.get('replicas').items) {
      const count = entry.mapping?.pairs.get('count');
      const name = entry.get('name').text;
      if (count) objects = changed(objects, (value) => (nameOf(value) === name ? setAt(value, ['spec'], 'replicas', count) : value));
    }
    for (const entry of own.get('images').items) objects = changed(objects, (value) => withImage(value, entry));
    return objects;
  }

  /** Lays one patch over the objects that it is for. */
  #patch(objects: readonly Composed[], folder: string, path: Field, inline: Field | undefined, target: Field | undefined): readonly Composed[] {
    let patches: Field[] = [];
    if (inline) patches = this.#inline(inline);
    else {
      const file = this.#resolve(folder, path);
      if (file?.kind === 'file') patches = this.#documents(file.path);
    }
    return patches.reduce((current, patch) => (patch.value?.kind === 'sequence' ? withOperations(current, patch, target) : withStrategic(current, patch, target)), objects);
  }

  /** A patch that is written in the kustomization itself, as a text: its lines are YAML of their own, in the same places. */
  #inline(field: Field): Field[] {
    const { value } = field;
    if (value?.kind !== 'scalar') return [];
    const { span } = value;
    const raw = span.text;
    const isBlock = /^[|>]/.test(raw);
    const skip = isBlock ? raw.indexOf('\n') + 1 : /^['"]/.test(raw) ? 1 : 0;
    const inner = isBlock ? raw.slice(skip) : raw.slice(skip, raw.length - skip);
    return this.#fields(span.source, [{ start: span.start + skip, text: inner }]);
  }
}

interface Composed {
  readonly value: Mapping;
  /** The file that the object was written in. */
  readonly from: string;
}

export const isKustomization = (file: string): boolean => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file);

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);

/** A path relative to a folder; undefined when it leads out of the tree. */
const joined = (folder: string, path: string): string | undefined => {
  if (path.startsWith('/')) return undefined;
  const steps = folder.split('/').filter(Boolean);
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
};

const changed = (objects: readonly Composed[], change: (value: Mapping) => Mapping): readonly Composed[] => objects.map((object) => ({ ...object, value: change(object.value) }));

const nameOf = (value: Mapping): string | undefined => Field.of(value).get('metadata', 'name').text;

/** Sets a key below a path, making the mappings on the way where there are none. */
const setAt = (value: Mapping, path: readonly string[], key: string, pair: Pair): Mapping => {
  const [step, ...rest] = path;
  if (step === undefined) return withPairs(value, [[key, pair]]);
  const known = value.pairs.get(step);
  const inner: Mapping = known?.value.kind === 'mapping' ? known.value : { kind: 'mapping', span: pair.keySpan, pairs: new Map(), isFlow: true, isOpen: false };
  return withPairs(value, [[step, { keySpan: known?.keySpan ?? pair.keySpan, value: setAt(inner, rest, key, pair) }]]);
};

const withAll = (value: Mapping, path: readonly string[], added: Field): Mapping => {
  const [first] = path;
  // A pod template is only changed where there is one.
  if (added.mapping === undefined || (first === 'spec' && !Field.of(value).get('spec', path[1] ?? '').isWritten)) return value;
  return [...added.mapping.pairs].reduce((current, [key, pair]) => setAt(current, path, key, pair), value);
};

const withLabels = (value: Mapping, labels: Field): Mapping => {
  const spec = Field.of(value).get('spec');
  const selector = Field.of(value).get('kind').text === 'Service' ? ['spec', 'selector'] : ['spec', 'selector', 'matchLabels'];
  const selected = spec.get('selector').isWritten ? withAll(value, selector, labels) : value;
  return withAll(withAll(selected, ['metadata', 'labels'], labels), ['spec', 'template', 'metadata', 'labels'], labels);
};

/** Puts another image in the place of one, wherever containers are listed. */
const withImage = (value: Mapping, entry: Field): Mapping =>
  withPairs(
    value,
    [...value.pairs].flatMap(([key, pair]): [string, Pair][] => {
      if (pair.value.kind === 'mapping') return [[key, { ...pair, value: withImage(pair.value, entry) }]];
      if (pair.value.kind !== 'sequence' || !/^(?:init)?[cC]ontainers$/.test(key)) return [];
      return [[key, { ...pair, value: { ...pair.value, items: pair.value.items.map((item) => (item.kind === 'mapping' ? renamed(item, entry) : item)) } }]];
    }),
  );

const renamed = (container: Mapping, entry: Field): Mapping => {
  const image = container.pairs.get('image');
  const [name, newName, newTag, digest] = ['name', 'newName', 'newTag', 'digest'].map((key) => entry.get(key).text);
  if (image?.value.kind !== 'scalar' || name === undefined) return container;
  const { text } = image.value;
  if (text !== name && !text.startsWith(`${name}:`) && !text.startsWith(`${name}@`)) return container;
  const version = digest === undefined ? (newTag === undefined ? text.slice(name.length) : `:${newTag}`) : `@${digest}`;
  return withPairs(container, [['image', { ...image, value: { ...image.value, text: (newName ?? name) + version } }]]);
};

/** Whether a pattern of a target covers a name. Patterns are regular expressions; of those only `.*` is understood. */
const covers = (pattern: string | undefined, name: string | undefined): boolean => {
  if (pattern === undefined || pattern === '') return true;
  if (name === undefined) return false;
  const parts = pattern.replace(/^\^/, '').replace(/\$$/, '').split('.*');
  if (parts.length === 1) return parts[0] === name;
  return name.startsWith(parts[0] ?? '') && name.endsWith(parts.at(-1) ?? '') && parts.every((part) => name.includes(part));
};

const isTargeted = (value: Mapping, target: Field): boolean => {
  const root = Field.of(value);
  const labels = root.get('metadata', 'labels');
  const wanted = (target.get('labelSelector').text ?? '').split(',').filter((part) => part !== '');
  return (
    covers(target.get('kind').text, root.get('kind').text) &&
    covers(target.get('name').text, root.get('metadata', 'name').text) &&
    wanted.every((part) => {
      const [key = '', label] = part.split(/==?/);
      return labels.get(key.trim()).text === label?.trim();
    })
  );
};

/** Kinds of the API itself, whose lists are merged by the names of their items. */
const isBuiltIn = (value: Mapping): boolean => /^(?:v\d\w*|(?:apps|batch|policy|autoscaling|extensions|networking\.k8s\.io)\/v\w+)$/.test(Field.of(value).get('apiVersion').text ?? '');

const withStrategic = (objects: readonly Composed[], patch: Field, target: Field | undefined): readonly Composed[] => {
  const { value } = patch;
  if (value?.kind !== 'mapping') return objects;
  const isFor = (object: Mapping): boolean => {
    if (target) return isTargeted(object, target);
    const root = Field.of(object);
    return root.get('kind').text === patch.get('kind').text && root.get('metadata', 'name').text === patch.get('metadata', 'name').text;
  };
  return objects.flatMap((object) => {
    if (!isFor(object.value)) return [object];
    // What identifies a patch says nothing new about the object.
    const rest = target ? withPairs(value, ['apiVersion', 'kind', 'metadata'].map((key) => [key, key === 'metadata' ? withoutName(value) : undefined])) : value;
    const merged = strategicMerge(object.value, rest, isBuiltIn(object.value));
    return merged?.kind === 'mapping' ? [{ ...object, value: merged }] : [];
  });
};

const withoutName = (value: Mapping): Pair | undefined => {
  const pair = value.pairs.get('metadata');
  return pair?.value.kind === 'mapping' ? { keySpan: pair.keySpan, value: withPairs(pair.value, [['name', undefined]]) } : pair;
};

const withOperations = (objects: readonly Composed[], patch: Field, target: Field | undefined): readonly Composed[] => {
  if (!target) return objects;
  return changed(objects, (object) => {
    if (!isTargeted(object, target)) return object;
    return patch.items.reduce<Mapping>((current, operation) => {
      const kind = operation.get('op').text;
      if (kind !== 'add' && kind !== 'replace' && kind !== 'remove') return current;
      const steps = (operation.get('path').text ?? '').split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
      const pair = operation.mapping?.pairs.get('value') ?? { keySpan: operation.keySpan, value: { kind: 'unknown', span: operation.keySpan } satisfies Value };
      const result = patched(current, kind, steps, pair);
      return result?.kind === 'mapping' ? result : current;
    }, object);
  });
};

/** The kustomizations of a tree that no other one builds on. */
export const overlayFolders = (tree: Tree): { file: string }[] => {
  const files = tree.files.filter((file) => isKustomization(file) && tree.selected(file));
  const { leaves } = new Kustomizations(tree, files, () => undefined);
  return files.filter((file) => leaves.includes(folderOf(file))).map((file) => ({ file }));
};
