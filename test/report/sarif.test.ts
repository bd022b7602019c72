import Ajv from 'ajv-draft-04';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { upkeepRules } from '../../src/config/upkeep.js';
import type { AuditReport } from '../../src/report/report.js';
import { sarifReport } from '../../src/report/sarif.js';
import { contextOf } from './context.js';
import { hostile, hostileReport } from './hostile.js';
import { at, drainFinding, poolFinding, sampleReport } from './sample.js';

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Place {
  physicalLocation: { artifactLocation: { uri: string }; region: Region };
}
interface Log {
  version: string;
  runs: [
    {
      tool: { driver: { rules: { id: string; shortDescription: { text: string }; fullDescription: { text: string }; help: { text: string; markdown: string }; properties: { tags: string[] } }[] } };
      columnKind: string;
      invocations: [{ toolExecutionNotifications: { message: { text: string } }[] }];
      results: { ruleId: string; ruleIndex?: number; level: string; message: { text: string }; locations: [Place]; relatedLocations?: Place[]; partialFingerprints: Record<string, string> }[];
    },
  ];
}

const sarif = (report: AuditReport, context = contextOf()): Log => JSON.parse(sarifReport(report, context)) as Log;

// The schema is not part of the project, so a plain clone does not have it. A work tree lies one folder deeper.
const name = '../shared/data/sarif-schema-2.1.0.json';
const root = path.resolve(import.meta.dirname, '../..');
const schema = [path.join(root, name), path.join(root, '..', name)].find((file) => existsSync(file));

describe.skipIf(schema === undefined)(`the official schema${schema === undefined ? ` (not checked: ${name} is absent, as in a plain clone)` : ''}`, () => {
  const ajv = new Ajv.default({ strict: false, validateFormats: false });
  const validate = ajv.compile<Log>(schema === undefined ? {} : (JSON.parse(readFileSync(schema, 'utf8')) as object));
  const all = contextOf({ rules: [...rules, ...upkeepRules] });
  test.each([
    ['a report', sampleReport()],
    ['a clean report', sampleReport({ findings: [] })],
    ['an empty report', sampleReport({ findings: [], services: [] })],
    ['a report with something not analysed', sampleReport({ unanalysed: [{ file: 'src/deep.ts', reason: 'Nested too deeply.' }] })],
    ['a report with a repair', sampleReport({ findings: [{ ...poolFinding, fix: { title: 'Swap', edits: [{ file: 'src/shutdown.ts', start: 1, end: 5, text: '' }] } }] })],
    ['hostile names', hostileReport()],
  ])('holds for %s', (_name, report) => {
    validate(sarif(report, all));
    expect(validate.errors ?? []).toEqual([]);
  });
});

test('a clean report has an empty list of results', () => {
  expect(sarif(sampleReport({ findings: [] })).runs[0].results).toEqual([]);
});

test('every rule is described, with help, within the limits of GitHub', () => {
  const { rules: described } = sarif(sampleReport(), contextOf({ rules: [...rules, ...upkeepRules] })).runs[0].tool.driver;
  expect(described.map(({ id }) => id)).toEqual([...rules, ...upkeepRules].map(({ id }) => id));
  for (const { shortDescription, fullDescription, help, properties } of described) {
    expect(Math.max(shortDescription.text.length, fullDescription.text.length)).toBeLessThanOrEqual(1024);
    expect([help.text, help.markdown].every((text) => text.length > 40)).toBe(true);
    expect(properties.tags.length).toBeLessThanOrEqual(10);
  }
});

test('results point at one line, by rule and in UTF-16 columns', () => {
  const [run] = sarif(sampleReport(), contextOf({ prefix: 'services/orders' })).runs;
  expect(run.columnKind).toBe('utf16CodeUnits');
  const [pool, drain] = run.results;
  expect(pool).toMatchObject({ ruleId: 'resource-closed-before-drain', ruleIndex: 0, level: 'error' });
  expect(drain).toMatchObject({ ruleId: 'unbounded-drain', ruleIndex: 1, level: 'warning' });
  expect(pool?.locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'services/orders/src/shutdown.ts' }, region: { startLine: 5, startColumn: 8, endLine: 5, endColumn: 18 } } }]);
  expect(pool?.relatedLocations).toMatchObject([{ id: 1, message: { text: 'the server drains here' }, physicalLocation: { region: { startLine: 6 } } }]);
});

test('a place of several lines ends with its first one', () => {
  const location = { ...at('src/shutdown.ts', 5, 2), endLine: 7, endColumn: 2 };
  const [result] = sarif(sampleReport({ findings: [{ ...poolFinding, location }] })).runs[0].results;
  expect(result?.locations[0].physicalLocation.region).toEqual({ startLine: 5, startColumn: 2, endLine: 5, endColumn: 19 });
});

test('URIs are encoded by segment, and never leave the repository by a trick', () => {
  const uriOf = (file: string, prefix = ''): string | undefined => sarif(sampleReport({ findings: [{ ...poolFinding, location: at(file, 1) }] }), contextOf({ prefix })).runs[0].results[0]?.locations[0].physicalLocation.artifactLocation.uri;
  expect(uriOf('src/a b#c%d?e,é\n.ts')).toBe('src/a%20b%23c%25d%3Fe%2C%C3%A9%0A.ts');
  expect(uriOf('../drain-audit-baseline.yaml', 'services/orders')).toBe('services/drain-audit-baseline.yaml');
  expect(uriOf('\uD800.ts')).toBe('%EF%BF%BD.ts');
});

test('fingerprints differ where the same is said twice', () => {
  const [run] = sarif(sampleReport({ findings: [poolFinding, poolFinding, drainFinding] })).runs;
  expect(run.results.map(({ partialFingerprints }) => partialFingerprints)).toEqual([{ 'drainAudit/v1': 'a1:1' }, { 'drainAudit/v1': 'a1:2' }, { 'drainAudit/v1': 'b2:1' }]);
});

test('of too many results the gravest are kept, and a notice says so', () => {
  const findings = Array.from({ length: 6000 }, (_, index) => ({ ...(index % 10 === 0 ? poolFinding : drainFinding), location: at('a.ts', index + 1) }));
  const [run] = sarif(sampleReport({ findings })).runs;
  expect(run.results).toHaveLength(5000);
  expect(run.results.filter(({ level }) => level === 'error')).toHaveLength(600);
  expect(run.invocations[0].toolExecutionNotifications.map(({ message }) => message.text)).toEqual(['Truncated: 1000 of the milder results are left out, because GitHub shows 5000.']);
  const lines = run.results.map(({ locations }) => locations[0].physicalLocation.region.startLine);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
});

test('messages of hostile names hold no link and no control', () => {
  const text = sarifReport(hostileReport(), contextOf());
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  const [run] = sarif(hostileReport()).runs;
  const texts = run.results.flatMap(({ message, relatedLocations }) => [message.text, ...(relatedLocations ?? []).map((place) => (place as unknown as { message: { text: string } }).message.text)]);
  for (const message of texts) expect(message).not.toMatch(/\]\(|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u);
  expect(run.tool.driver.rules.some(({ help }) => help.markdown.includes(hostile.slice(0, 8)))).toBe(false);
});
