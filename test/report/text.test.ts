import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { AuditReport } from '../../src/report/report.js';
import { textReport, type TextOptions } from '../../src/report/text.js';
import { at, poolFinding, sampleReport, source } from './sample.js';

const text = (report: AuditReport, options: Partial<TextOptions> = {}): string =>
  textReport(report, { color: false, verbose: false, source, ...options });

const nothing = { findings: [], services: [] };

describe('textReport', () => {
  test('shows findings with their code and related places, then the service and the total', () => {
    expect(text(sampleReport({ findings: [poolFinding] }))).toMatchInlineSnapshot(`
      "src/shutdown.ts

        error  resource-closed-before-drain
        \`pool\` is closed before \`server\` has drained, so requests in flight lose it. Close it after the
        drain.
          ┌─ src/shutdown.ts:5:8
        4 │ export const stop = async (): Promise<void> => {
        5 │   await pool.end();
          │         ^^^^^^^^^^
        6 │   server.close(() => process.exit(0));
        7 │ };
          ├─ the server drains here  src/shutdown.ts:6
        6 │   server.close(() => process.exit(0));
          │   ^^^^^^^^^^^^
          └─ drain-audit explain resource-closed-before-drain

      orders-api  src/main.ts
        SIGTERM     process.on src/main.ts:9
        findings    1 error
        worst case  unbounded

      1 finding in 1 service: 1 error
      "
    `);
  });

  test('names a file once for all its findings', () => {
    const lines = text(sampleReport()).split('\n');
    expect(lines.filter((line) => line === 'src/shutdown.ts')).toHaveLength(1);
  });

  test('wraps messages to the width', () => {
    const lines = text(sampleReport(), { width: 60 }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  test('shows places without a frame where the text is not at hand', () => {
    const shown = text(sampleReport(), { source: () => undefined });
    expect(shown).toContain('src/shutdown.ts:5:8');
    expect(shown).not.toContain('│');
  });

  test('colours change nothing but colours', () => {
    const colored = text(sampleReport(), { color: true });
    expect(colored).not.toBe(text(sampleReport()));
    expect(stripVTControlCharacters(colored)).toBe(text(sampleReport()));
  });

  test('says under verbose what the analysis did', () => {
    expect(text(sampleReport(), { verbose: true })).toContain('12 files, 3 parsed in 2 rounds');
    expect(text(sampleReport())).not.toContain('parsed');
  });

  test('is friendly when clean', () => {
    expect(text(sampleReport({ findings: [] }))).toMatch(/findings {4}none\n[^]*Nothing to repair in 1 service/);
  });

  test('does not call a tree clean that has no service, or that could not be read', () => {
    expect(text(sampleReport(nothing))).toBe('No service found. Nothing here listens, consumes or handles a signal; name the folder that does.\n');
    const unread = text(sampleReport({ ...nothing, unanalysed: [{ file: 'src/deep.ts', reason: 'nested too deeply' }] }));
    expect(unread).toContain('Not analysed\n  src/deep.ts\n    nested too deeply');
    expect(unread).toContain('1 file could not be');
    expect(unread).not.toContain('Nothing to repair');
  });

  test('says how many findings are suppressed', () => {
    expect(text(sampleReport({ findings: [], suppressed: { inline: 1, baseline: 2 } }))).toContain('(3 suppressed)');
  });

  test('says so when nothing handles SIGTERM', () => {
    expect(text(sampleReport({ services: [{ name: 'jobs', entry: 'src/jobs.ts' }] }))).toMatch(/SIGTERM +no handler found/);
  });

  test('is inert whatever files, services and messages are called', () => {
    const hostile = '::error::\u001B[2J\n::stop-commands::x\r\u202E';
    const location = at(hostile, 1);
    const report = sampleReport({
      findings: [{ ...poolFinding, service: hostile, message: hostile, location, related: [{ message: hostile, location }] }],
      services: [{ name: hostile, entry: hostile, plan: { triggers: [{ signals: ['SIGTERM'], owner: hostile, at: location }], steps: { kind: 'sequence', steps: [] }, worstCase: 1 } }],
      unanalysed: [{ file: hostile, reason: hostile }],
    });
    const shown = text(report, { source: () => `${hostile}\u0007` });
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(shown.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
  });
});
