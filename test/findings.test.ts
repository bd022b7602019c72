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

test('a rule that is never more than a warning is an error where the configuration says so', () => {
  const mild = defineRule({ ...slow, id: 'mild', subject: 'contract', severity: 'warning', options: {}, check(contract, report) {
    report.at({ at: at('a.yaml', 1) }, 'slow', {}).atMost('warning');
    report.at({ at: at('a.yaml', 2) }, 'slow', {}).atMost('info');
  } }) as AnyRule;
  expect(runRules(asked, [mild], new Map([['mild', { severity: 'error', options: new Map() }]])).map(({ severity }) => severity)).toEqual(['error', 'info']);
});

test('a fact of several models is reported once, with the places of all of them', () => {
  const shared = defineRule({
    ...rule('shared'),
    subject: 'contract',
    messages: { shared: 'is left open' },
    check(contract, report) {
      report.at({ at: at('pool.yaml', 1) }, 'shared').related({ at: at('pool.yaml', contract.name === 'orders' ? 2 : 3) }, 'handled here').related({ at: at('pool.yaml', 1) }, 'made here');
    },
  }) as AnyRule;
  const models = { contracts: [{ name: 'orders' }, { name: 'mail' }, { name: 'orders' }] } as unknown as Parameters<typeof runRules>[0];
  const findings = runRules(models, [shared]);
  expect(findings.map(({ related }) => related.map(({ location }) => location.startLine))).toEqual([[2, 1, 3]]);
});
