import { expect, it } from 'vitest';
import { virtualTree } from '../../src/read/virtual-tree.js';

it('holds its files in memory, sorted, without byte order marks', () => {
  const tree = virtualTree({ 'b.ts': 'b', 'a/c.ts': '\uFEFFc' });
  expect(tree.files).toEqual(['a/c.ts', 'b.ts']);
  expect([tree.has('b.ts'), tree.has('c.ts'), tree.has('constructor')]).toEqual([true, false, false]);
  expect([tree.text('a/c.ts'), tree.text('toString')]).toEqual(['c', undefined]);
  expect(tree.selected('b.ts')).toBe(true);
  expect(tree.unanalysed).toEqual([]);
});
