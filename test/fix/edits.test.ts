import { describe, expect, test } from 'vitest';
import { applied, compatible, isApplicable } from '../../src/fix/edits.js';
import type { Edit, Fix } from '../../src/rule.js';
import { drainFinding } from '../report/sample.js';

const edit = (start: number, end: number, text = '', file = 'a.ts'): Edit => ({ file, start, end, text });
const fixOf = (...edits: Edit[]): Fix => ({ title: 'Repair', edits });
const textOf = (file: string): string | undefined => (file === 'a.ts' ? '0123456789' : undefined);

describe('a repair can be made', () => {
  test.each([
    ['one edit', [edit(2, 4)], true],
    ['an insertion at the end', [edit(10, 10, 'x')], true],
    ['edits apart', [edit(0, 1), edit(2, 3)], true],
    ['no edit', [], false],
    ['an edit beyond the end', [edit(9, 11)], false],
    ['an edit that is turned round', [edit(4, 3)], false],
    ['a negative place', [edit(-1, 3)], false],
    ['no number', [edit(NaN, 3)], false],
    ['a file that must not be changed', [edit(0, 0, 'x', 'b.ts')], false],
    ['edits that touch', [edit(0, 2), edit(2, 3)], false],
  ])('%s: %s', (_name, edits, expected) => {
    expect(isApplicable(fixOf(...edits), textOf)).toBe(expected);
  });
});

test('of repairs that touch, the first is made', () => {
  const findings = [[edit(0, 4)], [edit(4, 6)], [edit(5, 6), edit(8, 9)], [edit(8, 8, 'x')], [edit(0, 1, '', 'b.ts')]].map((edits) => ({ ...drainFinding, fix: fixOf(...edits) }));
  expect(compatible(findings).map((finding) => findings.indexOf(finding))).toEqual([0, 2, 4]);
});

describe('applied', () => {
  test('edits count in the text as it was', () => {
    expect(applied([fixOf(edit(8, 10, 'zz'), edit(0, 1, 'aaa')), fixOf(edit(4, 4, '|'))], textOf)).toEqual(new Map([['a.ts', 'aaa123|4567zz']]));
  });

  test('new lines end as the lines of the file do', () => {
    expect(applied([fixOf(edit(3, 3, 'x\ny\r\n'))], () => 'a\r\nb\r\n').get('a.ts')).toBe('a\r\nx\r\ny\r\nb\r\n');
    expect(applied([fixOf(edit(2, 2, 'x\r\n'))], () => 'a\nb\n').get('a.ts')).toBe('a\nx\nb\n');
  });
});
