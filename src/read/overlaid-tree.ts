import type { Tree } from './tree.js';

/**
 * A tree in which some files have other texts, as in an editor before they are saved.
 *
 * @param texts by the paths of files that the tree already has
 */
export const overlaidTree = (tree: Tree, texts: ReadonlyMap<string, string>): Tree => ({
  root: tree.root,
  files: tree.files,
  has: (file) => tree.has(file),
  text: (file) => texts.get(file) ?? tree.text(file),
  selected: (file) => tree.selected(file),
  unanalysed: tree.unanalysed,
});
