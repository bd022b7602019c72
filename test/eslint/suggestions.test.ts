import { Linter } from 'eslint';
import { expect, it, vi } from 'vitest';
import { eslintRule } from '../../src/eslint/rule.js';
import type { Edit, Finding } from '../../src/rule.js';
import { rule } from '../cli/command-line.js';
import { at } from '../report/sample.js';

const edits = vi.hoisted((): { current: Edit[] } => ({ current: [] }));
vi.mock(import('../../src/eslint/file.js'), () => ({
  findingsFor: (): readonly Finding[] => [
    { rule: 'bad-word', severity: 'error', confidence: 'high', service: 'orders', message: 'Bad.', fingerprint: 'a', location: at('a.js', 1), related: [], fix: { title: 'Write good', edits: edits.current } },
  ],
}));

const suggestionsFor = (code: string) =>
  new Linter().verify(code, [{ plugins: { 'drain-audit': { rules: { 'bad-word': eslintRule(rule('bad-word')) } } }, rules: { 'drain-audit/bad-word': 'error' } }], 'a.js')[0]?.suggestions;

it('offers a repair of the linted file as a suggestion', () => {
  edits.current = [{ file: 'a.js', start: 0, end: 3, text: 'good' }, { file: 'a.js', start: 5, end: 5, text: 'x' }];
  expect(suggestionsFor('bad();')).toEqual([{ desc: 'Write good', fix: { range: [0, 5], text: 'good()x' } }]);
});

it('offers none that changes another file', () => {
  edits.current = [{ file: 'a.js', start: 0, end: 3, text: 'good' }, { file: 'b.js', start: 0, end: 0, text: 'x' }];
  expect(suggestionsFor('bad();')).toBeUndefined();
});
