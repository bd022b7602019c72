import { marked } from 'marked';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { formats } from '../../src/report/formats.js';
import { githubReport } from '../../src/report/github.js';
import { gitlabReport } from '../../src/report/gitlab.js';
import { junitReport } from '../../src/report/junit.js';
import { markdownReport } from '../../src/report/markdown.js';
import { contextOf } from './context.js';
import { hostile, hostileReport } from './hostile.js';
import { at, drainFinding, poolFinding, sampleReport } from './sample.js';

const unanalysed = [{ file: 'src/deep.ts', reason: 'Nested too deeply.' }];

/** What the runner of GitHub Actions does with a line of a log (actions/runner, ActionCommand.cs). */
const commandIn = (line: string): { command: string; properties: Map<string, string>; data: string } | undefined => {
  const [, command = '', properties = '', data = ''] = /^\s*::([^\s:]+)(?: ([^:]*(?::(?!:)[^:]*)*?))?::(.*)$/s.exec(line) ?? [];
  if (command === '') return undefined;
  const unescape = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
  return { command, properties: new Map(properties.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))])), data: unescape(data) };
};

describe('github', () => {
  test('annotates the line, and repeats the place for the log', () => {
    expect(githubReport(sampleReport(), contextOf({ prefix: 'services/orders' }))).toBe(
      [
        '::error file=services/orders/src/shutdown.ts,line=5,col=8,title=resource-closed-before-drain::`pool` is closed before `server` has drained, so requests in flight lose it. Close it after the drain. (services/orders/src/shutdown.ts:5:8)%0Athe server drains here: services/orders/src/shutdown.ts:6',
        '::warning file=services/orders/src/shutdown.ts,line=6,col=3,title=unbounded-drain::`server.close` waits for ever for a connection that stays open. (services/orders/src/shutdown.ts:6:3)',
        '2 findings in 1 service: 1 error, 1 warning',
        '',
      ].join('\n'),
    );
  });

  test('writes ten of a kind, errors first, and says how many are missing', () => {
    const findings = Array.from({ length: 12 }, (_, index) => [{ ...drainFinding, location: at('a.ts', index + 1) }, { ...poolFinding, location: at('b.ts', index + 1) }, { ...drainFinding, severity: 'info' as const }]).flat();
    const commands = githubReport(sampleReport({ findings, unanalysed }), contextOf()).split('\n').map(commandIn);
    const number = (command: string): number => commands.filter((each) => each?.command === command).length;
    expect([number('error'), number('warning'), number('notice')]).toEqual([10, 10, 10]);
    expect(commands[0]?.command).toBe('error');
    expect(commands.findLast((each) => each !== undefined)?.data).toMatch(/^8 more are not shown here/);
  });

  test('is inert: every line is an annotation of its own, or no command', () => {
    const lines = githubReport(hostileReport(), contextOf()).split('\n');
    const commands = lines.map(commandIn);
    expect(commands.flatMap((each) => (each ? [each.command] : []))).toEqual(['error', 'error', 'warning', 'notice', 'warning']);
    for (const each of commands) expect([...(each?.properties.keys() ?? [])].every((name) => ['file', 'line', 'col', 'title'].includes(name))).toBe(true);
    for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]|##\[/u);
    expect(commandIn(githubReport(sampleReport({ findings: [{ ...poolFinding, location: at('a\n,b:c%.ts', 1) }] }), contextOf()).split('\n')[0] ?? '')?.properties.get('file')).toBe('a\n,b:c%.ts');
  });
});

describe('gitlab', () => {
  test('is an array of issues with paths of the repository', () => {
    const [pool, drain] = JSON.parse(gitlabReport(sampleReport(), contextOf({ prefix: 'services/orders' }))) as object[];
    expect(pool).toEqual({ description: poolFinding.message, check_name: poolFinding.rule, fingerprint: 'a1:1', severity: 'major', location: { path: 'services/orders/src/shutdown.ts', lines: { begin: 5, end: 5 } } });
    expect(drain).toMatchObject({ severity: 'minor' });
  });

  test('is an empty array when clean, has no byte order mark, and no two fingerprints are alike', () => {
    expect(gitlabReport(sampleReport({ findings: [] }), contextOf())).toBe('[]\n');
    const prints = (JSON.parse(gitlabReport(hostileReport(), contextOf())) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

/** Reads XML strictly, as XML 1.0 is defined; any fault throws. */
const elementsOf = (xml: string): { name: string; attributes: Record<string, string>; text: string }[] => {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes, text: '' }));
  parser.on('text', (text) => {
    const last = found.at(-1);
    if (last) last.text += text;
  });
  parser.write(xml).close();
  return found;
};

describe('junit', () => {
  test('has a failure for an error, output for less, and a test that passes for a clean service', () => {
    const elements = elementsOf(junitReport(sampleReport({ unanalysed }), contextOf()));
    expect(elements.map(({ name }) => name)).toEqual(['testsuites', 'testsuite', 'testcase', 'failure', 'testcase', 'system-out', 'testcase', 'error']);
    expect(elements[0]?.attributes).toEqual({ name: 'drain-audit', tests: '3', failures: '1', errors: '1' });
    expect(elements[2]?.attributes).toEqual({ name: 'resource-closed-before-drain src/shutdown.ts:5', classname: 'src/shutdown.ts' });
    expect(elementsOf(junitReport(sampleReport({ findings: [] }), contextOf())).map(({ name }) => name)).toEqual(['testsuites', 'testsuite', 'testcase']);
  });

  test('is well-formed whatever names there are', () => {
    const elements = elementsOf(junitReport(hostileReport(), contextOf()));
    expect(elements.filter(({ name }) => name === 'failure')).toHaveLength(2);
    expect(new Set(elements.map(({ name }) => name))).toEqual(new Set(['testsuites', 'testsuite', 'testcase', 'failure', 'system-out', 'error']));
  });
});

describe('markdown', () => {
  test('shows findings with their code', () => {
    expect(markdownReport(sampleReport({ findings: [poolFinding] }), contextOf({ prefix: 'services/orders' }))).toMatchInlineSnapshot(`
      "## drain-audit

      1 finding in 1 service: 1 error

      ### 🔴 error: [resource-closed-before-drain](https://github.com/drain-audit/drain-audit/blob/main/docs/rules/resource-closed-before-drain.md) at \`services/orders/src/shutdown.ts:5\`

      \`orders-api\`: \`pool\` is closed before \`server\` has drained, so requests in flight lose it. Close it after the drain.

      \`\`\`
        4 │ export const stop = async (): Promise<void> => {
      > 5 │   await pool.end();
        6 │   server.close(() => process.exit(0));
      \`\`\`

      - the server drains here: \`services/orders/src/shutdown.ts:6\`

      ### Services
      - \`orders-api\` (\`services/orders/src/main.ts\`): worst case unbounded
      "
    `);
  });

  test.each([['GitHub', { gfm: true, breaks: true }], ['CommonMark', { gfm: false }]])('is inert for %s: only our own links, no image, no HTML', (_name, options) => {
    const html = marked.parse(markdownReport(hostileReport(), contextOf({ source: () => hostile })), { async: false, ...options });
    const tags = Array.from(html.matchAll(/<([a-z][a-z\d]*)([^>]*)>/gi), ([, name = '', attributes = '']) => `${name}${attributes}`);
    expect(new Set(tags.filter((tag) => !/^a href="https:\/\/github\.com\/drain-audit\/drain-audit\/blob\/main\/docs\/rules\/[a-z-]+\.md"$/.test(tag)))).toEqual(new Set(['h2', 'h3', 'p', 'ul', 'li', 'code', 'pre']));
    const outsideCode = html.replaceAll(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>|&#39;/g, '');
    expect(outsideCode).not.toMatch(/@|#\d|evil|deadbeef|&lt;|[\p{Cf}\p{Cs}]/u);
  });

  test('fits into a comment, the gravest first', () => {
    const findings = Array.from({ length: 900 }, (_, index) => ({ ...(index === 899 ? poolFinding : drainFinding), location: at('a.ts', index + 1) }));
    const text = markdownReport(sampleReport({ findings }), contextOf());
    expect(text.length).toBeLessThan(65_000);
    expect(text.indexOf('🔴')).toBeLessThan(text.indexOf('🟡'));
    expect(text).toMatch(/… and \d+ more findings, for which there is no room here/);
  });
});

test.each([...formats.keys()])('%s is the same twice, and ends in a newline', (name) => {
  const format = formats.get(name);
  const text = format?.(hostileReport(), contextOf());
  expect(text).toBe(format?.(hostileReport(), contextOf()));
  expect(text?.endsWith('\n')).toBe(true);
});
