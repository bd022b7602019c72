import { describe, expect, test } from 'vitest';
import { printable } from '../../src/report/printable.js';

describe('printable', () => {
  test.each([
    ['an escape sequence', '\u001B]0;owned\u0007', String.raw`\u{1b}]0;owned\u{7}`],
    ['line breaks', 'a\r\nb', String.raw`a\u{d}\u{a}b`],
    ['a tab', 'a\tb', String.raw`a\u{9}b`],
    ['a C1 control', 'a\u009Bm', String.raw`a\u{9b}m`],
    ['a right-to-left override', 'a\u202Egpj.ts', String.raw`a\u{202e}gpj.ts`],
    ['an isolate', '\u2066x\u2069', String.raw`\u{2066}x\u{2069}`],
    ['a line separator', 'a\u2028b', String.raw`a\u{2028}b`],
    ['a zero-width space', 'a\u200Bb', String.raw`a\u{200b}b`],
    ['half a surrogate pair', 'a\uD83Db', String.raw`a\u{d83d}b`],
    ['an invisible tag', 'a\u{E0041}b', String.raw`a\u{e0041}b`],
    ['a workflow command', '  ::error::x', String.raw`  \u{3a}:error::x`],
    ['an older workflow command', 'x ##[add-mask]y', String.raw`x \u{23}#[add-mask]y`],
  ])('makes %s visible', (_name, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('leaves letters of any script, emoji and punctuation alone', () => {
    const text = 'Bestellung №5 — 注文 🚚 é std::vector #[derive]';
    expect(printable(text)).toBe(text);
  });
});
