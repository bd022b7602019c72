import type { Tree } from '../read/tree.js';
import { parseDockerfile } from './dockerfile.js';
import type { Dockerfile } from './dockerfile.js';
import { fileName, folderOf } from './paths.js';

const named = /^(?:docker|container)file(?:[.-].+)?$|\.(?:docker|container)file$/i;
/** What is built for development, tests or documentation is stopped by nobody who minds. */
const forDevelopment = /(?:^|[^a-z])(?:dev|devel|develop|development|devcontainer|local|test|tests|testing|tilt|skaffold|ci|e2e|integration|debug|example|examples|sample|samples|docs?|benchmarks?|playground|lint|__tests__|fixtures?|templates?|boilerplate|archived?|deprecated|legacy-docs)(?=[^a-z]|$)/i;

/** Whether the name of a file, a stage or a workload says that it is not for production. */
export const isForDevelopment = (name: string): boolean => forDevelopment.test(name);

/** The Dockerfiles of a tree, read once each. */
export class Dockerfiles {
  readonly #tree: Tree;
  readonly #parsed = new Map<string, Dockerfile | undefined>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** Those that build something for production, as far as their names tell. */
  get files(): readonly string[] {
    return this.#tree.files.filter((file) => {
      const name = fileName(file);
      return named.test(name) && !/\.(?:dockerignore|[cm]?[jt]s|md|ya?ml|json)$/i.test(name) && !isForDevelopment(name) && !/(?:^|\/)(?:\.devcontainer|\.github|tests?|e2e|__tests__|fixtures?|node_modules)\//.test(file);
    });
  }

  at(file: string): Dockerfile | undefined {
    if (!this.#parsed.has(file)) {
      const text = this.#tree.has(file) ? this.#tree.text(file) : undefined;
      this.#parsed.set(file, text === undefined ? undefined : parseDockerfile(file, text));
    }
    return this.#parsed.get(file);
  }

  /**
   * The Dockerfile that an image is built from, by its name: that of a folder or a package which is called so, or the
   * root's when the repository's package is. Undefined unless exactly one fits.
   */
  ofImageNamed(image: string, packageNameOf: (folder: string) => string | undefined): string | undefined {
    const name = (image.split('@')[0] ?? '').split('/').at(-1)?.split(':')[0]?.toLowerCase() ?? '';
    if (name === '' || /[${<]/.test(name)) return undefined;
    const fitting = this.files.filter((file) => {
      const folder = folderOf(file);
      const suffix = /^(?:docker|container)file[.-](.+)$/i.exec(fileName(file))?.[1]?.toLowerCase();
      const names = suffix === undefined ? [fileName(folder), packageNameOf(folder)?.split('/').at(-1)] : [suffix];
      return names.some((known) => known !== undefined && known !== '' && (known.toLowerCase() === name || name.endsWith(`-${known.toLowerCase()}`)));
    });
    return fitting.length === 1 ? fitting[0] : undefined;
  }
}
