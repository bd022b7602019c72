import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { rulePages, staleness } from '../../scripts/docs.mjs';
import { libraryPage, libraryPagePath } from '../../scripts/libraries-page.mjs';
import { libraries } from '../../src/catalogue/libraries/index.js';
import { rule } from './command-line.js';

test('docs/rules is what `npm run docs` writes', () => {
  expect(staleness(rulePages(rules))).toEqual([]);
});

test('docs/libraries.md is what `npm run docs` writes', () => {
  expect(staleness(new Map([[libraryPagePath, libraryPage(libraries)]])).filter((line) => line.startsWith(libraryPagePath))).toEqual([]);
});

describe('a new page', () => {
  const pages = rulePages([rule('unbounded-drain', { summary: 'A drain | without a limit.' }), rule('a-rule-without-fixtures', { preset: 'strict' })]);
  const page = pages.get('docs/rules/unbounded-drain.md') ?? '';

  test('has the facts, the reasons and the references of its rule', () => {
    expect(page).toMatch(/^<!-- begin header: .*-->\n\n# unbounded-drain\n\nA drain \| without a limit\.\n/);
    expect(page).toContain('| error | recommended | plan | the whole program |');
    expect(page).toContain('## References\n\n- <https://nodejs.org/api/http.html#serverclosecallback>');
  });

  test('shows fixtures that are reported and that are not', () => {
    expect(page).toMatch(/<!-- example: fixtures\/unbounded-drain\/bad\/\S+ -->\n\n`[^`]+`\n\n```[jt]s\n/);
    expect(page).toMatch(/<!-- example: fixtures\/unbounded-drain\/ok\/\S+ -->/);
    expect(pages.get('docs/rules/a-rule-without-fixtures.md')).not.toContain('example:');
  });

  test('is listed in an alphabetical index with counts', () => {
    const index = pages.get('docs/rules/README.md') ?? '';
    expect(index).toContain('2 rules, 1 of them in the recommended preset.');
    expect(index).toMatch(/\| \[a-rule-without-fixtures\].*\n\| \[unbounded-drain\]/);
    expect(index).toContain(String.raw`A drain \| without a limit.`);
  });

  test('is stale until it is written, and a page of no rule is named', () => {
    expect(staleness(pages)).toContain('docs/rules/a-rule-without-fixtures.md is stale: run `npm run docs`');
    expect(staleness(new Map()).every((line) => line.endsWith('belongs to no rule: remove it'))).toBe(true);
  });
});
