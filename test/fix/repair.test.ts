import { describe, expect, test } from 'vitest';
import { repair, type Asked } from '../../src/fix/repair.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import type { Tree } from '../../src/read/tree.js';
import type { Edit, Finding } from '../../src/rule.js';
import { at } from '../report/sample.js';

/** Finds words of the form `bad(repair)` in every file; the repair is what the word is replaced with. */
const ask = (tree: Tree): Asked => ({
  findings: tree.files.flatMap((file): Finding[] =>
    Array.from((tree.text(file) ?? '').matchAll(/(bad|worse|mild)\(([^)]*)\)/g), ({ 0: whole, 1: rule = '', 2: text = '', index }) => ({
      rule,
      severity: rule === 'mild' ? 'warning' : 'error',
      confidence: 'high',
      service: 'orders',
      message: whole,
      fingerprint: `${file} ${whole}`,
      location: at(file, 1, index + 1),
      related: [],
      fix: { title: `Write ${text}`, edits: [{ file, start: index, end: index + whole.length, text: text.replaceAll('$', '(').replaceAll('_', ')') }] },
    })),
  ),
  unanalysed: [],
});

const repaired = (files: Record<string, string>, question = ask) => {
  const { changes, done, refused, after } = repair(virtualTree(files), question);
  return {
    texts: Object.fromEntries(Array.from(changes, ([file, { after: text }]) => [file, text])),
    done: done.map(({ fix }) => fix.title),
    refused: refused.map(({ finding, why }) => `${finding.fix.title}: ${why}`),
    left: after.findings.length,
  };
};

describe('repair', () => {
  test('makes all repairs at once where it can', () => {
    let asked = 0;
    const counting = (tree: Tree): Asked => {
      asked += 1;
      return ask(tree);
    };
    expect(repaired({ 'a.ts': 'bad(one); bad(two);', 'b.ts': 'bad(three);' }, counting)).toEqual({
      texts: { 'a.ts': 'one; two;', 'b.ts': 'three;' },
      done: ['Write one', 'Write two', 'Write three'],
      refused: [],
      left: 0,
    });
    expect(asked).toBe(2);
  });

  test('leaves nothing changed when nothing is offered', () => {
    expect(repaired({ 'a.ts': 'fine;' })).toEqual({ texts: {}, done: [], refused: [], left: 0 });
  });

  test.each([
    ['after which the finding stays', 'bad(bad$x_)', 'Write bad$x_: the finding would stay'],
    ['after which another rule speaks', 'bad(worse$_)', 'Write worse$_: it would uncover worse'],
    ['that breaks the syntax', 'bad(x$)', 'Write x$: the code would no longer parse'],
  ])('takes back a repair %s, and keeps the others', (_name, wrong, why) => {
    const result = repaired({ 'a.ts': `bad(one); ${wrong}; bad(two);`, 'b.ts': 'bad(three);' });
    expect(result.texts).toEqual({ 'a.ts': `one; ${wrong}; two;`, 'b.ts': 'three;' });
    expect(result.done).toHaveLength(3);
    expect(result.refused).toEqual([why]);
    expect(result.left).toBe(1);
  });

  test('keeps a repair that brings something milder to light, and no other', () => {
    expect(repaired({ 'a.ts': 'bad(mild$x_)' }).done).toEqual(['Write mild$x_', 'Write x']);
    expect(repaired({ 'a.ts': 'mild(worse$x_)' }).refused).toEqual(['Write worse$x_: it would uncover worse']);
  });

  test('takes back a repair after which a file cannot be read any more', () => {
    const question = (tree: Tree): Asked => ({ ...ask(tree), unanalysed: tree.text('a.yaml')?.startsWith('(') === true ? [{ file: 'a.yaml', reason: 'A bracket.' }] : [] });
    expect(repaired({ 'a.yaml': 'bad($)' }, question)).toMatchObject({ texts: {}, done: [], left: 1 });
  });

  test('makes repairs that touch one after the other', () => {
    expect(repaired({ 'a.ts': 'bad(one)bad(;two)' }).texts).toEqual({ 'a.ts': 'one;two' });
  });

  test('leaves files alone that were not asked for, and repairs that are not whole', () => {
    const tree = { ...virtualTree({ 'a.ts': 'bad(one)', 'b.ts': 'bad(two)' }), selected: (file: string) => file === 'a.ts' };
    const withEdit = (edit: Edit) => (asked: Tree): Asked => ({ findings: ask(asked).findings.map((finding) => ({ ...finding, fix: { title: 'Both', edits: [...(finding.fix?.edits ?? []), edit] } })), unanalysed: [] });
    expect(Object.fromEntries(repair(tree, ask).changes)).toEqual({ 'a.ts': { before: 'bad(one)', after: 'one' } });
    expect(repair(tree, withEdit({ file: 'b.ts', start: 0, end: 0, text: 'x' })).changes.size).toBe(0);
    expect(repair(tree, withEdit({ file: 'a.ts', start: 99, end: 99, text: 'x' })).refused).toHaveLength(2);
  });

  test('comes to an end whatever findings say', () => {
    let number = 0;
    const endless = (tree: Tree): Asked => {
      number += 1;
      return { findings: ask(tree).findings.map((finding) => ({ ...finding, fingerprint: String(number), fix: { title: String(number), edits: [{ file: 'a.ts', start: 0, end: 0, text: ' ' }] } })), unanalysed: [] };
    };
    expect(repaired({ 'a.ts': 'bad(one)' }, endless).texts).toEqual({});
    expect(number).toBeLessThan(100);
  });
});
