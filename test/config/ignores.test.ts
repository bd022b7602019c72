import { describe, expect, test } from 'vitest';
import { holdsFor, ignoresIn } from '../../src/config/ignores.js';
import { at, poolFinding } from '../report/sample.js';

const rule = 'resource-closed-before-drain';

/** The lines on which a rule is silent. */
const silentLines = (file: string, text: string, id = rule): number[] => {
  const { ignores } = ignoresIn(file, text);
  return text.split('\n').flatMap((_, index) => (ignores.some((ignore) => holdsFor(ignore, { ...poolFinding, rule: id, location: at(file, index + 1) })) ? [index + 1] : []));
};

describe('a comment on a line of its own', () => {
  test.each([
    ['a.ts', `// drain-audit-ignore-next-line ${rule} -- it is a demo`],
    ['a.ts', `  /* drain-audit-ignore-next-line ${rule} -- it is a demo */`],
    ['a.tsx', `{/* drain-audit-ignore-next-line ${rule} -- it is a demo */}`],
    ['a.mjs', `// drain-audit-ignore-next-line other-rule, ${rule} -- both`],
    ['k8s/a.yaml', `    # drain-audit-ignore-next-line ${rule} -- it is a demo`],
    ['Dockerfile', `# drain-audit-ignore-next-line ${rule} -- it is a demo`],
    ['start.sh', `# drain-audit-ignore-next-line ${rule} -- it is a demo`],
  ])('%s: %s', (file, comment) => {
    expect(silentLines(file, `first\n${comment}\nsecond\nthird\n`)).toEqual([3]);
    expect(silentLines(file, `first\r\n${comment}\r\nsecond\r\n`)).toEqual([3]);
    expect(silentLines(file, `${comment}\nsecond`, 'unbounded-drain')).toEqual([]);
  });

  test('may be stacked, and blank lines may follow', () => {
    expect(silentLines('a.ts', `// drain-audit-ignore-next-line ${rule} -- a\n// drain-audit-ignore-next-line other -- b\n// eslint-disable-next-line x\n\ncode\nmore`)).toContain(5);
  });

  test.each([
    ['a.ts', 'const a = 1; // drain-audit-ignore-next-line x -- y'],
    ['a.ts', 'const a = "drain-audit-ignore-next-line x -- y";'],
    ['a.ts', '// see drain-audit-ignore-next-line x -- y'],
    ['a.ts', '// drain-audit-ignore-next-lines x -- y'],
    ['a.ts', '# drain-audit-ignore-next-line x -- y'],
    ['a.yaml', '// drain-audit-ignore-next-line x -- y'],
    ['a.ts', ' * drain-audit-ignore-next-line x -- y'],
  ])('and nothing else: %s: %s', (file, text) => {
    expect(ignoresIn(file, text)).toEqual({ ignores: [], malformed: [] });
  });

  test.each([
    ['', 'rule'],
    [' -- because', 'rule'],
    [' * -- all of them', 'rule'],
    [' all rules -- no', 'rule'],
    [` ${rule}`, 'reason'],
    [` ${rule} --`, 'reason'],
    [` ${rule} --   `, 'reason'],
    [` ${rule} - a`, 'rule'],
    [` ${rule}, -- a`, 'rule'],
  ])('must be whole: "%s" lacks the %s', (statement, why) => {
    const { ignores, malformed } = ignoresIn('a.ts', `x\n// drain-audit-ignore-next-line${statement}\ny`);
    expect(ignores).toEqual([]);
    expect(malformed).toMatchObject([{ why, at: { startLine: 2, startColumn: 4 } }]);
  });
});

describe('an annotation', () => {
  const manifest = (value: string, key = 'drain-audit/ignore'): string => `kind: Service\n---\nkind: Deployment\nmetadata:\n  name: orders\n  annotations:\n    other: x\n    ${key}: ${value}\nspec: {}\n---\nkind: Job\n`;

  test.each([
    [`${rule} -- mesh drains`],
    [`"${rule} -- mesh drains"`],
    [`'${rule} -- mesh: drains'`],
    [`${rule} -- mesh drains # as agreed`],
  ])('holds for its document: %s', (value) => {
    expect(silentLines('a.yaml', manifest(value))).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(silentLines('a.yaml', manifest(value, '"drain-audit/ignore"'))).toHaveLength(8);
  });

  test('may have several lines', () => {
    const text = manifest(`|\n      ${rule} -- mesh drains\n      unbounded-drain -- also`);
    expect(silentLines('a.yaml', text)).toContain(3);
    expect(silentLines('a.yaml', text, 'unbounded-drain')).toContain(3);
    expect(silentLines('a.yaml', text)).not.toContain(1);
  });

  test('must be one, and whole', () => {
    expect(ignoresIn('a.yaml', `data:\n  drain-audit/ignore: ${rule} -- text\n`)).toEqual({ ignores: [], malformed: [] });
    expect(ignoresIn('a.yaml', manifest(rule)).malformed).toMatchObject([{ why: 'reason', at: { startLine: 8 } }]);
  });
});

describe("ESLint's own comments", () => {
  const text = (...lines: string[]): string => lines.join('\n');
  test.each([
    ['next line', text(`// eslint-disable-next-line drain-audit/${rule} -- demo`, 'a', 'b'), [2]],
    ['next line without a reason', text(`/* eslint-disable-next-line no-console, drain-audit/${rule} */`, 'a', 'b'), [2]],
    ['this line', text(`a(); // eslint-disable-line drain-audit/${rule}`, 'b'), [1]],
    ['a part', text('a', `/* eslint-disable drain-audit/${rule} -- demo */`, 'b', `/* eslint-enable drain-audit/${rule} */`, 'c'), [2, 3]],
    ['a part until all is enabled', text(`/* eslint-disable drain-audit/${rule} */`, 'b', '/* eslint-enable */', 'c'), [1, 2]],
    ['the rest', text('a', `/* eslint-disable drain-audit/${rule} */`, 'b', 'c'), [2, 3, 4]],
    ['not what is about other rules', text('// eslint-disable-next-line', 'a', '/* eslint-disable */', '// eslint-disable-next-line no-console', 'b'), []],
    ['not a line comment for a part', text(`// eslint-disable drain-audit/${rule}`, 'a'), []],
    ['not a rule in the reason', text(`// eslint-disable-next-line no-console -- drain-audit/${rule}, drain-audit/x`, 'a'), []],
  ])('%s', (_name, source, lines) => {
    expect(silentLines('a.ts', source)).toEqual(lines);
  });
});

test('lines of a megabyte and hundreds of thousands of directives cost little', () => {
  const started = performance.now();
  const directive = 'drain-audit-ignore-next-line';
  for (const text of [
    `// ${directive} ${'a'.repeat(1_000_000)}`,
    `// ${directive} ${' '.repeat(1_000_000)}x`,
    `// ${directive} ${'-'.repeat(1_000_000)}`,
    `// ${directive} ${'a,'.repeat(500_000)}`,
    `/* eslint-disable drain-audit/a ${' --'.repeat(300_000)}`,
    `// ${directive} a -- b\n`.repeat(30_000),
    `/* eslint-disable drain-audit/a */\n`.repeat(30_000),
  ]) ignoresIn('a.ts', text);
  for (const text of [`metadata:\n  annotations:\n${'    drain-audit/ignore: a -- b\n'.repeat(30_000)}`, '---\n    drain-audit/ignore: a -- b\n'.repeat(30_000), `    drain-audit/ignore: |\n${'      a -- b\n'.repeat(50_000)}`]) ignoresIn('a.yaml', text);
  expect(performance.now() - started).toBeLessThan(5000);
});
