import { describe, expect, test } from 'vitest';
import { runRules } from '../src/findings.js';
import { defineRule, type AnyRule } from '../src/rule.js';
import { rule } from './cli/command-line.js';
import { at } from './report/sample.js';

const slow = defineRule({
  ...rule('slow'),
  subject: 'contract',
  messages: { slow: 'waits {{seconds}} s' },
  options: { seconds: { type: 'number', default: 5, unit: 's', description: 'How long it may take.' }, loudly: { type: 'boolean', default: false, description: 'Whether to shout.' } },
  check(contract, report, { seconds, loudly }) {
    report.at({ at: at('a.yaml', 1) }, 'slow', { seconds: seconds + (loudly ? 1 : 0) });
    report.at({ at: at('a.yaml', 2) }, 'slow', { seconds }).atMost('warning');
  },
}) as AnyRule;
const asked = { contracts: [{ name: 'orders' }] } as unknown as Parameters<typeof runRules>[0];

describe('options of a rule', () => {
  test('are its defaults where nothing is configured', () => {
    expect(runRules(asked, [slow]).map(({ message }) => message)).toEqual(['waits 5 s', 'waits 5 s']);
  });

  test('are what is configured', () => {
    const settings = new Map([['slow', { options: new Map<string, number | boolean>([['seconds', 9], ['loudly', true]]) }]]);
    expect(runRules(asked, [slow], settings).map(({ message }) => message)).toEqual(['waits 10 s', 'waits 9 s']);
  });
});

test('a configured severity holds for proven findings; what is less than proven stays below it', () => {
  const severitiesUnder = (severity: 'error' | 'warning' | 'info'): string[] => runRules(asked, [slow], new Map([['slow', { severity, options: new Map() }]])).map((finding) => finding.severity);
  expect(severitiesUnder('error')).toEqual(['error', 'warning']);
  expect(severitiesUnder('info')).toEqual(['info', 'info']);
});
