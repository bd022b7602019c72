import type { FormatContext } from '../../src/report/formats.js';
import { rule } from '../cli/command-line.js';
import { source } from './sample.js';

/** What formats are given beside a report. */
export const contextOf = (changes: Partial<FormatContext> = {}): FormatContext => ({
  color: false,
  verbose: false,
  source,
  rules: [rule('resource-closed-before-drain'), rule('unbounded-drain', { severity: 'warning' }), rule('silent-shutdown', { severity: 'info' })],
  version: '1.2.3',
  prefix: '',
  ...changes,
});
