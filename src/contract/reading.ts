import type { Unanalysed } from '../report/report.js';
import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';
import { readToml, readYaml } from './data.js';
import type { Data, Documents } from './data.js';
import { plainStart } from './platform.js';
import type { Override, PlatformFacts, Told } from './platform.js';

/** How the files of one platform are read. */
export interface PlatformReader {
  /** Whether a file is one of the platform's, by its path. */
  isManifest(file: string): boolean;
  /** What its workloads are promised. Files are read as far as they are understood. */
  read(file: string, text: string, reading: Reading): PlatformFacts[];
}

/** What a reader is given beside the file's text. */
export class Reading {
  /** Files that could not be read, each with one reason. */
  readonly unanalysed: Unanalysed[] = [];

  /** Several readers may ask for one file. */
  readonly #read = new Map<string, readonly Data[]>();

  constructor(readonly tree: Tree) {}

  /** The documents of a YAML or JSON file. */
  yaml(file: string, text: string): readonly Data[] {
    return this.#once(file, () => readYaml(file, text));
  }

  toml(file: string, text: string): readonly Data[] {
    return this.#once(file, () => readToml(file, text));
  }

  #once(file: string, read: () => Documents): readonly Data[] {
    const known = this.#read.get(file) ?? this.#documents(file, read());
    this.#read.set(file, known);
    return known;
  }

  #documents(file: string, read: Documents): readonly Data[] {
    if ('documents' in read) return read.documents;
    // A template of Helm or of another tool is no manifest yet, so nobody expects it to be valid.
    if (this.tree.text(file)?.includes('{{') !== true) this.unanalysed.push({ file, reason: read.problem });
    return [];
  }
}

/** A command as most platforms write it: a list is an argv, a word is split or run by a shell. */
export const overrideOf = (data: Data | undefined, text: 'words' | 'shell'): Override | undefined => {
  if (!data || data.isNull) return undefined;
  if (data.isList) {
    const argv = data.items.flatMap((item) => item.text ?? []);
    return argv.length === 0 ? { kind: 'cleared', at: data.at } : { kind: 'argv', argv, at: data.at };
  }
  if (data.text === undefined) return undefined;
  return data.text.trim() === '' ? { kind: 'cleared', at: data.at } : { kind: text, text: data.text, at: data.at };
};

/** Environment variables of a map, of a list of `NAME=value`, or of a list of `{name, value}`. */
export const environmentOf = (data: Data | undefined): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const [name, value] of data?.entries ?? []) if (value.text !== undefined) found.set(name, value.text);
  for (const item of data?.items ?? []) {
    const [name = '', ...rest] = item.text?.split('=') ?? [];
    if (rest.length > 0) found.set(name, rest.join('='));
    const key = (item.get('name') ?? item.get('Name') ?? item.get('key'))?.text;
    const value = (item.get('value') ?? item.get('Value'))?.text;
    if (key !== undefined && value !== undefined) found.set(key, value);
  }
  return found;
};

export const declared = <T>(value: T, at: Location, key: string): Told<T> => ({ value, at, origin: 'declared', key });
export const byDefault = <T>(value: T, at: Location, key: string): Told<T> => ({ value, at, origin: 'default', key });

/** A number of seconds that is declared under a key, else the platform's default. */
export const secondsFrom = (data: Data | undefined, key: string, otherwise: number | undefined, at: Location): Told<number> | undefined => {
  if (data?.number !== undefined) return declared(data.number, data.at, key);
  if (data && !data.isNull) return undefined;
  return otherwise === undefined ? undefined : byDefault(otherwise, at, key);
};

export const signalFrom = (data: Data | undefined, key: string): Told<string> | undefined => (data?.text === undefined ? undefined : declared(canonicalSignal(data.text), data.at, key));

const numbers: ReadonlyMap<string, string> = new Map([['1', 'SIGHUP'], ['2', 'SIGINT'], ['3', 'SIGQUIT'], ['9', 'SIGKILL'], ['10', 'SIGUSR1'], ['12', 'SIGUSR2'], ['15', 'SIGTERM'], ['19', 'SIGSTOP'], ['28', 'SIGWINCH']]);

/** `SIGTERM` of `15`, `term` and `SIGTERM`. */
export const canonicalSignal = (written: string): string => {
  const upper = written.trim().toUpperCase();
  return numbers.get(upper) ?? (upper.startsWith('SIG') ? upper : `SIG${upper}`);
};

/** The folder of a file; empty for the root. */
export const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '');

/** A path that a manifest in `folder` writes, relative to the root; undefined where it leads out of it. */
export const pathFrom = (folder: string, path: string): string | undefined => {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
};

/** A file and its place at the top, for contracts whose file says nothing else. */
export const topOf = (file: string): Location => ({ file, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });

/** How a container that is written as Kubernetes writes them is started: `image`, `command`, `args` and `env`. */
export const containerStart = (container: Data): PlatformFacts['start'] => ({
  ...plainStart(''),
  image: { name: container.get('image')?.text, dockerfile: undefined, target: undefined, context: undefined },
  entrypoint: overrideOf(container.get('command'), 'words'),
  command: overrideOf(container.get('args'), 'words'),
  environment: environmentOf(container.get('env')),
});
