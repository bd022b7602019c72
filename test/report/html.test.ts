import { describe, expect, test } from 'vitest';
import type { Step } from '../../src/plan/step.js';
import { htmlReport } from '../../src/report/html.js';
import { planPicture } from '../../src/report/plan-picture.js';
import { contextOf } from './context.js';
import { hostile, hostileReport } from './hostile.js';
import { at, poolFinding, sampleReport } from './sample.js';

/** Every tag with its attributes, as a browser would see them: nothing of ours has a bracket in a value. */
const tagsIn = (html: string): { name: string; attributes: string }[] => Array.from(html.replace(/<style>[^]*?<\/style>/, '').matchAll(/<([a-z!][\w-]*)((?:\s+[\w-]+(?:="[^"<>]*")?)*)\s*\/?>/gi), ([, name = '', attributes = '']) => ({ name: name.toLowerCase(), attributes }));

describe('the page', () => {
  test('shows plan, findings and code, and needs nothing else', () => {
    const html = htmlReport(sampleReport(), contextOf({ prefix: 'services/orders' }));
    expect(html).toContain('<h2>orders-api</h2>');
    expect(html).toContain('<svg');
    expect(html).toContain('services/orders/src/shutdown.ts:5');
    expect(html).toContain('<mark>pool.end()</mark>');
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(/);
    expect(html).toContain("default-src 'none'");
  });

  test('marks what is meant after wide characters', () => {
    const html = htmlReport(sampleReport({ findings: [{ ...poolFinding, location: at('a.ts', 1, 6, 9) }] }), contextOf({ source: () => '日本𝄞 end()' }));
    expect(html).toContain('日本𝄞 <mark>end</mark>()');
  });

  test('is inert whatever names there are', () => {
    const html = htmlReport(hostileReport(), contextOf({ source: () => hostile }));
    const tags = tagsIn(html);
    expect(new Set(tags.map(({ name }) => name))).toEqual(new Set(['!doctype', 'html', 'head', 'meta', 'title', 'body', 'h1', 'h2', 'h3', 'p', 'section', 'article', 'code', 'ul', 'li', 'strong', 'svg', 'g', 'text', 'rect', 'line', 'a', 'pre', 'span', 'mark']));
    // Every bracket of the page belongs to one of those tags.
    expect((html.replace(/<style>[^]*?<\/style>/, '').match(/</g) ?? []).length).toBe(tags.length + (html.match(/<\/(?!style)[a-z\d]+>/g) ?? []).length);
    for (const { attributes } of tags) {
      expect(attributes).not.toMatch(/\son\w+=|\ssrc=|\sstyle=/);
      expect(/href="([^"]*)"/.exec(attributes)?.[1] ?? 'https://github.com/drain-audit/').toMatch(/^https:\/\/github\.com\/drain-audit\//);
    }
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  test('says what it leaves out', () => {
    expect(htmlReport(sampleReport({ findings: Array.from({ length: 600 }, () => poolFinding) }), contextOf())).toContain('… and 100 more findings');
  });
});

describe('the picture of a plan', () => {
  const act = (label: string, bound: Extract<Step, { kind: 'act' }>['bound'], awaited: 'always' | 'never' = 'always'): Step => ({ kind: 'act', act: 'drain', label, awaited, bound, at: at('a.ts', 1) });
  const bars = (steps: Step): string[] => Array.from(planPicture({ triggers: [], steps, worstCase: 'unknown' }).matchAll(/<(?:rect|circle) class="(\w+)" (?:x|cx)="([\d.]+)"(?: y="[\d.]+" width="([\d.]+)")?/g), ([, kind = '', x = '', width = '-']) => `${kind} ${x} ${width}`);

  test('lays steps in sequence after each other, and overlapping ones above each other', () => {
    expect(bars({ kind: 'sequence', steps: [act('a', 5000), { kind: 'parallel', steps: [act('b', 5000), act('c', 2500)] }, act('exit', 'instant')] })).toEqual(['known 320 290', 'known 610 290', 'known 610 145', 'instant 900 -']);
  });

  test('lets what has no limit run out to the right, and cuts it where there is one', () => {
    expect(bars(act('a', 'unbounded'))).toEqual(['unbounded 320 640']);
    const cut: Step = { kind: 'sequence', steps: [{ kind: 'bounded', step: act('a', 'unbounded'), deadline: { ms: 10_000, by: 'watchdog', at: at('a.ts', 2) }, onExpiry: act('exit 1', 'instant') }, act('b', 'instant')] };
    expect(planPicture({ triggers: [], steps: cut, worstCase: 10_000 })).toContain('<line class="limit" x1="900"');
    expect(bars(cut).at(-1)).toBe('instant 900 -');
  });

  test('does not wait for what nobody waits for', () => {
    expect(bars({ kind: 'sequence', steps: [act('a', 4000, 'never'), act('b', 4000)] })).toEqual(['unawaited 320 580', 'known 320 580']);
  });
});
