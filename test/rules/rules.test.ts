import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { expectedPlaces, fixturesFolder, reportedPlaces, shapesOf } from '../fixtures.js';

describe.each(rules.map((rule) => rule.id))('%s', (id) => {
  test.each(shapesOf(id, 'bad'))('bad: %s', (shape) => {
    const folder = path.join(fixturesFolder, id, 'bad', shape);
    const expected = expectedPlaces(folder);
    expect(expected.some((place) => place.endsWith(` ${id}`))).toBe(true);
    expect(reportedPlaces(folder, 'strict')).toEqual(expected);
  });

  test.each(shapesOf(id, 'ok'))('ok: %s', (shape) => {
    expect(reportedPlaces(path.join(fixturesFolder, id, 'ok', shape), 'strict')).toEqual([]);
  });
});
