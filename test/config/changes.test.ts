import { describe, expect, test } from 'vitest';
import { changedRanges } from '../../src/config/changes.js';

const lines = (...texts: string[]): string => texts.map((text) => `${text}\n`).join('');

describe('changed lines', () => {
  test.each([
    ['nothing', lines('a', 'b'), lines('a', 'b'), []],
    ['other line ends and a byte order mark', lines('a', 'b'), '\uFEFFa\r\nb\r\n', []],
    ['a new file', undefined, lines('a'), [{ from: 1, to: Infinity }]],
    ['a changed line', lines('a', 'b', 'c'), lines('a', 'B', 'c'), [{ from: 2, to: 2 }]],
    ['new lines', lines('a', 'b'), lines('a', 'x', 'y', 'b'), [{ from: 2, to: 3 }]],
    ['moved lines only', lines('a', 'b'), lines('x', 'a', 'b'), [{ from: 1, to: 1 }]],
    ['lines that are gone, by their neighbours', lines('a', 'b', 'c', 'd'), lines('a', 'd'), [{ from: 1, to: 2 }]],
    ['the first line gone', lines('a', 'b', 'c'), lines('b', 'c'), [{ from: 1, to: 1 }]],
  ])('%s', (_name, before, now, ranges) => {
    expect(changedRanges(before, now)).toEqual(ranges);
  });

  test('of texts without anything in common are all of them, soon', () => {
    const random = (seed: number): string => Array.from({ length: 40_000 }, (_, index) => `${String((index * 7919 + seed) % 104_729)}\n`).join('');
    const started = performance.now();
    expect(changedRanges(random(1), random(50_000)).length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
