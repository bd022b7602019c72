import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeRules } from '../../src/eslint/code-rules.js';
import { expectedPlaces, fixturesFolder, shapesOf } from '../fixtures.js';
import { placesIn, strictEslint } from './linting.js';

const decidedByOneFile = new Set(codeRules.filter((rule) => rule.scope === 'file').map((rule) => rule.id));
const ruleOf = (place: string): string => place.slice(place.indexOf(' ') + 1);

describe.each(codeRules.map((rule) => rule.id))('%s', (id) => {
  test.each(shapesOf(id, 'bad'))('bad: %s', async (shape) => {
    const folder = path.join(fixturesFolder, id, 'bad', shape);
    const expected = expectedPlaces(folder);
    const reported = placesIn(folder, await strictEslint(folder).lintFiles('.'));
    expect(reported.filter((place) => !expected.includes(place))).toEqual([]);
    expect(reported.filter((place) => decidedByOneFile.has(ruleOf(place)))).toEqual(expected.filter((place) => decidedByOneFile.has(ruleOf(place))));
  });

  test.each(shapesOf(id, 'ok'))('ok: %s', async (shape) => {
    const folder = path.join(fixturesFolder, id, 'ok', shape);
    expect(placesIn(folder, await strictEslint(folder).lintFiles('.'))).toEqual([]);
  });
});
