import type { Tree } from '../read/tree.js';
import type { Location } from '../rule.js';
import type { Argument } from './arguments.js';
import type { Hop } from './hop.js';
import type { Image } from './image.js';
import type { ShellKind } from './images.js';
import type { Packages } from './packages.js';

/** Where a command is about to run. */
export interface Context {
  readonly tree: Tree;
  readonly packages: Packages;
  /** The image that it runs in; undefined on a machine without containers. */
  readonly image: Image | undefined;
  readonly shell: ShellKind;
  /** The working directory: a path in the image, or in the repository (without a leading slash) where there is no image. */
  readonly workdir: string;
  readonly environment: ReadonlyMap<string, string>;
  /** Whether it sees the files of the repository: an image from elsewhere has its own. */
  readonly hasFiles: boolean;
  /** How many hops lie above; circles of scripts end by it. */
  readonly depth: number;
  /** The place that says what runs here: an instruction, a script, a line. */
  readonly at: Location;
  /** Hops below may still be looked at; shared by all ways through all scripts of one chain. */
  readonly budget: { left: number };
}

/** Follows a command to the service. */
export type Follow = (argv: readonly Argument[], context: Context) => Hop[];

/** The repository's folder of the working directory. */
export const folderOfWorkdir = (context: Context, path = '.'): string | undefined => {
  if (context.image) return context.image.folderAt(path.startsWith('/') ? path : `${context.workdir}/${path}`);
  if (!context.hasFiles) return undefined;
  const parts: string[] = [];
  for (const part of `${context.workdir}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
};

/** The repository's file behind a path as the process sees it. */
export const fileOf = (context: Context, path: string): string | undefined => {
  if (context.image) return context.image.fileAt(path.startsWith('/') ? path : `${context.workdir}/${path}`);
  const folder = folderOfWorkdir(context, path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');
  if (folder === undefined) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const file = folder === '' ? name : `${folder}/${name}`;
  return !path.startsWith('/') && context.tree.has(file) ? file : undefined;
};

/** A hop that ends what can be known. */
export const unknownHop = (label: string, at: Location, note: string): Hop => ({ label: label.slice(0, 200), kind: 'unknown', delivery: 'unknown', at, certainty: 'always', note });
