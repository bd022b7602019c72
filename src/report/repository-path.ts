import path from 'node:path';

/** A file as the repository around the audited root names it, which is how GitHub and GitLab know it. */
export const repositoryPath = (prefix: string, file: string): string => path.posix.join(prefix, file);

/** The same as a relative URI. `encodeURI` would leave `#` and `?` alone, so each segment is encoded by itself. */
export const repositoryUri = (prefix: string, file: string): string =>
  repositoryPath(prefix, file)
    // Half of a surrogate pair is no character, and encoding it would throw.
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
