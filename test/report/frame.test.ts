import { describe, expect, test } from 'vitest';
import { codeFrame, linesOf } from '../../src/report/frame.js';
import type { Location } from '../../src/rule.js';
import { at } from './sample.js';

const shown = (text: string, location: Location, options: { context?: number; width?: number; spanLines?: number } = {}): string =>
  codeFrame(linesOf(location.file, text), location, { context: 0, spanLines: 4, width: 60, ...options })
    .map((line) => `${line.number}|${line.text}${line.underline === undefined ? '' : `\n |${line.underline}`}`)
    .join('\n');

describe('codeFrame', () => {
  test('underlines exactly the span', () => {
    expect(shown('  server.close();', at('a.ts', 1, 3, 15))).toBe('1|  server.close();\n |  ^^^^^^^^^^^^');
  });

  test('expands tabs before and inside the span', () => {
    expect(shown('\t\tclose(\ta);', at('a.ts', 1, 3, 11))).toBe('1|    close(  a);\n |    ^^^^^^^^^');
  });

  test('gives wide characters two columns, and combining marks none', () => {
    expect(shown("f('注文', e\u0301, x)", at('a.ts', 1, 13, 14))).toBe("1|f('注文', e\u0301, x)\n |             ^");
  });

  test('counts an emoji outside the basic plane as the two units that it is', () => {
    expect(shown("f('🚚', x)", at('a.ts', 1, 9, 10))).toBe("1|f('🚚', x)\n |        ^");
  });

  test('escapes what a terminal would obey and keeps the underline in place', () => {
    expect(shown("f('\u001B[2J', x)", at('a.ts', 1, 11, 12))).toBe(String.raw`1|f('\u{1b}[2J', x)` + '\n |               ^');
    expect(shown("x('##[debug]')", at('a.ts', 1, 1, 2))).toContain(String.raw`'\u{23}#[debug]'`);
  });

  test('cuts a long line around the span', () => {
    const line = `${'a;'.repeat(400_000)}server.close();${'b;'.repeat(400_000)}`;
    const [text = '', underline = ''] = shown(line, at('a.ts', 1, 800_001, 800_013), { width: 40 }).split('\n');
    expect(text).toMatch(/^1\|…[a;]+server\.close\(\);[b;]*…$/);
    expect(text.length).toBeLessThanOrEqual(44);
    expect(text.slice(underline.indexOf('^'), underline.lastIndexOf('^') + 1)).toBe('server.close');
  });

  test('cuts a span that is longer than the line may be', () => {
    const [text = '', underline = ''] = shown(`call(${'x'.repeat(500)})`, at('a.ts', 1, 1, 506), { width: 30 }).split('\n');
    expect(text).toBe(`1|call(${'x'.repeat(25)}…`);
    expect(underline).toBe(` |${'^'.repeat(30)}`);
  });

  test('never splits a surrogate pair where it cuts', () => {
    expect(shown('🚚'.repeat(200), at('a.ts', 1, 201, 203), { width: 31 })).not.toContain(String.raw`\u{`);
  });

  test('underlines every line of a span, up to a limit', () => {
    const location = { file: 'a.ts', startLine: 1, startColumn: 3, endLine: 3, endColumn: 4 };
    expect(shown('  close(\n    a,\n  );', location)).toBe('1|  close(\n |  ^^^^^^\n2|    a,\n |    ^^\n3|  );\n |  ^');
    expect(shown('  close(\n    a,\n  );', location, { spanLines: 1 })).toBe('1|  close(\n |  ^^^^^^');
  });

  test('shows context, but no blank lines at its ends', () => {
    expect(shown('a\n\nb\nc\n', at('a.ts', 3, 1, 2), { context: 2 })).toBe('1|a\n2|\n3|b\n |^\n4|c');
    expect(shown('\n\nb\n\n', at('a.ts', 3, 1, 2), { context: 2 })).toBe('3|b\n |^');
  });

  test('has a caret where the span is empty or past the end of the line', () => {
    expect(shown('ab', at('a.ts', 1, 2, 2))).toBe('1|ab\n | ^');
    expect(shown('ab', at('a.ts', 1, 9, 10))).toBe('1|ab\n |  ^');
  });

  test('is empty where the file is shorter than the location says', () => {
    expect(shown('a', at('a.ts', 7))).toBe('');
  });

  test('counts lines as the reader of the file does', () => {
    expect(linesOf('a.ts', 'a\r\nb\u2028c\rd')).toEqual(['a', 'b', 'c', 'd']);
    expect(linesOf('a.yaml', 'a\r\nb\u2028c')).toEqual(['a', 'b\u2028c']);
  });
});
