/**
 * What `/bin/sh` of an image is. Debian's and Ubuntu's is dash, Alpine's is busybox ash, that of the Red Hat family is
 * bash, distroless images have none.
 */
export type ShellKind = 'dash' | 'ash' | 'bash' | 'none' | 'unknown';

/** What a base image brings with it. */
export interface BaseImage {
  readonly shell: ShellKind;
  /** Node's version as far as the tag tells: `20`, `20.10.0`. */
  readonly node: string | undefined;
  /** What it starts CMD with; undefined when that is not known. */
  readonly entrypoint: 'none' | 'passes-on' | 'node' | undefined;
  /** Whether yarn 1 is installed. */
  readonly hasYarnClassic: boolean;
  readonly stopSignal?: string;
}

const plain = { node: undefined, entrypoint: 'none', hasYarnClassic: false } as const;

/** Facts about a base image by its name and tag; undefined for one that is not in the table. */
export const baseImageOf = (reference: string): BaseImage | undefined => {
  const withoutDigest = reference.split('@')[0] ?? '';
  const colon = withoutDigest.lastIndexOf(':');
  const hasTag = colon > withoutDigest.lastIndexOf('/');
  const repository = hasTag ? withoutDigest.slice(0, colon) : withoutDigest;
  const tag = hasTag ? withoutDigest.slice(colon + 1) : '';
  const name = officialName(repository);
  if (name === 'scratch') return { ...plain, shell: 'none' };
  // docker-entrypoint.sh of the official image ends with `exec "$@"`, after it has put `node` before a file's name.
  if (name === 'node') return { shell: tag.includes('alpine') ? 'ash' : tag.includes('$') ? 'unknown' : 'dash', node: versionIn(tag), entrypoint: 'passes-on', hasYarnClassic: true };
  if (name === 'alpine' || name === 'busybox') return { ...plain, shell: 'ash' };
  if (name !== undefined && ['debian', 'ubuntu', 'buildpack-deps'].includes(name)) return { ...plain, shell: 'dash' };
  if (name !== undefined && ['fedora', 'amazonlinux', 'rockylinux', 'almalinux', 'centos', 'oraclelinux', 'archlinux'].includes(name)) return { ...plain, shell: 'bash' };
  // https://github.com/nginx/docker-nginx: `STOPSIGNAL SIGQUIT`, an entrypoint that ends with `exec "$@"`.
  if (name === 'nginx') return { ...plain, shell: tag.includes('alpine') ? 'ash' : 'dash', entrypoint: 'passes-on', stopSignal: 'SIGQUIT' };
  const distroless = /^gcr\.io\/distroless\/nodejs(\d+)?/.exec(repository);
  if (distroless) return { shell: tag.includes('debug') ? 'ash' : 'none', node: distroless[1], entrypoint: 'node', hasYarnClassic: false };
  const redHat = /(?:^|\/)ubi\d+(?:-minimal|-init|-micro)?(?:\/nodejs-(\d+))?(?:-minimal)?$/.exec(repository);
  // container-entrypoint of the s2i images is `exec "$@"`.
  if (redHat) return { shell: 'bash', node: redHat[1], entrypoint: redHat[1] === undefined ? 'none' : 'passes-on', hasYarnClassic: false };
  if (/^(?:docker\.io\/)?bitnami\/node$/.test(repository)) return { shell: 'dash', node: versionIn(tag), entrypoint: 'none', hasYarnClassic: true };
  return undefined;
};

/** `node` of `node`, `docker.io/library/node` and the mirrors of Docker's official images. */
const officialName = (repository: string): string | undefined => {
  if (!repository.includes('/')) return repository;
  return /^(?:(?:registry-1\.|index\.)?docker\.io\/|public\.ecr\.aws\/docker\/|mirror\.gcr\.io\/)?(?:library\/)?([\w-]+)$/.exec(repository)?.[1];
};

const versionIn = (tag: string): string | undefined => /^v?(\d+(?:\.\d+){0,2})(?=$|-)/.exec(tag)?.[1];

/**
 * The npm that comes with a version of Node: https://nodejs.org/dist/index.json. A version without its minor number means
 * the newest of that line.
 */
export const npmOfNode = (node: string | undefined): string | undefined => {
  if (node === undefined) return undefined;
  const [major = 0, minor = Infinity, patch = Infinity] = node.split('.').map(Number);
  const found = bundled.find(([version]) => {
    const [of = 0, fromMinor = 0, fromPatch = 0] = version;
    return major === of && (minor > fromMinor || (minor === fromMinor && patch >= fromPatch));
  });
  return found?.[1];
};

/** First version of Node that carries it, newest first within a line. Lines that never carried a bad npm have one row. */
const bundled: readonly (readonly [readonly number[], string])[] = [
  [[24], '11'],
  [[23], '10.9'],
  [[22], '10.9'],
  [[21, 7], '10.5'],
  [[21, 2], '10.2.3'],
  [[21], '10.2.0'],
  [[20, 12], '10.8'],
  [[20, 11], '10.2.4'],
  [[20, 10], '10.2.3'],
  [[20, 7], '10.1.0'],
  [[20, 6], '9.8.1'],
  [[20, 5], '9.8.0'],
  [[20, 4], '9.7.2'],
  [[20, 3], '9.6.7'],
  [[20], '9.6'],
  [[19], '9.6'],
  [[18, 20], '10.8'],
  [[18, 19, 1], '10.2.4'],
  [[18, 19], '10.2.3'],
  [[18, 18], '9.8.1'],
  [[18, 17], '9.6.7'],
  [[18], '9.5'],
  [[17], '8'],
  [[16], '8'],
  [[15], '7'],
  [[14], '6.14'],
  [[12], '6.14'],
  [[10], '6.14'],
];

/**
 * Whether a version of npm keeps SIGTERM to itself: from 9.6.7 (npm/run-script#142) until 10.3 (npm/run-script#188).
 * Measured at 9.6.7, 9.8.1, 9.9.4, 10.1.0 and 10.2.4; 10.5.0 passes it on.
 */
export const npmSwallowsSignals = (version: string | undefined): boolean => {
  if (version === undefined) return false;
  const [major = 0, minor, patch] = version.split('.').map(Number);
  if (minor === undefined) return false;
  if (major === 9) return minor > 6 || (minor === 6 && (patch ?? 0) >= 7);
  return major === 10 && minor < 3;
};
