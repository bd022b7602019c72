import { expect, test } from 'vitest';
import { duration } from '../../src/report/duration.js';

test.each([
  [0, '0 ms'],
  [500, '500 ms'],
  [1000, '1 s'],
  [2500, '2.5 s'],
  [10_000, '10 s'],
  [59_999, '1 min'],
  [60_000, '1 min'],
  [90_000, '1 min 30 s'],
  [3_600_000, '1 h'],
  [3_905_000, '1 h 5 min'],
  [Infinity, 'unbounded'],
])('%d ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});
