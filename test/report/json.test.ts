import { expect, test } from 'vitest';
import { formats } from '../../src/report/formats.js';
import { jsonReport } from '../../src/report/json.js';
import { sampleReport, source } from './sample.js';

test('is the report itself, on one object, ending in a newline', () => {
  const text = jsonReport(sampleReport());
  expect(JSON.parse(text)).toEqual(sampleReport());
  expect(text.endsWith('}\n')).toBe(true);
  expect(jsonReport(sampleReport())).toBe(text);
});

test('does not depend on colours, width or verbosity', () => {
  const context = { color: true, verbose: true, width: 40, source, rules: [], version: '1.2.3', prefix: 'services/orders' };
  expect(formats.get('json')?.(sampleReport(), context)).toBe(jsonReport(sampleReport()));
});
