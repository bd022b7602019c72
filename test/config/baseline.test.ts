import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareWithBaseline, countsOf, grownSince, parseBaseline, writeBaseline } from '../../src/config/baseline.js';
import type { Finding } from '../../src/rule.js';
import { hostile } from '../report/hostile.js';
import { at, drainFinding, poolFinding } from '../report/sample.js';

const pool = (file: string, line = 1): Finding => ({ ...poolFinding, location: at(file, line) });
const drain = (file: string, line = 1): Finding => ({ ...drainFinding, location: at(file, line) });
const baselineOf = (findings: readonly Finding[]) => parseBaseline('drain-audit-baseline.yaml', writeBaseline(countsOf(findings))).baseline;

describe('a baseline', () => {
  test('counts by file and rule, sorted, one line a count', () => {
    const text = writeBaseline(countsOf([pool('src/b.ts'), drain('src/b.ts'), pool('src/a.ts'), pool('src/b.ts', 9)]));
    expect(text.split('\n').slice(2)).toEqual(['version: 1', 'findings:', '  src/a.ts:', '    resource-closed-before-drain: 1', '  src/b.ts:', '    resource-closed-before-drain: 2', '    unbounded-drain: 1', '']);
    expect(writeBaseline(countsOf([pool('src/b.ts', 9), pool('src/a.ts'), drain('src/b.ts'), pool('src/b.ts')]))).toBe(text);
  });

  test('of nothing is whole', () => {
    expect(parseBaseline('b', writeBaseline([]))).toMatchObject({ baseline: { tolerated: [] }, problems: [] });
  });

  test.each(['a b.ts', '日本.ts', '-x', 'true', '1.5', '#a', 'a: b', 'x\ny.ts', '"q"', "it's.ts", '\u2028\u202E\u007F.ts', '__proto__', '{a}', '.hidden', hostile.replaceAll('\uD800', '').replaceAll('../', '').replaceAll('//', '/')])('reads a file called %j back', (file) => {
    const { baseline, problems } = parseBaseline('b', writeBaseline([{ file, rule: 'a', count: 3 }]));
    expect(problems).toEqual([]);
    expect(baseline.tolerated).toMatchObject([{ file, rule: 'a', count: 3 }]);
  });

  test.each([
    ['findings: { ../../x: { a: 1 } }', 'must be a path below'],
    ['findings: { /etc/passwd: { a: 1 } }', 'must be a path below'],
    ['findings: { ./a.ts: { a: 1 } }', 'must be a path below'],
    ['findings: { a.ts: { a: -1 } }', 'must be a number of at least 1'],
    ['findings: { a.ts: { a: many } }', 'must be a number of at least 1'],
    ['version: 2', "version must be 1, not '2'."],
    ['findngs: {}', 'did you mean findings?'],
    ['findings:\n  a.ts: { b: 1 }\n  a.ts: { b: 2 }', "'a.ts' is given twice"],
  ])('%j is refused', (text, message) => {
    expect(parseBaseline('b', text).problems[0]?.message).toContain(message);
  });

  test('merges where two branches change different counts', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'drain-audit-'));
    const file = (name: string, findings: readonly Finding[]): string => {
      writeFileSync(path.join(folder, name), writeBaseline(countsOf(findings)));
      return path.join(folder, name);
    };
    const all = ['a', 'b', 'c', 'd', 'e'].flatMap((name) => [pool(`src/${name}.ts`), drain(`src/${name}.ts`)]);
    const without = (...names: string[]): Finding[] => all.filter(({ location }) => !names.includes(location.file));
    try {
      const ours = file('ours', without('src/a.ts'));
      execFileSync('git', ['merge-file', ours, file('base', all), file('theirs', [...without('src/d.ts'), pool('src/z.ts')])]);
      expect(readFileSync(ours, 'utf8')).toBe(writeBaseline(countsOf([...without('src/a.ts', 'src/d.ts'), pool('src/z.ts')])));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('compared with findings', () => {
  const baseline = baselineOf([pool('a.ts', 1), pool('a.ts', 2), drain('b.ts')]);

  test('tolerates them wherever they have moved', () => {
    expect(compareWithBaseline([pool('a.ts', 77), pool('a.ts', 99), drain('b.ts', 3)], baseline)).toEqual({ kept: [], tolerated: 3, stale: [] });
  });

  test('keeps all of a rule and a file when there is one more, and what is elsewhere', () => {
    const findings = [pool('a.ts', 1), pool('a.ts', 2), pool('a.ts', 3), drain('b.ts'), drain('c.ts'), pool('b.ts')];
    const { kept, tolerated } = compareWithBaseline(findings, baseline);
    expect(kept).toEqual(findings.filter((finding) => finding !== findings[3]));
    expect(tolerated).toBe(1);
  });

  test('says at each of too many how many there may be, where that can be pointed at', () => {
    const { kept } = compareWithBaseline([pool('a.ts', 1), pool('a.ts', 2), pool('a.ts', 3)], baseline, true);
    expect(kept.map(({ related }) => related.at(-1))).toEqual(Array.from({ length: 3 }, () => ({ message: 'of these 3 in the file, the baseline tolerates 2', location: expect.objectContaining({ file: 'drain-audit-baseline.yaml', startLine: 6 }) as object })));
  });

  test('tells what is stale', () => {
    expect(compareWithBaseline([pool('a.ts')], baseline).stale).toMatchObject([{ file: 'a.ts', count: 2, found: 1 }, { file: 'b.ts', count: 1, found: 0 }]);
  });

  test('tells what has grown', () => {
    const grown = baselineOf([pool('a.ts'), drain('b.ts'), drain('b.ts', 2), pool('new.ts')]);
    expect(grownSince(baseline, grown)).toMatchObject([{ file: 'b.ts', before: 1, count: 2, at: { startLine: 8 } }, { file: 'new.ts', before: 0, count: 1 }]);
  });
});

test('a baseline above the root knows its files by longer names', () => {
  const text = writeBaseline([{ file: 'services/orders/a.ts', rule: 'a', count: 1 }, { file: 'services/other/a.ts', rule: 'a', count: 1 }]);
  expect(parseBaseline('../../b', text, 'services/orders').baseline.tolerated.map(({ file }) => file)).toEqual(['a.ts']);
});
