import { expect, test } from 'vitest';
import { Resolver } from '../../src/program/resolver.js';
import { virtualTree } from '../../src/read/virtual-tree.js';

const majorOf = (range: string): number | undefined =>
  new Resolver(virtualTree({ 'package.json': JSON.stringify({ name: 'chat', dependencies: { ws: range } }), 'src/main.js': '' })).majorOf('ws', 'src/main.js');

test.each([
  ['7.4.2', 7],
  ['^8.18.0', 8],
  ['~7.4', 7],
  ['6.x', 6],
  ['7', 7],
  ['^7.5.0 || ^8.0.0', 8],
  ['5.2.0 - 7.1.0', 7],
  ['>=7', undefined],
  ['*', undefined],
  ['latest', undefined],
  ['workspace:^', undefined],
  ['npm:ws@7.0.0', undefined],
  ['', undefined],
])('the newest major version of %o', (range, major) => {
  expect(majorOf(range)).toBe(major);
});
