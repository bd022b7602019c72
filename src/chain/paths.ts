/** `a/./b/../c` as `a/c`; the parts above the beginning are cut off. Absolute paths stay absolute. */
export const normalized = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
};

/** A path as it is seen from a folder; an absolute path stays what it is. */
export const joined = (folder: string, path: string): string => normalized(path.startsWith('/') ? path : `${folder}/${path}`);

/** A path below the root of a repository from one that stands in a file there: `./a/../b`, seen from a folder. */
export const inRepository = (folder: string, path: string): string => normalized(`${folder}/${path}`).replace(/^\//, '');

export const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '');

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A folder and those above it, the root (empty) last. */
export const withParents = (folder: string): string[] => {
  const found = [folder];
  for (let current = folder; current !== ''; ) {
    current = folderOf(current);
    found.push(current);
  }
  return found;
};
