import type { Tree } from './tree.js';

/**
 * A tree in which one file has another text, as in an editor before it is saved.
 *
 * @param file that the tree already has
 */
export const overlaidTree = (tree: Tree, file: string, text: string): Tree => ({
  root: tree.root,
  files: tree.files,
  has: (other) => tree.has(other),
  text: (other) => (other === file ? text : tree.text(other)),
  selected: (other) => tree.selected(other),
  unanalysed: tree.unanalysed,
});
