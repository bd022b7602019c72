import type { Tree } from './tree.js';

/**
 * A tree of texts that are already in memory, for tests and for code that is nowhere on the disk.
 *
 * @param files text by path, relative and `/`-separated
 */
export const virtualTree = (files: Readonly<Record<string, string>>): Tree => {
  const texts = new Map(Object.entries(files));
  return {
    root: '/virtual',
    files: [...texts.keys()].sort(),
    has: (file) => texts.has(file),
    text: (file) => texts.get(file)?.replace(/^\uFEFF/, ''),
    selected: () => true,
    unanalysed: [],
  };
};
